import type { DecisionAnswer } from '../decisions/decision-result.ts'
import { evaluateDecision } from '../decisions/evaluate-decision.ts'
import type { Facts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import { dateOf } from '../model/calendar.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Guard } from '../model/pathway.ts'
import { indexRuleset } from '../model/ruleset-index.ts'

/** What one step knows beside the facts, and the decisions it has asked. It travels in the step's events. */
export interface StepContext {
  readonly at: string
  readonly reason: string | undefined
  /** Results by decision, made anew when the facts have changed. */
  readonly results: Map<string, { readonly facts: Facts; readonly result: DecisionAnswer }>
  /** Every result in the order it was first asked for. */
  readonly asked: DecisionAnswer[]
  /** Ids of the transitions taken so far. */
  readonly taken: string[]
  readonly decide: Decide
}

/** How a step asks a decision. */
export type Decide = typeof evaluateDecision

/**
 * @param decide how decisions are asked: proofs that send thousands of events do without the search for what is needed
 */
export function createStepContext(
  at: string,
  reason?: string,
  decide: Decide = evaluateDecision,
): StepContext {
  return { at, reason, results: new Map(), asked: [], taken: [], decide }
}

/**
 * True when the decision's outcome is one the guard opens on. An outcome of `requireReason` opens only
 * with a written reason; an unknown decision never opens.
 */
export function guardOpens(
  bundle: Bundle,
  { decision, opens }: Guard['params'],
  facts: Facts,
  context: StepContext,
): boolean {
  const outcome: Outcome | undefined = askDecision(bundle, decision, facts, context)?.outcome
  if (outcome === undefined || !(opens as readonly Outcome[]).includes(outcome)) return false
  return outcome !== 'requireReason' || (context.reason ?? '').trim() !== ''
}

/** Asks a decision once for the same facts within a step. */
export function askDecision(
  bundle: Bundle,
  decision: string,
  facts: Facts,
  context: StepContext,
): DecisionAnswer | undefined {
  const known = context.results.get(decision)
  if (known !== undefined && known.facts === facts) return known.result
  if (!indexRuleset(bundle.ruleset).decisions.has(decision)) return undefined
  const asOf = dateOf(context.at, bundle.ruleset.manifest.calendar)
  const result = context.decide(bundle, decision, facts, asOf)
  context.results.set(decision, { facts, result })
  context.asked.push(result)
  return result
}
