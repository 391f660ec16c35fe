import { contentHash, type LedgerEvent, type Posting } from '@jieli/engine'
import type { SettlementRecomputed } from '../../contracts/settlement.ts'
import type { SettlementDocument } from '../../documents/settlement-documents.ts'
import { readChunks } from '../assessment/row-chunks.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { computeSettlement } from './compute-settlement.ts'
import { wholeSettlementOf } from './find-settlements.ts'
import { contentOf, inPresentForm, recordedResultOf } from './settlement-content.ts'

/**
 * Computes a settlement again from its record alone, and says whether the same bytes come out.
 * @throws ServerError SETTLEMENT_UNKNOWN, WHOLE_COUNTY_NEEDED, SCOPE_MISSING
 */
export async function recomputeSettlement(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<SettlementRecomputed> {
  const settlement = await wholeSettlementOf(context, caller, id)
  const { ruleset, version, bundle } = settlement
  const { input } = await contentOf(context, settlement)
  const { inputHash, resultHash } = computeSettlement(
    await context.bundles.bundleOfCase({ ruleset, version, bundle }),
    {
      ...input,
      events: await readChunks<LedgerEvent>(context, 'settlementChunks', settlement.events),
      earlier: await readChunks<Posting>(context, 'settlementChunks', settlement.earlier),
    },
  )
  if (inputHash !== settlement.inputHash) return { same: false, inputHash, resultHash }
  const same =
    resultHash === settlement.resultHash || (await isRecordedAs(context, settlement, resultHash))
  // One that was recorded in an earlier form keeps the hash of that form.
  return { same, inputHash, resultHash: same ? settlement.resultHash : resultHash }
}

/** True when the record is what its hash says, and says in the form of today what has this hash. */
async function isRecordedAs(
  context: OperationContext,
  settlement: SettlementDocument,
  resultHash: string,
): Promise<boolean> {
  const recorded = await recordedResultOf(context, settlement)
  return (
    contentHash(recorded) === settlement.resultHash &&
    contentHash(inPresentForm(recorded)) === resultHash
  )
}
