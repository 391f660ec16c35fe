import type { Facts } from '../decisions/facts.ts'
import type { OrgUnit } from '../model/org-unit.ts'
import type { Value } from '../model/value.ts'

/**
 * Where a figure came from: counted from the cases' log or from what was recorded of scheduled duties, brought by an
 * import, or entered by hand.
 */
export type FigureSource = 'cases' | 'duties' | 'imported' | 'entered'

/** One figure of a unit and period: the value of a fact. */
export interface Figure {
  readonly value: Value
  readonly source: FigureSource
  /** How many of the cases looked at could be assessed. Absent where nothing was left open. */
  readonly completeness?: { readonly determined: number; readonly all: number }
}

/** Figures by the fact they give a value to. What is not here is unknown. */
export type Figures = Readonly<Record<string, Figure>>

/** The figures of whoever is assessed, now and in the periods it is compared with. */
export interface AssessedFigures {
  readonly figures: Figures
  /** The same facts in the baseline period: what `baseline(…)` reads. */
  readonly baseline?: Figures
  /** The same facts in the same period of years named by indicators, by year as `2014`. */
  readonly years?: Readonly<Record<string, Figures>>
  /** The same facts in the period before: what `previous(…)` reads. */
  readonly previous?: Figures
  /** Grades in the periods before, the latest last. */
  readonly grades?: readonly string[]
}

/** Everything an assessment is computed from. Canonical JSON of it is what a run's input hash is of. */
export interface AssessmentInput {
  /** `2025-01`, `2025-Q1`, `2025-H1`, `2025`. */
  readonly period: string
  readonly units: readonly (AssessedFigures & { readonly unit: OrgUnit })[]
  readonly community: AssessedFigures
}

/** A case as assessment sees it: its facts and those of its log, `log.…`. */
export interface CaseRecord {
  readonly id: string
  readonly pathway: string
  readonly facts: Facts
}
