import type { DecisionResult } from '../decisions/decision-result.ts'
import type { Truth } from '../decisions/truth.ts'
import type { Issue } from '../model/issue.ts'
import type { Citation } from '../model/citation.ts'
import type { Text } from '../model/text.ts'

/** What every computed amount tells beside the amount itself. Everything is JSON. */
export interface Explained {
  /** The day whose parameters and rules counted, `YYYY-MM-DD`. */
  readonly asOf: string
  /** Facts that are missing. */
  readonly needs: readonly string[]
  /** Parameters without a value on the day. */
  readonly missingParameters: readonly string[]
  /** What is wrong with the figures: amounts that contradict each other, are negative or too large. */
  readonly issues: readonly Issue[]
  /** How it was worked out, line by line, each with the parameter, its clause and the ruleset that says so. */
  readonly steps: readonly Text[]
}

/** One unit's part of a level, in fen. */
export interface UnitPart {
  readonly unit: string
  readonly title: string
  /** What it is weighed by, as decimal text; `1` for each where all get the same. */
  readonly key: string
  readonly amount: number
}

/** A fact of a unit that is missing. */
export interface UnitNeed {
  readonly unit: string
  readonly fact: string
}

/** One party's part of a split, in fen, and how it is divided among the units of the level. */
export interface PartResult {
  readonly id: string
  readonly title: Text
  /** Who the party is, where the county says so by a parameter. */
  readonly party: string | null
  readonly partyTitle: Text | null
  readonly weight: number | null
  readonly amount: number | null
  /** The key the level is divided by: a code of the county's choice, `equal`, or a fact. `null` while it is not divided. */
  readonly key: string | null
  /** By the unit's id; the amounts sum to the part. `null` where the party gets it whole or it cannot be divided. */
  readonly units: readonly UnitPart[] | null
  /** Why a level that is to be divided is not. */
  readonly undivided: Text | null
  readonly unitNeeds: readonly UnitNeed[]
}

/** One column of the waterfall: a total, or what is taken from or added to the one before. Fen; `null` while unknown. */
export interface WaterfallEntry {
  readonly id: string
  readonly kind: 'total' | 'less' | 'part'
  readonly title: Text
  readonly amount: number | null
}

export interface SpendingResult {
  readonly id: string
  readonly title: Text
  readonly fact: string
  readonly amount: number | null
}

/** What one bonus takes from a surplus before it is split, in fen. */
export interface DrawnBonus {
  readonly incentive: string
  readonly title: Text
  readonly amount: number
}

/** What a fund comes to. Money in fen; `null` where something needed is unknown. */
export interface FundResult extends Explained {
  readonly fund: string
  /** The unit whose own fund it is; absent where the fund is the community's. */
  readonly holder?: string
  readonly title: Text
  readonly raised: number | null
  /** What is raised and not budgeted. Below zero where the budget is larger than what was raised. */
  readonly notBudgeted: number | null
  readonly budget: number | null
  /** Yuan for each insured person, to the fen, as decimal text. */
  readonly capitation: string | null
  readonly spending: readonly SpendingResult[]
  readonly spent: number | null
  readonly surplus: number | null
  readonly overspend: number | null
  /** Who bears an overspend: a code of the parameter; `shared` where `borneBy` says who. */
  readonly bearer: string | null
  readonly borneByBearer: number | null
  /** Each party's part of an overspend that is shared; `null` where it is not shared or cannot be said. */
  readonly borneBy: Readonly<Record<string, number>> | null
  readonly policyFactorPayer: string | null
  readonly borneByPolicyFactorPayer: number | null
  /** Each party's part of the surplus; `null` while nothing may be distributed. */
  readonly distribution: Readonly<Record<string, number>> | null
  /** The same with the units of each level. Empty while nothing may be distributed. */
  readonly parts: readonly PartResult[]
  /** What was drawn from the surplus before it was split; absent where the fund names no bonuses. */
  readonly drawn?: readonly DrawnBonus[]
  /** Decisions that keep the surplus from being distributed. */
  readonly blockedBy: readonly string[]
  readonly decisions: readonly DecisionResult[]
  /** Raised, not budgeted, budget, spending by category, surplus or overspend, parts. */
  readonly waterfall: readonly WaterfallEntry[]
}

/** A pool split by an incentive: pay by 5-4-1. Fen. */
export interface PoolResult extends Explained {
  readonly incentive: string
  readonly title: Text
  readonly applies: Truth
  readonly pool: number | null
  readonly distribution: Readonly<Record<string, number>> | null
  readonly parts: readonly PartResult[]
}

/** A reimbursement rule and what it came to in this case. */
export interface ReimbursementItemResult {
  readonly item: string
  readonly effect: 'base' | 'share' | 'raise' | 'lower' | 'deductible' | 'ceiling' | 'method'
  readonly title: Text
  /** `unknown` while a fact its condition reads is missing. A `lower` item is `false` unless it is known to be no emergency. */
  readonly applies: Truth
  /** The amount, share, rise, fall or code, as people write it; `null` where it has none or it is unknown. */
  readonly shown: Text | null
  readonly cites: readonly Citation[]
  /** The ruleset that says so. */
  readonly origin: string
}

/** What of a payment the fund bears and what the patient. Fen; `null` while it cannot be said. */
export interface ReimbursementResult extends Explained {
  readonly base: number | null
  readonly deductible: number | null
  /** `null` where there is no ceiling, or while that cannot be said. */
  readonly ceiling: number | null
  /** The share after rises and falls, between 0 and 1. */
  readonly share: { readonly numerator: string; readonly denominator: string } | null
  /** The same in per cent, rounded half up to two digits: `70`. */
  readonly shareShown: string | null
  readonly fundPays: number | null
  readonly patientPays: number | null
  /** How the care is paid for, by the `method` items that apply: item to code. */
  readonly methods: Readonly<Record<string, string>>
  readonly items: readonly ReimbursementItemResult[]
}
