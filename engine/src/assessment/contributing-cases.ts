import { compileCondition } from '../decisions/plan/compile-condition.ts'
import { factValue } from '../decisions/facts.ts'
import type { Truth } from '../decisions/truth.ts'
import type { Bundle } from '../model/bundle.ts'
import type { CaseRecord } from './assessment-input.ts'
import type { Period } from './period.ts'

/** Which cases are asked for: those a measure counts for a unit in a period, and of a group of them. */
export interface ContributingQuery {
  readonly measure: string
  readonly period: Period
  /** Without it, the community's. */
  readonly unit?: string
  readonly by?: Readonly<Record<string, string>>
}

/**
 * Tells of a case whether it stands behind a number: true where the measure counts it, unknown where the facts do not
 * say, false where it does not count or lies elsewhere. Pure.
 * @throws RangeError when the ruleset has no such measure
 */
export function contributingCases(
  bundle: Bundle,
  question: ContributingQuery,
): (record: CaseRecord) => Truth {
  const measure = bundle.ruleset.measures.find(({ id }) => id === question.measure)
  if (measure === undefined)
    throw new RangeError(`The ruleset has no measure "${question.measure}".`)
  const counts = measure.where && compileCondition(bundle, measure.where)
  const groups = Object.entries(question.by ?? {})
  return ({ pathway, facts }) => {
    if (pathway !== measure.of) return false
    if (question.unit !== undefined && factValue(facts, measure.unit) !== question.unit)
      return false
    if (groups.some(([fact, code]) => factValue(facts, fact) !== code)) return false
    const day = factValue(facts, measure.date)
    if (typeof day !== 'string') return false
    if (day < question.period.start || question.period.end < day) return false
    const holds = counts === undefined ? true : counts(facts, day)
    if (holds !== true) return holds
    const added = measure.sum ?? measure.distinct
    if (added === undefined) return true
    const value = factValue(facts, added)
    if (value === undefined) return 'unknown'
    // What adds nothing to a sum stands behind no part of it.
    return measure.sum === undefined || Number(value) !== 0
  }
}
