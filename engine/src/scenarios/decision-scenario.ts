import { differs } from '../comparison/describe-difference.ts'
import type { DecisionResult } from '../decisions/decision-result.ts'
import { evaluateDecision } from '../decisions/evaluate-decision.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Text } from '../model/text.ts'
import { compareAll } from './compare-expectation.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'
import { touchDecision } from './touched.ts'
import { withFacts } from './with-facts.ts'

/** What a decision makes of the facts of a case. */
export const decisionScenario: ScenarioKind<ScenarioOf<'decision'>> = {
  title: { zh: '判定', en: 'decision' },
  run: (bundle, { decision, asOf, facts: given, expect }, touched) =>
    withFacts(bundle, given, (facts) => {
      if (!indexRuleset(bundle.ruleset).decisions.has(decision))
        return [differs('decision', decision, null)]
      const result = evaluateDecision(bundle, decision, facts, asOf)
      touchDecision(result, touched)
      return compareDecision(result, expect)
    }),
}

function compareDecision(
  result: DecisionResult,
  expect: ScenarioOf<'decision'>['expect'],
): readonly Text[] {
  const actual = {
    outcome: result.outcome,
    hits: result.hits,
    needs: result.needs,
    outputs: result.outputs,
    emits: result.effects.flatMap((effect) => (effect.type === 'emit' ? [effect.event] : [])),
    sets: Object.fromEntries(
      result.effects.flatMap((effect) =>
        effect.type === 'set' ? [[effect.fact, effect.value]] : [],
      ),
    ),
  }
  return compareAll(expect, actual)
}
