import { momentAt } from '@jieli/engine'

/** The zone times are written in when a ruleset names none: Beijing time. */
const usualOffset = '+08:00'

/** The calendar day of a moment in a zone, `YYYY-MM-DD`. Pure. */
export function dayAt(moment: string, offset = usualOffset): string {
  return momentAt(Date.parse(moment), offset).slice(0, 10)
}

/**
 * A moment in the one form the server stores, so that times sort as text: milliseconds, Beijing time. Pure.
 * @param moment any ISO 8601 date-time with an offset
 */
export function storedTime(moment: string): string {
  return momentAt(Date.parse(moment), usualOffset)
}

/** The later of two moments. Pure. */
export function laterOf(a: string, b: string): string {
  return Date.parse(a) >= Date.parse(b) ? a : b
}

/** The first moment of a day in a zone, in the stored form. Pure. */
export function startOfDay(day: string, offset = usualOffset): string {
  return storedTime(`${day}T00:00:00.000${offset}`)
}

/** A moment `milliseconds` later, in the stored form. Pure. */
export function storedAfter(moment: string, milliseconds: number): string {
  return momentAt(Date.parse(moment) + milliseconds, usualOffset)
}
