import {
  citationTexts,
  type Json,
  type OpenItem,
  type Posting,
  type Settlement,
} from '@jieli/engine'
import type { SettlementContent, SettlementDocument } from '../../documents/settlement-documents.ts'
import { readChunks } from '../assessment/row-chunks.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { withoutMember } from '../context/without-member.ts'

/** What a settlement holds. */
export async function contentOf(
  context: OperationContext,
  settlement: SettlementDocument,
): Promise<SettlementContent> {
  return inPresentForm(await recordedContentOf(context, settlement))
}

/** The whole result as it was recorded: what its hash is of. */
export async function recordedResultOf(
  context: OperationContext,
  settlement: SettlementDocument,
): Promise<Settlement> {
  const { result } = await recordedContentOf(context, settlement)
  const postings = await readChunks<Posting>(context, 'settlementChunks', settlement.postings)
  const open = await readChunks<OpenItem>(context, 'settlementChunks', settlement.open)
  return { ...result, ledger: { ...result.ledger, postings, open } }
}

/**
 * What was computed by rules of an earlier format cites as those did; here it cites as rules do now. Traces once
 * listed comparisons that "would differ", which was not always so; they are left out. Pure.
 */
export function inPresentForm<Recorded extends object>(recorded: Recorded): Recorded {
  return withoutMember(
    citationTexts(recorded as unknown as Json) as unknown as Recorded,
    'wouldDiffer',
  )
}

async function recordedContentOf(
  context: OperationContext,
  settlement: SettlementDocument,
): Promise<SettlementContent> {
  const [content] = await readChunks<SettlementContent>(context, 'settlementChunks', [
    settlement.content,
  ])
  if (content === undefined) throw new Error(`The settlement ${settlement.id} has no content.`)
  return content
}
