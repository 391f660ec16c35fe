const day = 86_400
/** The number of 1 January 1970. */
const unixEpoch = 25_569
/** How many days 1904 begins after 1900, as Excel counts. */
const macintoshDays = 1462
/** The number of the day after 31 December 9999. */
const beyond = 2_958_466

/**
 * A day or time as Excel counts it, as `2025-01-31` or `2025-01-31T09:30:00`: to the second, for the fraction of a day
 * it is kept as is never quite the second that was meant. Nothing for a number that is none. Pure.
 */
export function excelMoment(stored: string, from1904: boolean): string | undefined {
  const number = Number(stored) + (from1904 ? macintoshDays : 0)
  if (!(number >= 0 && number < beyond)) return undefined
  // Excel knows a 29 February 1900, which there was not, and counts the days before it one too early.
  if (number >= 60 && number < 61) return undefined
  const seconds = Math.round((number - unixEpoch + (number >= 1 && number < 60 ? 1 : 0)) * day)
  return written(new Date(seconds * 1000))
}

/** The same of a day or time that is written out. One without an offset is what the clock showed. Pure. */
export function isoMoment(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(text))
    return undefined
  const hasOffset = !text.includes('T') || /(Z|[+-]\d\d:\d\d)$/.test(text)
  const moment = new Date(hasOffset ? text : `${text}Z`)
  return Number.isNaN(moment.getTime()) ? undefined : written(moment)
}

function written(moment: Date): string {
  const text = moment.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19)
}
