import type { DutyRecord } from '@jieli/engine/scheduled-duties'
import type { DutyRecordDocument } from '../../documents/duty-record-document.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findAll } from '../context/read-all.ts'

/** What was recorded of the scheduled duties of some periods, as it was known at a moment, the earliest first. */
export async function dutyRecords(
  { store }: Pick<OperationContext, 'store'>,
  asked: {
    readonly ruleset: string
    readonly periods: Iterable<string>
    readonly knownAt: string
  },
): Promise<readonly DutyRecordDocument[]> {
  const { ruleset, periods, knownAt } = asked
  const found: DutyRecordDocument[] = []
  for (const period of new Set(periods))
    found.push(
      ...(await findAll(store, 'dutyRecords', {
        where: [
          { field: 'ruleset', operator: 'equal', value: ruleset },
          { field: 'period', operator: 'equal', value: period },
        ],
      })),
    )
  const known = found.filter(({ recordedAt }) => Date.parse(recordedAt) <= Date.parse(knownAt))
  const withdrawn = new Set(known.flatMap(({ withdraws }) => withdraws ?? []))
  return known
    .filter(({ id, withdraws }) => withdraws === undefined && !withdrawn.has(id))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1))
}

/** A record as the rules read it. Pure. */
export function readableRecord({
  duty,
  unit,
  period,
  at,
  facts,
  document,
}: DutyRecordDocument): DutyRecord {
  return { duty, unit, period, at, facts, document: document !== null }
}
