import { type Bundle, type CaseRecord, periodOf } from '@jieli/engine'
import { laterOf } from '../../ports/time.ts'
import { caseBefore, tellsItself } from './case-before.ts'
import { type CountedCase, countedPaths, recordOf } from './case-log.ts'
import { monthsOfCase } from './case-months.ts'
import type { Counted } from './live-cache.ts'
import type { LiveContext } from './live-context.ts'
import { MonthCounter, type MonthState, tallyOf } from './month-counter.ts'

/** How late a step may become visible after the moment it carries: another server's clock and commit. */
export const margin = 120_000

/** Of what the cases are counted. */
export interface Look {
  readonly ruleset: string
  readonly bundle: Bundle
  /** What was written after this moment may be met again by the next look. */
  readonly horizon: string
}

/** Counts a case as it stands, in the place of what was counted of it before. */
export async function countCase(
  context: LiveContext,
  counted: Counted,
  { bundle, horizon }: Look,
  document: CountedCase,
): Promise<void> {
  const { id, revision } = document
  const before = counted.remembered.get(id)
  if (before?.revision === revision) return
  // First: where this fails, nothing has been taken back yet.
  const record = await counted.leftOut.unless(document, () => recordOf(context, document))
  if (before !== undefined) {
    for (const counter of countersOf(counted, bundle, before.record)) counter.remove(before.record)
    counted.cases -= 1
  }
  counted.remembered.delete(id)
  counted.moved += 1
  if (record === undefined) return
  for (const counter of countersOf(counted, bundle, record)) counter.add(record)
  counted.cases += 1
  const movedAt = tellsItself(document)
    ? laterOf(document.updatedAt, document.refusedAt ?? document.updatedAt)
    : undefined
  // That nothing is kept of what moved long ago is what lets a server hold millions.
  if (movedAt === undefined || movedAt >= horizon)
    counted.remembered.set(id, { revision, record, movedAt })
}

function countersOf(
  counted: Counted,
  bundle: Bundle,
  record: CaseRecord,
): readonly Pick<MonthCounter, 'add' | 'remove'>[] {
  counted.undated ??= tallyOf(bundle, [])
  const months = monthsOfCase(bundle.ruleset, record).flatMap((month) => {
    const counter = counted.months.get(month) ?? counterOf(bundle, month)
    if (counter === undefined) return []
    counted.months.set(month, counter)
    counted.movedMonths.add(month)
    return [counter]
  })
  return [counted.undated, ...months]
}

/**
 * Remembers again as what a case was counted of which nothing has been written since a moment.
 * @returns false where nobody can say
 */
export async function recallCase(
  context: LiveContext,
  counted: Counted,
  { id, since }: { readonly id: string; readonly since: string },
): Promise<boolean> {
  if (counted.remembered.has(id) || counted.leftOut.has(id)) return true
  const before = await caseBefore(context, { id, since })
  if (before === 'unknown') return false
  if (before !== undefined)
    counted.remembered.set(id, { revision: 0, record: before, movedAt: since })
  return true
}

/** Forgets of the cases what their own logs tell at the next look. */
export function endLook(
  counted: Counted,
  { at, horizon }: { readonly at: string; readonly horizon: string },
): void {
  counted.lookedAt = at
  for (const [id, { movedAt }] of counted.remembered)
    if (movedAt !== undefined && movedAt < horizon) counted.remembered.delete(id)
}

/** A case as it is counted; none where there is no such case. */
export async function readCase(context: LiveContext, id: string): Promise<readonly CountedCase[]> {
  return await context.store.find<'cases', CountedCase>('cases', {
    where: [{ field: 'id', operator: 'equal', value: id }],
    limit: 1,
    only: countedPaths,
  })
}

/** Nothing for what is no month: cases that name no day. */
export function counterOf(
  bundle: Bundle,
  month: string,
  state?: MonthState,
): MonthCounter | undefined {
  const period = periodOf(month)
  return period === undefined ? undefined : new MonthCounter(bundle, period, state)
}
