import { citationTexts, type Json } from '@jieli/engine'
import type { SettlementContent, SettlementDocument } from '../../documents/settlement-documents.ts'
import { readChunks } from '../assessment/row-chunks.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** What a settlement holds. */
export async function contentOf(
  context: OperationContext,
  settlement: SettlementDocument,
): Promise<SettlementContent> {
  const [content] = await readChunks<SettlementContent>(context, 'settlementChunks', [
    settlement.content,
  ])
  if (content === undefined) throw new Error(`The settlement ${settlement.id} has no content.`)
  // What was computed by rules of an earlier format cites as those did.
  return citationTexts(content as unknown as Json) as unknown as SettlementContent
}
