import { evaluateStandaloneCondition } from '../decisions/evaluate-standalone-condition.ts'
import type { Truth } from '../decisions/truth.ts'
import { missingParametersOf, unknownFactsOf } from '../decisions/unknown-facts.ts'
import type { Incentive } from '../model/money-rule.ts'
import type { Reading } from './reading.ts'

/** Whether an incentive applies to the facts read; what is not known is kept as a need. */
export function incentiveApplies(reading: Reading, { appliesWhen }: Incentive): Truth {
  if (appliesWhen === undefined) return true
  const trace = evaluateStandaloneCondition(
    reading.bundle,
    appliesWhen,
    reading.facts,
    reading.asOf,
  )
  if (trace.result === 'unknown') {
    unknownFactsOf(trace).forEach(reading.need)
    missingParametersOf(trace).forEach(reading.miss)
  }
  return trace.result
}
