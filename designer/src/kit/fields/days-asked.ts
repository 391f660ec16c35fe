import type dayjs from 'dayjs'

/** What a field of two days holds; either may be left open. */
export type DaysField = readonly [dayjs.Dayjs | null, dayjs.Dayjs | null] | null | undefined

/** The first and the last day that are asked for, as requests write them. Pure. */
export function daysAsked(days: DaysField): { readonly from?: string; readonly to?: string } {
  const [from, to] = days ?? []
  return {
    ...(from && { from: from.format('YYYY-MM-DD') }),
    ...(to && { to: to.format('YYYY-MM-DD') }),
  }
}
