import type { Bundle } from '../model/bundle.ts'
import type { Condition } from '../model/condition.ts'
import type { ConditionTrace } from './decision-result.ts'
import { evaluateCondition } from './evaluate-condition.ts'
import { decideWithoutNeeds } from './decide-without-needs.ts'
import type { Facts } from './facts.ts'
import { indexRuleset } from '../model/ruleset-index.ts'

/** Evaluates a condition that belongs to no decision: a red line's, a price's. Pure. */
export function evaluateStandaloneCondition(
  bundle: Bundle,
  condition: Condition,
  facts: Facts,
  asOf: string,
): ConditionTrace {
  const index = indexRuleset(bundle.ruleset)
  return evaluateCondition(condition, {
    index,
    facts,
    asOf,
    readFacts: new Map(),
    readParameters: new Map(),
    required: new Map(),
    expanding: [],
    effort: { conditions: 0 },
    originOf: () => bundle.ruleset.manifest.id,
    requireDecision: (id) =>
      index.decisions.has(id) ? decideWithoutNeeds(bundle, id, facts, asOf) : undefined,
  })
}
