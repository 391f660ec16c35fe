import type { PeriodType } from '@jieli/engine'
import type { Month } from './calendar-days.ts'

/** A period as places in a list of months: from one on, up to and without another. */
export interface Span {
  readonly text: string
  readonly from: number
  readonly to: number
}

const lengths = { month: 1, quarter: 3, half: 6, year: 12 } as const

/** Every month, and every whole quarter, half-year or year of the types asked for. Pure. */
export function spansOf(months: readonly Month[], types: ReadonlySet<PeriodType>): readonly Span[] {
  const spans = months.map(({ text }, from) => ({ text, from, to: from + 1 }))
  for (const type of types) {
    const length = lengths[type]
    if (length === 1) continue
    for (const [from, { text }] of months.entries()) {
      const [year = '', month = ''] = text.split('-')
      if ((Number(month) - 1) % length !== 0 || from + length > months.length) continue
      const order = Math.floor((Number(month) - 1) / length) + 1
      spans.push({
        text: type === 'year' ? year : `${year}-${type === 'quarter' ? 'Q' : 'H'}${order}`,
        from,
        to: from + length,
      })
    }
  }
  return spans
}
