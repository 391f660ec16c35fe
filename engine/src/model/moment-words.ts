const pattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * A date-time as people read it: 2025-03-03 09:00, seconds where there are any, and the offset from universal time where it
 * is not Beijing's. Any other text is given back. Pure.
 */
export function formatMoment(text: string): string {
  const match = pattern.exec(text)
  if (match === null) return text
  const [, day = '', minute = '', rest = '', offset = ''] = match
  const seconds = /^:00(?:\.0+)?$/.test(rest) ? '' : rest
  const place = offset === '+08:00' ? '' : ` UTC${offset === 'Z' ? '' : offset}`
  return `${day} ${minute}${seconds}${place}`
}
