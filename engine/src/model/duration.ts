const pattern =
  /^P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/

/**
 * Seconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; `undefined` for anything else.
 * Months and years are refused: their length depends on the calendar. Pure.
 */
export function durationSeconds(text: string): number | undefined {
  const match = pattern.exec(text)
  if (match === null || /^P$|T$/.test(text)) return undefined
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0))
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
}
