import type { LedgerEvent, Posting } from '@jieli/engine'
import type { SettlementRecomputed } from '../../contracts/settlement.ts'
import { readChunks } from '../assessment/row-chunks.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { computeSettlement } from './compute-settlement.ts'
import { wholeSettlementOf } from './find-settlements.ts'
import { contentOf } from './settlement-content.ts'

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
  const same = inputHash === settlement.inputHash && resultHash === settlement.resultHash
  return { same, inputHash, resultHash }
}
