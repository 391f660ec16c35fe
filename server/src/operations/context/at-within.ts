import type { QueryCondition } from '../../ports/store.ts'
import { startOfDay, storedAfter } from '../../ports/time.ts'

const day = 86_400_000

/** What has its time in `at` and was done from one day to another, each a day of Beijing time; either may be left out. Pure. */
export function atWithin({
  from,
  to,
}: {
  /** First and last day. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}): QueryCondition[] {
  const field = 'at'
  return [
    ...(from === undefined
      ? []
      : [{ field, operator: 'greaterThanInclusive', value: startOfDay(from) } as const]),
    ...(to === undefined
      ? []
      : [{ field, operator: 'lessThan', value: storedAfter(startOfDay(to), day) } as const]),
  ]
}
