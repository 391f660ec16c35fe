import type { OpenItem, Posting } from '@jieli/engine'
import { readChunks } from '../assessment/row-chunks.ts'
import { assertUnit } from '../assessment/unit-scope.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { settlementOf, wholeSettlementOf } from './find-settlements.ts'

/**
 * The postings of a settlement, page by page; of a unit, a rule or an event where these are named.
 * @throws ServerError SETTLEMENT_UNKNOWN, UNIT_OUTSIDE, WHOLE_COUNTY_NEEDED, SCOPE_MISSING
 */
export async function readLedger(
  context: OperationContext,
  caller: Caller,
  query: {
    readonly settlement: string
    readonly unit?: string | undefined
    readonly rule?: string | undefined
    readonly event?: string | undefined
    readonly offset: number
    readonly limit: number
  },
): Promise<{ readonly items: readonly Posting[]; readonly total: number }> {
  const { unit, rule, event, offset, limit } = query
  const permission = 'assessment.read'
  const { settlement, county } = await settlementOf(context, caller, {
    settlement: query.settlement,
    permission,
  })
  assertUnit(caller, unit, { permission, county, target: settlement.id })
  const postings = await readChunks<Posting>(context, 'settlementChunks', settlement.postings)
  const accounts = unit === undefined ? [] : [`charges:${unit}`, `income:${unit}`]
  const found = postings.filter(
    (posting) =>
      (unit === undefined ||
        accounts.includes(posting.debit) ||
        accounts.includes(posting.credit)) &&
      (rule === undefined || posting.rule === rule) &&
      (event === undefined || posting.event === event),
  )
  return { items: found.slice(offset, offset + limit), total: found.length }
}

/** The events that a rule listens to and that are not posted. @throws ServerError SETTLEMENT_UNKNOWN, WHOLE_COUNTY_NEEDED, SCOPE_MISSING */
export async function readOpenItems(
  context: OperationContext,
  caller: Caller,
  query: { readonly settlement: string; readonly offset: number; readonly limit: number },
): Promise<{ readonly items: readonly OpenItem[]; readonly total: number }> {
  const settlement = await wholeSettlementOf(context, caller, query.settlement)
  const open = await readChunks<OpenItem>(context, 'settlementChunks', settlement.open)
  return { items: open.slice(query.offset, query.offset + query.limit), total: open.length }
}
