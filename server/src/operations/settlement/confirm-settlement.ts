import type { Text } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { SettlementAction, SettlementDocument } from '../../documents/settlement-documents.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { meetsRevision, type RevisionCondition, staleError } from '../context/revision-condition.ts'
import { settlementOf } from './find-settlements.ts'
import { outdatedBy } from './outdated-by.ts'
import type { SettlementReading } from './read-settlement.ts'

/**
 * Confirms a settlement: it rests on a final assessment, reconciles, is up to date, and whoever computed it does not
 * confirm it.
 * @throws ServerError SETTLEMENT_UNKNOWN, SETTLEMENT_STALE, SETTLEMENT_STATUS, SETTLEMENT_NOT_FINAL,
 *   SETTLEMENT_UNSOUND, SETTLEMENT_OUTDATED, RUN_OWN, SCOPE_MISSING
 */
export async function confirmSettlement(
  context: OperationContext,
  caller: Caller,
  input: { readonly settlement: string; readonly expected: RevisionCondition },
): Promise<SettlementReading> {
  const { settlement, county } = await settlementOf(context, caller, {
    settlement: input.settlement,
    permission: 'assessment.finalise',
  })
  const { period, revision, status } = settlement
  if (!meetsRevision(input.expected, revision)) throw settlementStale(settlement, input.expected)
  if (status !== 'provisional') throw new ServerError('SETTLEMENT_STATUS', { period })
  if (!settlement.assessmentFinal) throw new ServerError('SETTLEMENT_NOT_FINAL', { period })
  if (!settlement.reconciles || !settlement.sound)
    throw new ServerError('SETTLEMENT_UNSOUND', { period })
  if ((await outdatedBy(context, settlement)) !== null)
    throw new ServerError('SETTLEMENT_OUTDATED', { period })
  const by = recordedActor(caller)
  const first = settlement.history[0]?.by
  if (first?.id === by.id && first.kind === by.kind) throw new ServerError('RUN_OWN')
  const document: SettlementDocument = {
    ...settlement,
    revision: revision + 1,
    status: 'final',
    history: [...settlement.history, { at: context.clock.now(), by, action: 'confirm' }],
  }
  const { committed } = await context.commit(
    [{ kind: 'replace', collection: 'settlements', document, expectedRevision: revision }],
    {
      action: 'settlement.confirm',
      actor: by,
      target: settlement.id,
      county,
      detail: { period, resultHash: settlement.resultHash },
    },
  )
  if (committed) return { settlement: document, outdated: null }
  // Whoever was faster has moved it on from the revision that was looked at, so this ends.
  return await confirmSettlement(context, caller, input)
}

/** Every revision of a settlement is one entry of its history. */
function settlementStale(
  { revision, history, period }: SettlementDocument,
  condition: RevisionCondition,
): ServerError {
  const changes = history.map(({ at, by, action }, index) => ({
    revision: index + 1,
    at,
    by: by.title,
    what: actionLabels[action],
  }))
  return staleError('SETTLEMENT_STALE', { condition, revision, changes, values: { period } })
}

const actionLabels: Readonly<Record<SettlementAction['action'], Text>> = {
  compute: { zh: '结算', en: 'computed' },
  confirm: { zh: '确认', en: 'made final' },
  replace: { zh: '重新结算', en: 'replaced' },
}
