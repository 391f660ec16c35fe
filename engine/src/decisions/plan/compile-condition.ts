import type { Bundle } from '../../model/bundle.ts'
import type { Condition } from '../../model/condition.ts'
import { evaluateStandaloneCondition } from '../evaluate-standalone-condition.ts'
import type { Facts } from '../facts.ts'
import type { Truth } from '../truth.ts'
import { planOn } from './plan-on.ts'

/** A condition made ready to be asked of many cases. Says only what holds, not why. */
export type CompiledCondition = (facts: Facts, asOf: string) => Truth

/** Prepares a condition for millions of cases: it gives what `evaluateStandaloneCondition` gives, without a trace. Pure. */
export function compileCondition(bundle: Bundle, condition: Condition): CompiledCondition {
  return (facts, asOf) => {
    const planned = planOn(bundle.ruleset, asOf).condition(condition)
    return planned === undefined
      ? evaluateStandaloneCondition(bundle, condition, facts, asOf).result
      : planned.truth({ facts })
  }
}
