import type { Facts } from '../decisions/facts.ts'
import type { Issue } from '../model/issue.ts'
import type { Text } from '../model/text.ts'
import type { Ledger, LedgerEvent, Posting } from './ledger.ts'
import type { FundResult, PoolResult } from './money-result.ts'
import type { MoneyUnit } from './money-unit.ts'

/** Everything a period's money is computed from. Canonical JSON of it is what a settlement's input hash is of. */
export interface SettlementInput {
  /** `2025-01`: told, not computed with. */
  readonly period: string
  /** The period's last day: whose parameters count for funds and pools. */
  readonly asOf: string
  /** Figures of the community: `fund.raised`, `fund.assessmentFinal`. */
  readonly facts: Facts
  readonly units: readonly MoneyUnit[]
  /** The period's events, in any order. */
  readonly events: readonly LedgerEvent[]
  /** Postings of earlier periods, where events may be repeated or taken back. */
  readonly earlier?: readonly Posting[]
}

/** One line of a unit's statement. Fen; below zero for what it owes. */
export interface StatementLine {
  readonly kind: 'fund' | 'pool' | 'income' | 'charges'
  /** `/funds/residentFund`, `/incentives/townshipPayPool`, `/prices/upReferral`. */
  readonly rule: string
  /** The part of a split it comes from. */
  readonly part: string | null
  readonly title: Text
  /** How many events it sums; 1 for a part of a split. */
  readonly count: number
  readonly amount: number
}

export interface UnitStatement {
  readonly unit: string
  readonly title: string
  readonly lines: readonly StatementLine[]
  /** The sum of the lines; `null` where no number holds it exactly. */
  readonly total: number | null
}

/** Two sums that must be equal, and are where the settlement reconciles. Fen; `null` where no number holds it exactly. */
export interface SettlementCheck {
  readonly id: string
  readonly title: Text
  readonly left: number | null
  readonly right: number | null
  readonly holds: boolean
}

/** The money of a period. */
export interface Settlement {
  readonly period: string
  readonly asOf: string
  readonly bundle: string
  readonly funds: readonly FundResult[]
  readonly pools: readonly PoolResult[]
  readonly ledger: Ledger
  /** One for each unit, by id. */
  readonly statements: readonly UnitStatement[]
  readonly checks: readonly SettlementCheck[]
  readonly reconciles: boolean
  /** What is missing, wherever it is. */
  readonly needs: readonly string[]
  readonly missingParameters: readonly string[]
  /** What is wrong with the figures, wherever it is. */
  readonly issues: readonly Issue[]
}
