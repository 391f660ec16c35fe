/** A calendar month, `2025-01`. */
export interface Month {
  readonly text: string
  readonly days: number
}

/** So many months from a first one on. Pure. */
export function monthsFrom(first: string, count: number): readonly Month[] {
  const [year = 0, month = 0] = first.split('-').map(Number)
  return Array.from({ length: count }, (_, index) => {
    const moment = new Date(Date.UTC(year, month - 1 + index, 1))
    const days = new Date(
      Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1, 0),
    ).getUTCDate()
    return { text: moment.toISOString().slice(0, 7), days }
  })
}

/** A day of a month, or so many days before or after it. Pure. */
export function dayOf({ text }: Month, day: number): string {
  const cached = cache.get(text)
  const start = cached ?? Date.parse(`${text}-01T00:00:00Z`)
  if (cached === undefined) cache.set(text, start)
  return new Date(start + (day - 1) * 86_400_000).toISOString().slice(0, 10)
}

const cache = new Map<string, number>()
