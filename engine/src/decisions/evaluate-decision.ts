import type { Bundle } from '../model/bundle.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { decideWithoutNeeds } from './decide-without-needs.ts'
import type { DecisionAnswer } from './decision-result.ts'
import type { Facts } from './facts.ts'
import { decideOutcome } from './plan/decide-outcome.ts'
import { smallestNeeds } from './smallest-needs.ts'

/**
 * Decides one named question over the facts, on the rules and parameters in force on a day, and explains itself. Pure.
 *
 * @param facts checked by `parseFacts`; what is missing is unknown
 * @param asOf the deciding day, `YYYY-MM-DD`
 * @throws RangeError when the bundle has no such decision: check the name first
 * @example evaluateDecision(bundle, 'upReferral', { 'fromUnit.tier': 1 }, '2025-03-03').outcome // 'needsFacts'
 */
export function evaluateDecision(
  bundle: Bundle,
  decision: string,
  facts: Facts,
  asOf: string,
): DecisionAnswer {
  const result = decideWithoutNeeds(bundle, decision, facts, asOf)
  if (result.outcome !== 'needsFacts') return result
  const needs = smallestNeeds(result, indexRuleset(bundle.ruleset), (more) =>
    decideOutcome(bundle, decision, { ...facts, ...more }, asOf),
  )
  return { ...result, needs }
}
