import type {
  CaseRecord,
  ExactNumber,
  IndicatorVerdict,
  RateGroup,
  RateResult,
  Text,
} from '@jieli/engine'
import type { LeftOut } from './problems.ts'
import { request } from './request.ts'
import type { BehindQuestion, RunStatus } from './runs.ts'

/** A group of cases with its rates now, and month by month. */
export interface BoardGroup extends RateGroup {
  readonly trend: readonly { readonly period: string; readonly rates: readonly RateResult[] }[]
}

export interface BoardRate {
  readonly id: string
  readonly title: Text
  readonly definition: Text
  readonly direction: 'atLeast' | 'atMost'
  /** The measures that count it. */
  readonly numerator: string
  readonly denominator: string
}

/** The clinical pathways against their thresholds, by what is known now. */
export interface Board {
  readonly version: string
  readonly period: string
  readonly at: string
  readonly open: boolean
  readonly months: readonly string[]
  readonly rates: readonly BoardRate[]
  readonly all: readonly BoardGroup[]
  readonly byPathway: readonly BoardGroup[]
  readonly byDepartment: readonly BoardGroup[]
  readonly byUnit: readonly BoardGroup[]
  readonly caseCount: number
  readonly leftOut: readonly LeftOut[]
}

export interface FlowNode {
  readonly id: string
  readonly title: string
  readonly tier: number | null
}

export interface FlowChart {
  readonly nodes: readonly FlowNode[]
  readonly links: readonly {
    readonly from: string
    readonly to: string
    readonly direction: string | null
    readonly count: number
  }[]
}

/** Where the referrals of a period went. */
export interface Flows {
  readonly period: string
  readonly units: FlowChart
  readonly tiers: FlowChart
  readonly total: number
  /** Referrals that do not say from where or to where. */
  readonly unplaced: number
  readonly leftOut: readonly LeftOut[]
}

/** What an indicator came to in one period. */
export interface TrendPoint {
  readonly period: string
  readonly run: string
  readonly status: Exclude<RunStatus, 'superseded'>
  readonly scheme: string | null
  readonly value: ExactNumber | null
  readonly shown: string | null
  readonly target: ExactNumber | null
  readonly targetShown: string | null
  readonly pointsShown: string | null
  readonly verdict: IndicatorVerdict
}

const of = (ruleset: string): string => `/rulesets/${encodeURIComponent(ruleset)}`

export function readBoard(ruleset: string, period: string): Promise<Board> {
  return request(`${of(ruleset)}/board`, { query: { period } })
}

/** The cases behind a number of the board, as they stand now. */
export function readBoardCases(
  ruleset: string,
  { by = {}, ...asked }: BehindQuestion & { readonly period: string },
): Promise<{ items: CaseRecord[]; total: number }> {
  return request(`${of(ruleset)}/board/cases`, { query: { ...by, ...asked } })
}

export function readFlows(ruleset: string, period: string): Promise<Flows> {
  return request(`${of(ruleset)}/flows`, { query: { period } })
}

/** An indicator of a unit, or of the community, period by period. */
export function readTrends(
  ruleset: string,
  asked: {
    readonly indicator: string
    readonly unit?: string | undefined
    readonly until?: string | undefined
  },
): Promise<{ points: TrendPoint[] }> {
  return request(`${of(ruleset)}/trends`, { query: { ...asked } })
}
