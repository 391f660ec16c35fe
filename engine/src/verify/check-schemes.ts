import { compareValues, operatorsOfType } from '../decisions/compare-values.ts'
import { formatParameter } from '../decisions/format-value.ts'
import { indexRuleset } from '../decisions/ruleset-index.ts'
import { fitsType } from '../decisions/value-problem.ts'
import type { Condition } from '../model/condition.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import { conditionNames } from './condition-names.ts'

const kinds = {
  facts: { zh: '事实', en: 'fact' },
  parameters: { zh: '参数', en: 'parameter' },
  conditions: { zh: '条件', en: 'condition' },
  decisions: { zh: '决策', en: 'decision' },
  assessment: { zh: '指标', en: 'indicator' },
} as const satisfies Record<string, Text>

/** Names that lead nowhere in groups, prices, incentives and reimbursement, and targets that slacken with time. Pure. */
export function checkSchemes(ruleset: Ruleset): readonly Issue[] {
  const index = indexRuleset(ruleset)
  const known: Record<keyof typeof kinds, ReadonlySet<string>> = {
    facts: new Set(index.facts.keys()),
    parameters: new Set(index.parameters.keys()),
    conditions: new Set(index.conditions.keys()),
    decisions: new Set(index.decisions.keys()),
    assessment: new Set(ruleset.assessment.map((indicator) => indicator.id)),
  }
  const issues: Issue[] = []
  const refer = (kind: keyof typeof kinds, id: string | undefined, path: string) => {
    if (id === undefined || known[kind].has(id)) return
    const values = { kind: kinds[kind], id, suggestion: suggest(id, known[kind]) }
    issues.push(createIssue('REFERENCE_UNKNOWN', path, values))
  }
  const referAll = (condition: Condition | undefined, path: string) => {
    for (const { kind, id } of conditionNames(condition)) refer(kind, id, `${path}/appliesWhen`)
  }
  for (const group of ruleset.assessmentGroups) {
    const path = `/assessmentGroups/${group.id}`
    for (const id of group.indicators) refer('assessment', id, path)
    refer('parameters', group.weight?.parameter, path)
  }
  for (const item of ruleset.reimbursement) {
    const path = `/reimbursement/${item.id}`
    refer('parameters', item.value?.parameter, path)
    referAll(item.appliesWhen, path)
  }
  for (const price of ruleset.prices) {
    const path = `/prices/${price.id}`
    refer('parameters', price.amount.parameter, path)
    referAll(price.appliesWhen, path)
  }
  for (const incentive of ruleset.incentives) {
    const path = `/incentives/${incentive.id}`
    for (const fact of incentive.reads) refer('facts', fact, path)
    for (const parameter of incentive.parameters) refer('parameters', parameter, path)
    for (const share of incentive.split ?? []) refer('parameters', share.weight.parameter, path)
    referAll(incentive.appliesWhen, path)
  }
  return [...issues, ...slackeningTargets(ruleset)]
}

/** A later target that asks for less than an earlier one is more often a slip than a policy. */
function slackeningTargets(ruleset: Ruleset): readonly Issue[] {
  const { parameters } = indexRuleset(ruleset)
  return ruleset.assessment.flatMap(({ target, direction }) => {
    const parameter = target === undefined ? undefined : parameters.get(target.parameter)
    if (parameter === undefined || direction === 'metOrNot') return []
    if (!operatorsOfType[parameter.type].includes('lessThan')) return []
    const values = parameter.values
      .filter(({ value }) => fitsType(parameter.type, value))
      .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    const slacker = direction === 'higherIsBetter' ? 'lessThan' : 'greaterThan'
    return values.flatMap((later, at) => {
      const earlier = values[at - 1]
      if (earlier === undefined) return []
      if (!compareValues(parameter.type, slacker, later.value, earlier.value)) return []
      const show = (value: typeof later.value): Text => ({
        zh: formatParameter(parameter, value, 'zh'),
        en: formatParameter(parameter, value, 'en'),
      })
      return [
        createIssue('TARGET_SLACKENS', `/parameters/${parameter.id}/values/${later.from}`, {
          title: parameter.title,
          from: later.from,
          actual: show(later.value),
          before: show(earlier.value),
          earlier: earlier.from,
        }),
      ]
    })
  })
}
