import type { DecisionResult } from '../decisions/decision-result.ts'
import { evaluateDecision } from '../decisions/evaluate-decision.ts'
import { itemNouns } from '../comparison/item-labels.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { compareMembers } from './compare-members.ts'
import {
  type Member,
  entriesFormat,
  listFormat,
  outcomeFormat,
  valueFormat,
} from './member-words.ts'
import { missingItem } from './missing-item.ts'
import {
  noMore,
  factValueFormat,
  itemFormat,
  lineFormat,
  noticeFormat,
  titleOfItem,
} from './names.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'
import { touchDecision } from './touched.ts'
import { withFacts } from './with-facts.ts'

/** What a decision makes of the facts of a case. */
export const decisionScenario: ScenarioKind<ScenarioOf<'decision'>> = {
  title: { zh: '判定', en: 'decision' },
  run: (bundle, { decision, asOf, facts: given, expect }, touched) =>
    withFacts(bundle, given, (facts) => {
      if (!indexRuleset(bundle.ruleset).decisions.has(decision))
        return [missingItem(itemNouns['decisions'] ?? decisionScenario.title)]
      const result = evaluateDecision(bundle, decision, facts, asOf)
      touchDecision(result, touched)
      const members = memberOf(bundle.ruleset, decision)
      return compareMembers(expect, {
        at: ['expect'],
        actual: foundBy(result),
        member: (name) => members[name as keyof typeof expect],
      })
    }),
}

function foundBy(result: DecisionResult): Readonly<Record<string, unknown>> {
  return {
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
}

function memberOf(
  ruleset: Ruleset,
  decision: string,
): Readonly<Record<keyof ScenarioOf<'decision'>['expect'], Member>> {
  const definition = indexRuleset(ruleset).decisions.get(decision)
  const outputs = definition?.outputs ?? []
  const output = (id: string) => outputs.find((known) => known.id === id)
  const factTitle = (id: string) => titleOfItem(ruleset, 'facts', id)
  return {
    outcome: {
      title: { zh: '结论', en: 'outcome' },
      format: outcomeFormat(definition?.subject),
    },
    hits: {
      title: { zh: '采用的规则', en: 'rules that applied' },
      format: listFormat(lineFormat(ruleset, decision)),
    },
    needs: {
      title: { zh: '待补充的事实', en: 'facts asked for' },
      format: listFormat(itemFormat(ruleset, 'facts')),
    },
    outputs: {
      title: { zh: '输出', en: 'outputs' },
      format: entriesFormat(
        (id) => output(id)?.title ?? noMore({ zh: '输出列', en: 'output column' }),
        (id) => valueFormat(output(id) ?? { type: 'text' }),
      ),
      record: true,
    },
    emits: {
      title: { zh: '发出的通知', en: 'notices sent' },
      format: listFormat(noticeFormat(ruleset)),
    },
    sets: {
      title: { zh: '写入的事实', en: 'facts set' },
      format: entriesFormat(factTitle, (id) => factValueFormat(ruleset, id)),
      record: true,
    },
  }
}
