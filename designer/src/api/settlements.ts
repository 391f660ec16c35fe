import type {
  Ledger,
  OpenItem,
  Posting,
  Settlement as SettledMoney,
  Text,
  Unit,
} from '@jieli/engine'
import type { CaseActor } from './cases.ts'
import type { ShownProblem } from './problems.ts'
import { request } from './request.ts'

export type SettlementStatus = 'provisional' | 'final' | 'superseded'

/** A settlement of a period without its amounts. */
export interface SettlementSummary {
  readonly id: string
  readonly revision: number
  readonly ruleset: string
  readonly title: Text
  readonly version: string
  readonly bundle: string
  readonly period: string
  readonly status: SettlementStatus
  readonly knownAt: string
  /** The final runs it rests on. */
  readonly runs: readonly string[]
  readonly assessmentFinal: boolean
  readonly scores: string | null
  readonly inputHash: string
  readonly resultHash: string
  readonly reconciles: boolean
  readonly history: readonly {
    readonly at: string
    readonly by: CaseActor
    readonly action: 'compute' | 'confirm' | 'replace'
    readonly reason?: string
  }[]
  readonly replaces: string | null
  readonly replacedBy: string | null
  /** What has changed since it was computed; `null` while nothing has. */
  readonly outdated: {
    readonly runs: boolean
    readonly tables: number
    readonly events: number
  } | null
  /** Why it cannot be said whether anything has changed. */
  readonly problem?: ShownProblem
}

/** The ledger without its postings and open items, which are read page by page. */
export type LedgerSummary = Omit<Ledger, 'postings' | 'open'> & {
  readonly postings: number
  readonly open: number
}

export interface Settlement extends SettlementSummary {
  readonly result: Omit<SettledMoney, 'ledger'> & { readonly ledger: LedgerSummary }
  readonly units: readonly Unit[]
}

interface PageOf<T> {
  readonly items: readonly T[]
  readonly total: number
}

const of = (id: string): string => `/settlements/${encodeURIComponent(id)}`

export function listSettlements(
  ruleset: string,
  period: string,
): Promise<{ readonly items: readonly SettlementSummary[] }> {
  return request(`/rulesets/${encodeURIComponent(ruleset)}/settlements`, { query: { period } })
}

/** Computes the money of a period by what is known now. @throws {ApiError} 422 with what is missing */
export function startSettlement(
  ruleset: string,
  asked: { readonly period: string; readonly reason?: string },
): Promise<Settlement> {
  return request(`/rulesets/${encodeURIComponent(ruleset)}/settlements`, {
    method: 'POST',
    body: asked,
  })
}

export function readSettlement(id: string): Promise<Settlement> {
  return request(of(id))
}

/** A settlement as lists show it, with the statements of the units one may see. */
export interface Statements extends SettlementSummary {
  readonly items: Settlement['result']['statements']
}

export function readStatements(id: string): Promise<Statements> {
  return request(`${of(id)}/statements`)
}

export function readPostings(
  id: string,
  query: { readonly unit?: string | undefined; readonly offset: number; readonly limit: number },
): Promise<PageOf<Posting>> {
  return request(`${of(id)}/ledger`, { query })
}

export function readOpenItems(
  id: string,
  query: { readonly offset: number; readonly limit: number },
): Promise<PageOf<OpenItem>> {
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

export function recomputeSettlement(
  id: string,
): Promise<{ readonly same: boolean; readonly inputHash: string; readonly resultHash: string }> {
  return request(`${of(id)}/recompute`, { method: 'POST', body: {} })
}
