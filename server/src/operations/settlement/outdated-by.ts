import { type Period, periodOf } from '@jieli/engine'
import type { SettlementSummary } from '../../contracts/settlement.ts'
import type { SettlementDocument } from '../../documents/settlement-documents.ts'
import { lateTables } from '../assessment/late-arrivals.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { finalRuns } from './gather-settlement.ts'
import { eventsTold } from './money-events.ts'

/** What has changed since; nothing for one that was replaced, which is not looked at for what holds now. */
export async function outdatedBy(
  context: OperationContext,
  settlement: SettlementDocument,
): Promise<SettlementSummary['outdated']> {
  const period = periodOf(settlement.period)
  if (settlement.status === 'superseded' || period === undefined) return null
  const { ruleset, knownAt } = settlement
  const finals = (await finalRuns(context, ruleset, period)).map(({ id }) => id).toSorted()
  const late = await lateTables(context, {
    ruleset,
    period,
    knownAt,
    kinds: ['values', 'cases', 'events'],
  })
  const outdated = {
    runs: finals.join(' ') !== settlement.runs.join(' '),
    tables: late.length,
    events: await lateEvents(context, settlement, period),
  }
  return outdated.runs || outdated.tables > 0 || outdated.events > 0 ? outdated : null
}

/** Events of the period that cases run here have told of since. */
async function lateEvents(
  context: OperationContext,
  { ruleset, version, bundle: hash, knownAt }: SettlementDocument,
  period: Period,
): Promise<number> {
  const bundle = await context.bundles.bundleOfCase({ ruleset, version, bundle: hash })
  const now = context.clock.now()
  return (await eventsTold(context, { ruleset, bundle, period, after: knownAt, knownAt: now }))
    .length
}
