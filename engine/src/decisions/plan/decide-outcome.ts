import type { Bundle } from '../../model/bundle.ts'
import type { Outcome } from '../../model/outcome.ts'
import { decideWithoutNeeds } from '../decide-without-needs.ts'
import type { Facts } from '../facts.ts'
import { planOn } from './plan-on.ts'

/**
 * What a decision comes to, without why: the outcome `evaluateDecision` gives, for searches and counts over many cases.
 * Pure.
 * @throws RangeError when the bundle has no such decision
 */
export function decideOutcome(
  bundle: Bundle,
  decision: string,
  facts: Facts,
  asOf: string,
): Outcome {
  const planned = planOn(bundle.ruleset, asOf).decision(decision)
  return planned === undefined
    ? decideWithoutNeeds(bundle, decision, facts, asOf).outcome
    : planned.outcome({ facts })
}
