import type {
  LedgerPage,
  LedgerQuery,
  OpenItems,
  OpenItemsQuery,
  Settlement,
  SettlementInput,
  SettlementList,
  SettlementRecomputed,
  SettlementSummary,
  Statements,
} from '@jieli/server/contracts'
import { request } from './request.ts'

const of = (id: string): string => `/settlements/${encodeURIComponent(id)}`

export function listSettlements(ruleset: string, period: string): Promise<SettlementList> {
  return request(`/rulesets/${encodeURIComponent(ruleset)}/settlements`, { query: { period } })
}

/** Computes the money of a period by what is known now. @throws {ApiError} 422 with what is missing */
export function startSettlement(ruleset: string, input: SettlementInput): Promise<Settlement> {
  return request(`/rulesets/${encodeURIComponent(ruleset)}/settlements`, {
    method: 'POST',
    body: input,
  })
}

export function readSettlement(id: string): Promise<Settlement> {
  return request(of(id))
}

export function readStatements(id: string): Promise<Statements> {
  return request(`${of(id)}/statements`)
}

export function readPostings(id: string, query: LedgerQuery): Promise<LedgerPage> {
  return request(`${of(id)}/ledger`, { query })
}

export function readOpenItems(id: string, query: OpenItemsQuery): Promise<OpenItems> {
  return request(`${of(id)}/open-items`, { query })
}

/** Makes a provisional settlement final. @throws {ApiError} 412 when it has moved on */
export function confirmSettlement(
  settlement: Pick<SettlementSummary, 'id' | 'revision'>,
): Promise<SettlementSummary> {
  return request(`${of(settlement.id)}/confirm`, {
    method: 'POST',
    body: {},
    revision: settlement.revision,
  })
}

export function recomputeSettlement(id: string): Promise<SettlementRecomputed> {
  return request(`${of(id)}/recompute`, { method: 'POST', body: {} })
}
