import type { DutyLimit } from '../model/duty.ts'
import type { Delay, Parameter } from '../model/parameter.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { indexRuleset } from '../model/ruleset-index.ts'

/**
 * The parameter a span of time, or a last day, is read from where it has no value and need not have one, so that nothing is ever timed.
 * One that has to be supplied before publishing is asked for there. Pure.
 */
export function neverSet(ruleset: Ruleset, delay: Delay | DutyLimit): Parameter | undefined {
  if (!('parameter' in delay)) return undefined
  const parameter = indexRuleset(ruleset).parameters.get(delay.parameter)
  return parameter?.values.length === 0 && !parameter.required ? parameter : undefined
}
