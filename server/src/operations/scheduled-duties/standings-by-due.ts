import { addDays } from '@jieli/engine'
import { dayAt } from '../../ports/time.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { scheduledStandings, type Standing } from './scheduled-standings.ts'

/** So many days back is looked for what is owed, and for what was done where that is asked for, too: a year. */
export const lookBack = 366

/** Where something stands in a list by when it is due. */
interface DuePlace {
  readonly value: string
  readonly id: string
}

/** What is owed for the periods of the last year and of today, as it stands now, the first due first; without a time last. */
export async function standingsByDue(
  context: OperationContext,
  ruleset: string,
): Promise<readonly (DuePlace & { readonly each: Standing })[]> {
  const now = context.clock.now()
  const until = dayAt(now)
  const span = { ruleset, from: addDays(until, -lookBack), until, now }
  return (await scheduledStandings(context, span))
    .map((each) => ({ each, value: each.instance.dueAt ?? noTime, id: idOf(each) }))
    .toSorted(compareDue)
}

/** After all times. */
const noTime = '9999-12-31T23:59:59.999+08:00'

/** True of what is done, in time or late. Pure. */
export function isDone({ standing }: Standing['standing']): boolean {
  return standing === 'kept' || standing === 'keptLate'
}

function idOf({ instance: { duty, period, unit } }: Standing): string {
  return [duty, period, unit ?? ''].join(' ')
}

/** Negative where the first comes before the second. Pure. */
export function compareDue(a: DuePlace, b: DuePlace): number {
  const [moment, other] = [Date.parse(a.value), Date.parse(b.value)]
  if (moment !== other) return moment - other
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
