import { addDays } from '@jieli/engine'

/** Days that follow one another. */
export interface DaySpan {
  readonly from: string
  readonly to: string
}

/** Days in order, those that follow one another as one span. Pure. */
export function daySpans(days: readonly string[]): readonly DaySpan[] {
  const spans: DaySpan[] = []
  for (const day of [...new Set(days)].toSorted()) {
    const last = spans.at(-1)
    if (last !== undefined && addDays(last.to, 1) === day)
      spans[spans.length - 1] = { ...last, to: day }
    else spans.push({ from: day, to: day })
  }
  return spans
}

/** Every day of a span, both ends included. Pure. */
export function daysOf({ from, to }: DaySpan): readonly string[] {
  const days: string[] = []
  for (let day = from; day <= to && days.length < 400; day = addDays(day, 1)) days.push(day)
  return days
}
