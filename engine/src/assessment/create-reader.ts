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
import { baselineYearOf } from './baseline-years.ts'
import { indicatorDepths, indicatorFormula } from './indicator-formula.ts'

/** Answers what the formulas of one unit's indicators read, each question worked out once. */
export interface FigureReader {
  readonly asOf: string
  /** What comes out of an indicator in this period. */
  readonly outcome: (indicator: Indicator) => FormulaOutcome
  /** A fact, a parameter or an indicator; `undefined` is unknown. */
  readonly read: (
    reference: FormulaReference,
    indicator?: Indicator,
  ) => ReturnType<typeof valueOfOutcome>
  /** The figure behind a reference of an indicator to a fact, for whoever wants to see it. */
  readonly figure: (reference: FormulaReference, indicator: Indicator) => Figure | null
  /** True where the reference names a fact. */
  readonly isFact: (name: string) => boolean
}

/** Whose figures are read: this period's, those of the period before, of a year earlier, or of a year by its number. */
type Time = FormulaReference['kind'] | number

/** Pure: the reader remembers only what it has worked out. */
export function createReader(
  bundle: Bundle,
  assessed: AssessedFigures,
  asOf: string,
): FigureReader {
  const index = indexRuleset(bundle.ruleset)
  const figuresAt = (time: Time): Figures => {
    if (time === 'value') return assessed.figures
    if (time === 'previous') return assessed.previous ?? {}
    return (time === 'baseline' ? assessed.baseline : assessed.years?.[String(time)]) ?? {}
  }
  /** The time a reference of an indicator speaks of; `undefined` while the year it names is not set. */
  const timeOf = (kind: FormulaReference['kind'], indicator?: Indicator): Time | undefined =>
    kind === 'baseline' && indicator?.baselineYear !== undefined
      ? baselineYearOf(bundle, indicator, asOf)
      : kind
  const depths = indicatorDepths(bundle)
  const outcomes = new Map<string, FormulaOutcome>()

  const figureAt = (name: string, time: Time): Figure | null => {
    const figures = figuresAt(time)
    return Object.hasOwn(figures, name) ? (figures[name] ?? null) : null
  }

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
          : evaluateFormula(formula, (reference) => readAt(reference, time, indicator))
    outcomes.set(key, outcome)
    return outcome
  }

  const readAt = ({ kind, name }: FormulaReference, time: Time, asker?: Indicator) => {
    // What a past period's own indicator calls "baseline" or "previous" is not kept: it stays unknown.
    if (kind !== 'value' && time !== 'value') return undefined
    const at = kind === 'value' ? time : timeOf(kind, asker)
    if (at === undefined) return undefined
    const indicator = index.indicators.get(name)
    if (indicator !== undefined) return valueOfOutcome(outcomeAt(indicator, at))
    const fact = index.facts.get(name)
    if (fact !== undefined) {
      const found = figureAt(name, at)
      return found === null ? undefined : formulaValue(fact, found.value)
    }
    const parameter = index.parameters.get(name)
    const dated = parameter && parameterAsOf(parameter, asOf)
    return parameter && dated ? formulaValue(parameter, dated.value) : undefined
  }

  return {
    asOf,
    outcome: (indicator) => outcomeAt(indicator, 'value'),
    read: (reference, indicator) => readAt(reference, 'value', indicator),
    figure: ({ kind, name }, indicator) => {
      const time = timeOf(kind, indicator)
      return time === undefined ? null : figureAt(name, time)
    },
    isFact: (name) => !index.indicators.has(name) && index.facts.has(name),
  }
}

function valueOfOutcome(outcome: FormulaOutcome) {
  if (outcome.kind === 'value') return outcome.value
  return outcome.kind === 'unknown' ? undefined : ('notAssessable' as const)
}
