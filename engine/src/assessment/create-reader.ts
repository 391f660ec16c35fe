import { parameterAsOf } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { evaluateFormula } from '../formulas/evaluate-formula.ts'
import type { FormulaReference } from '../formulas/formula.ts'
import type { FormulaOutcome } from '../formulas/formula-result.ts'
import { formulaValue } from '../formulas/formula-value.ts'
import type { Indicator } from '../model/assessment.ts'
import type { Bundle } from '../model/bundle.ts'
import { depthLimit } from '../model/json.ts'
import type { AssessedFigures, Figure, Figures } from './assessment-input.ts'
import { indicatorDepths, indicatorFormula } from './indicator-formula.ts'

/** Answers what the formulas of one unit's indicators read, each question worked out once. */
export interface FigureReader {
  readonly asOf: string
  /** What comes out of an indicator in this period. */
  readonly outcome: (indicator: Indicator) => FormulaOutcome
  /** A fact, a parameter or an indicator; `undefined` is unknown. */
  readonly read: (reference: FormulaReference) => ReturnType<typeof valueOfOutcome>
  /** The figure behind a reference to a fact, for whoever wants to see it. */
  readonly figure: (reference: FormulaReference) => Figure | null
  /** True where the reference names a fact. */
  readonly isFact: (name: string) => boolean
}

type Time = FormulaReference['kind']

/** Pure: the reader remembers only what it has worked out. */
export function createReader(
  bundle: Bundle,
  assessed: AssessedFigures,
  asOf: string,
): FigureReader {
  const index = indexRuleset(bundle.ruleset)
  const figures: Readonly<Record<Time, Figures>> = {
    value: assessed.figures,
    baseline: assessed.baseline ?? {},
    previous: assessed.previous ?? {},
  }
  const depths = indicatorDepths(bundle)
  const outcomes = new Map<string, FormulaOutcome>()

  const figure = ({ kind, name }: FormulaReference): Figure | null =>
    Object.hasOwn(figures[kind], name) ? (figures[kind][name] ?? null) : null

  const outcomeAt = (indicator: Indicator, time: Time): FormulaOutcome => {
    const key = `${time} ${indicator.id}`
    const known = outcomes.get(key)
    if (known !== undefined) return known
    const formula = indicatorFormula(bundle, indicator)
    const depth = depths.get(indicator.id)
    const outcome: FormulaOutcome =
      // An indicator that leads back to itself has no value; the checks say so when the ruleset is saved.
      formula === undefined || depth === undefined
        ? { kind: 'unknown', needs: [indicator.id] }
        : depth > depthLimit
          ? { kind: 'notAssessable', reason: 'tooDeep', part: indicator.id }
          : evaluateFormula(formula, (reference) => readAt(reference, time))
    outcomes.set(key, outcome)
    return outcome
  }

  const readAt = ({ kind, name }: FormulaReference, time: Time) => {
    // What a past period's own indicator calls "baseline" or "previous" is not kept: it stays unknown.
    if (kind !== 'value' && time !== 'value') return undefined
    const at = kind === 'value' ? time : kind
    const indicator = index.indicators.get(name)
    if (indicator !== undefined) return valueOfOutcome(outcomeAt(indicator, at))
    const fact = index.facts.get(name)
    if (fact !== undefined) {
      const found = figure({ kind: at, name })
      return found === null ? undefined : formulaValue(fact, found.value)
    }
    const parameter = index.parameters.get(name)
    const dated = parameter && parameterAsOf(parameter, asOf)
    return parameter && dated ? formulaValue(parameter, dated.value) : undefined
  }

  return {
    asOf,
    outcome: (indicator) => outcomeAt(indicator, 'value'),
    read: (reference) => readAt(reference, 'value'),
    figure,
    isFact: (name) => !index.indicators.has(name) && index.facts.has(name),
  }
}

function valueOfOutcome(outcome: FormulaOutcome) {
  if (outcome.kind === 'value') return outcome.value
  return outcome.kind === 'unknown' ? undefined : ('notAssessable' as const)
}
