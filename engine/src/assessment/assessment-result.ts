import type { indicatorUnits } from '../model/assessment.ts'
import type { Text } from '../model/text.ts'
import type { OrgUnit } from '../model/org-unit.ts'
import type { Figure } from './assessment-input.ts'

/** An exact number in JSON: whole numbers of any size as text. The denominator is positive. */
export interface ExactNumber {
  readonly numerator: string
  readonly denominator: string
}

export type IndicatorVerdict = 'met' | 'notMet' | 'reported' | 'notAssessable'

/** What an indicator comes to for one unit, and why. */
export interface IndicatorResult {
  readonly indicator: string
  readonly unit: (typeof indicatorUnits)[number]
  /** Exact; a share as a number (70 % is 7/10), money in fen. `null` where it cannot be said. */
  readonly value: ExactNumber | null
  /** As shown, rounded half up to two digits, without its unit: per cent, percentage points, yuan. */
  readonly shown: string | null
  /** `met` and `notMet` where there is a target, `reported` where there is none. */
  readonly verdict: IndicatorVerdict
  /** Why it is `notAssessable`. */
  readonly because?: Text
  readonly target: ExactNumber | null
  readonly targetShown: string | null
  /** Between 0 and 100; `null` where it is not scored or not assessable. */
  readonly points: ExactNumber | null
  readonly pointsShown: string | null
  /** What it was worked out from, by fact. */
  readonly figures: Readonly<Record<string, Figure | null>>
  /** Facts and parameters that are missing. */
  readonly needs: readonly string[]
  /** How it was worked out, line by line. */
  readonly steps: readonly Text[]
}

export interface GroupResult {
  readonly group: string
  readonly kind: 'publicBenefit' | 'operating' | 'scored' | 'gate' | 'monitoring'
  readonly weight: ExactNumber | null
  /** Between 0 and 100; `null` while one of its scored indicators is not assessable. */
  readonly points: ExactNumber | null
  readonly pointsShown: string | null
  readonly indicators: readonly string[]
  /** Of a gate: whether every indicator meets its target; `null` while one is not assessable. */
  readonly passed: boolean | null
}

/** A consequence of a grade: a factor, or whether it follows. `null` while the grade is unknown. */
export interface ConsequenceResult {
  readonly consequence: string
  readonly factor: ExactNumber | null
  readonly follows: boolean | null
}

export interface AlertResult {
  readonly alert: string
  /** `null` while a figure it reads is unknown. */
  readonly raised: boolean | null
  readonly needs: readonly string[]
}

/** The score card of one unit, or of the community. */
export interface ScoreCard {
  readonly unit: OrgUnit | null
  readonly indicators: readonly IndicatorResult[]
  readonly groups: readonly GroupResult[]
  readonly score: ExactNumber | null
  readonly scoreShown: string | null
  readonly grade: string | null
  /** The grade the score alone would have earned, where a gate capped it. */
  readonly gradeBeforeCap: string | null
  readonly failedGates: readonly string[]
  readonly consequences: readonly ConsequenceResult[]
  readonly alerts: readonly AlertResult[]
  /** 1 for the best; units with equal scores share a rank. `null` without a score. */
  readonly rank: number | null
  /** What keeps the score from being given. */
  readonly needs: readonly string[]
}

/** One scheme applied to one period. */
export interface AssessmentResult {
  readonly scheme: string | null
  readonly period: string
  readonly asOf: string
  /** The hash of the bundle that said so. */
  readonly bundle: string
  readonly cards: readonly ScoreCard[]
  readonly community: ScoreCard
}
