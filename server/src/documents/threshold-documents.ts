import type { StoredDocument } from '../ports/store.ts'

/** The last verdict on a rate of one pathway, or of all together, in a month. */
export interface RateVerdict extends StoredDocument {
  readonly ruleset: string
  readonly month: string
  readonly rate: string
  readonly pathway: string | null
  readonly verdict: 'pass' | 'fail'
}

/** How far the tables of a ruleset have been looked at. */
export interface LookedAt extends StoredDocument {
  readonly until: string
}

/** That a rate has crossed its threshold. Stored together with the verdict it tells of, so never twice. */
export interface ThresholdNotice extends StoredDocument {
  readonly ruleset: string
  readonly county: string | null
  readonly kind: 'thresholdCrossed'
  readonly at: string
  readonly period: string
  readonly rate: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly pathway: string | null
  readonly from: 'pass' | 'fail' | null
  readonly to: 'pass' | 'fail'
  readonly numerator: number
  readonly denominator: number
  readonly threshold: { readonly numerator: number; readonly denominator: number }
}
