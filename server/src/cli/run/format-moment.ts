import { dateOf, endOfDay, momentAt, type Ruleset, type Text } from '@jieli/engine'

/**
 * A moment as the calendar of a ruleset writes it, `2025-03-04 09:00`, with seconds where it has any; the last moment of
 * a day as the day's end. Pure.
 */
export function formatMoment({ manifest: { calendar } }: Ruleset, at: string): Text {
  const day = dateOf(at, calendar)
  const end = endOfDay(day, calendar)
  if (Date.parse(at) === Date.parse(end)) return { zh: `${day} 当日结束`, en: `the end of ${day}` }
  const written = momentAt(Date.parse(at), end.slice(-6))
  const seconds = written.slice(16, 19) === ':00' ? '' : written.slice(16, 19)
  const text = `${day} ${written.slice(11, 16)}${seconds}`
  return { zh: text, en: text }
}
