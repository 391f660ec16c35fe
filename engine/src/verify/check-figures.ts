import { indexRuleset } from '../decisions/ruleset-index.ts'
import { typeNames } from '../decisions/value-problem.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import type { ValueType } from '../model/value.ts'

const kinds = {
  facts: { zh: '事实', en: 'fact' },
  parameters: { zh: '参数', en: 'parameter' },
  decisions: { zh: '决策', en: 'decision' },
} as const satisfies Record<string, Text>

/** Facts and parameters that rates, indicators and funds are worked out from: that they exist and have the right type. Pure. */
export function checkFigures(ruleset: Ruleset): readonly Issue[] {
  const index = indexRuleset(ruleset)
  const issues: Issue[] = []
  const refer = (kind: keyof typeof kinds, id: string, path: string) => {
    if (index[kind].has(id)) return true
    const suggestion = suggest(id, index[kind].keys())
    issues.push(createIssue('REFERENCE_UNKNOWN', path, { kind: kinds[kind], id, suggestion }))
    return false
  }
  const figure = (
    kind: 'facts' | 'parameters',
    id: string,
    { path, types }: { path: string; types: readonly ValueType[] },
  ) => {
    if (!refer(kind, id, path)) return
    const type = index[kind].get(id)?.type
    const [wanted] = types
    if (type !== undefined && wanted !== undefined && !types.includes(type))
      issues.push(createIssue('VALUE_TYPE', path, { type, detail: typeNames[wanted] }))
  }
  const counted = ['integer', 'money'] as const

  for (const rate of ruleset.clinicalPathways) {
    const path = `/clinicalPathways/${rate.id}`
    figure('facts', rate.numerator, { path: `${path}/numerator`, types: counted })
    figure('facts', rate.denominator, { path: `${path}/denominator`, types: counted })
    if (rate.threshold !== undefined)
      figure('parameters', rate.threshold.parameter, {
        path: `${path}/threshold`,
        types: ['ratio'],
      })
  }
  for (const { id, numerator, denominator, target } of ruleset.assessment) {
    const path = `/assessment/${id}`
    if (numerator !== undefined) refer('facts', numerator, `${path}/numerator`)
    if (denominator !== undefined) refer('facts', denominator, `${path}/denominator`)
    if (target !== undefined) refer('parameters', target.parameter, `${path}/target`)
  }
  for (const fund of ruleset.funds) {
    const path = `/funds/${fund.id}`
    for (const name of ['raised', 'spent', 'policyFactor'] as const)
      figure('facts', fund[name], { path: `${path}/${name}`, types: ['money'] })
    figure('facts', fund.insured, { path: `${path}/insured`, types: ['integer'] })
    const rate = fund.budgetRate.parameter
    figure('parameters', rate, { path: `${path}/budgetRate`, types: ['ratio'] })
    for (const name of ['bearer', 'policyFactorPayer'] as const)
      figure('parameters', fund.overspend[name].parameter, {
        path: `${path}/overspend/${name}`,
        types: ['code', 'text'],
      })
    for (const share of fund.split.shares) {
      const at = `${path}/split/shares/${share.id}`
      figure('parameters', share.weight.parameter, { path: at, types: ['integer'] })
    }
    for (const decision of fund.distributionRequires)
      refer('decisions', decision, `${path}/distributionRequires`)
  }
  return issues
}
