import type { Board, BoardCases, Flows, Trends, TrendsQuery } from '@jieli/server/contracts'
import { request } from './request.ts'
import type { CaseFilter } from './runs.ts'

const of = (ruleset: string): string => `/rulesets/${encodeURIComponent(ruleset)}`

/** Asked again every minute. */
export function readBoard(ruleset: string, period: string): Promise<Board> {
  return request(`${of(ruleset)}/board`, { query: { period }, unattended: true })
}

/** The cases that contribute to a number of the board, in their present state. */
export function readBoardCases(
  ruleset: string,
  { by = {}, ...query }: CaseFilter & { readonly period: string },
): Promise<BoardCases> {
  return request(`${of(ruleset)}/board/cases`, { query: { ...by, ...query } })
}

export function readFlows(ruleset: string, period: string): Promise<Flows> {
  return request(`${of(ruleset)}/flows`, { query: { period } })
}

/** An indicator of a unit, or of the community, period by period. */
export function readTrends(ruleset: string, query: TrendsQuery): Promise<Trends> {
  return request(`${of(ruleset)}/trends`, { query })
}
