import { operandType, operatorsOfType } from '../decisions/compare-values.ts'
import { indexRuleset, type RulesetIndex } from '../decisions/ruleset-index.ts'
import { fitsType, typeNames } from '../decisions/value-problem.ts'
import type { Condition, FactTest } from '../model/condition.ts'
import type { Consequence, Decision } from '../model/decision.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { isJsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import type { Value } from '../model/value.ts'
import { findCycles } from './find-cycles.ts'

const kinds = {
  facts: { zh: '事实', en: 'fact' },
  parameters: { zh: '参数', en: 'parameter' },
  conditions: { zh: '条件', en: 'condition' },
  decisions: { zh: '决策', en: 'decision' },
} as const satisfies Record<keyof RulesetIndex, Text>

/** Names that lead nowhere, comparisons whose two sides do not fit, and circles of references. Pure. */
export function checkReferences(ruleset: Ruleset): readonly Issue[] {
  const index = indexRuleset(ruleset)
  const issues: Issue[] = []
  const refer = (kind: keyof RulesetIndex, id: string, path: string): boolean => {
    if (index[kind].has(id)) return true
    issues.push(
      createIssue('REFERENCE_UNKNOWN', path, {
        kind: kinds[kind],
        id,
        suggestion: suggest(id, index[kind].keys()),
      }),
    )
    return false
  }
  const visit = (condition: Condition, path: string): void => {
    if ('all' in condition)
      condition.all.forEach((child, at) => {
        visit(child, `${path}/all/${at}`)
      })
    else if ('any' in condition)
      condition.any.forEach((child, at) => {
        visit(child, `${path}/any/${at}`)
      })
    else if ('not' in condition) visit(condition.not, `${path}/not`)
    else if ('condition' in condition) refer('conditions', condition.condition, path)
    else if ('decision' in condition) refer('decisions', condition.decision, path)
    else if (refer('facts', condition.fact, path))
      issues.push(...checkTest(condition, index, path, refer))
  }
  for (const { id, condition } of ruleset.conditions)
    visit(condition, `/conditions/${id}/condition`)
  for (const decision of ruleset.decisions) {
    const path = `/decisions/${decision.id}`
    if (decision.appliesWhen !== undefined) visit(decision.appliesWhen, `${path}/appliesWhen`)
    if (decision.kind === 'rules')
      for (const rule of decision.rules)
        visit(rule.conditions, `${path}/rules/${rule.id}/conditions`)
    else {
      const columns = new Map(decision.inputs.map((column) => [column.id, column]))
      for (const column of decision.inputs)
        refer('facts', column.fact, `${path}/inputs/${column.id}`)
      for (const row of decision.rows)
        for (const [column, tests] of Object.entries(row.when)) {
          const at = `${path}/rows/${row.id}/when/${column}`
          const fact = columns.get(column)?.fact
          if (fact === undefined) issues.push(createIssue('CELL_COLUMN', at, { column }))
          else if (index.facts.has(fact))
            for (const test of tests) issues.push(...checkTest({ fact, ...test }, index, at, refer))
        }
    }
    for (const { then, path: at } of consequences(decision)) checkEffects(then, at)
  }
  for (const rate of ruleset.clinicalPathways) {
    const path = `/clinicalPathways/${rate.id}`
    refer('facts', rate.numerator, `${path}/numerator`)
    refer('facts', rate.denominator, `${path}/denominator`)
    refer('parameters', rate.threshold.parameter, `${path}/threshold`)
  }
  for (const indicator of ruleset.assessment) {
    const path = `/assessment/${indicator.id}`
    if (indicator.numerator !== undefined) refer('facts', indicator.numerator, `${path}/numerator`)
    if (indicator.denominator !== undefined)
      refer('facts', indicator.denominator, `${path}/denominator`)
    if (indicator.target !== undefined)
      refer('parameters', indicator.target.parameter, `${path}/target`)
  }
  for (const fund of ruleset.funds) {
    const path = `/funds/${fund.id}`
    for (const name of ['raised', 'insured', 'spent', 'policyFactor'] as const)
      refer('facts', fund[name], `${path}/${name}`)
    for (const { parameter } of [
      fund.budgetRate,
      fund.overspend.bearer,
      fund.overspend.policyFactorPayer,
    ])
      refer('parameters', parameter, path)
    for (const share of fund.split.shares)
      refer('parameters', share.weight.parameter, `${path}/split/shares/${share.id}`)
    for (const decision of fund.distributionRequires)
      refer('decisions', decision, `${path}/distributionRequires`)
  }
  return [...issues, ...cycles(ruleset)]

  function checkEffects(then: Consequence, path: string): void {
    for (const effect of then.effects ?? []) {
      if (effect.type === 'set') {
        const fact = index.facts.get(effect.fact)
        if (!refer('facts', effect.fact, `${path}/effects`) || fact === undefined) continue
        if (!fitsType(fact.type, effect.value))
          issues.push(
            createIssue('VALUE_TYPE', `${path}/effects`, {
              type: fact.type,
              detail: typeNames[fact.type],
            }),
          )
      } else if (effect.dueIn !== undefined && 'parameter' in effect.dueIn)
        refer('parameters', effect.dueIn.parameter, `${path}/effects`)
    }
  }
}

function checkTest(
  test: FactTest,
  index: RulesetIndex,
  path: string,
  refer: (kind: keyof RulesetIndex, id: string, path: string) => boolean,
): readonly Issue[] {
  const fact = index.facts.get(test.fact)
  if (fact === undefined) return []
  const allowed = operatorsOfType[fact.type]
  const names = { fact: test.fact, type: fact.type }
  if (!allowed.includes(test.operator))
    return [
      createIssue('OPERATOR_TYPE', path, {
        ...names,
        operator: test.operator,
        allowed: allowed.join(', '),
      }),
    ]
  const wanted = operandType(fact.type, test.operator)
  const operand = test.value
  if (isJsonObject(operand) && 'fact' in operand) {
    const other = String((operand as { fact: string }).fact)
    if (!refer('facts', other, path)) return []
    const type = index.facts.get(other)?.type
    return type === wanted ? [] : [mismatch(path, names, `${other}: ${type}`)]
  }
  if (isJsonObject(operand) && 'parameter' in operand) {
    const other = String((operand as { parameter: string }).parameter)
    if (!refer('parameters', other, path)) return []
    const type = index.parameters.get(other)?.type
    return type === wanted ? [] : [mismatch(path, names, `${other}: ${type}`)]
  }
  if (!fitsType(wanted, operand))
    return [createIssue('OPERAND_TYPE', path, { ...names, detail: typeNames[wanted] })]
  const known = fact.values?.map((entry) => entry.code)
  const codes = Array.isArray(operand) ? operand : [operand]
  const wrong =
    known === undefined || wanted === 'integer'
      ? undefined
      : codes.find((code) => !known.includes(code as string))
  return wrong === undefined
    ? []
    : [
        createIssue('FACT_NOT_LISTED', path, {
          fact: test.fact,
          title: fact.title,
          actual: JSON.stringify(wrong),
          allowed: (known ?? []).join(', '),
        }),
      ]
}

function mismatch(path: string, names: { fact: string; type: string }, detail: string): Issue {
  return createIssue('OPERAND_TYPE', path, { ...names, detail })
}

/** Every consequence a decision states, with its path. Pure. */
export function consequences(
  decision: Decision,
): readonly { readonly then: Consequence; readonly path: string }[] {
  const path = `/decisions/${decision.id}`
  const lines = decision.kind === 'table' ? decision.rows : decision.rules
  const list = decision.kind === 'table' ? 'rows' : 'rules'
  return [
    ...lines.map((line) => ({ then: line.then, path: `${path}/${list}/${line.id}/then` })),
    ...(decision.otherwise === undefined
      ? []
      : [{ then: decision.otherwise, path: `${path}/otherwise` }]),
  ]
}

/** Names a condition mentions, of other conditions and of decisions. Pure. */
function mentions(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(mentions)
  if ('any' in condition) return condition.any.flatMap(mentions)
  if ('not' in condition) return mentions(condition.not)
  if ('condition' in condition) return [`conditions/${condition.condition}`]
  return 'decision' in condition ? [`decisions/${condition.decision}`] : []
}

function cycles(ruleset: Ruleset): readonly Issue[] {
  const edges = new Map<string, readonly string[]>()
  for (const { id, condition } of ruleset.conditions)
    edges.set(`conditions/${id}`, mentions(condition))
  for (const decision of ruleset.decisions) {
    const rules = decision.kind === 'rules' ? decision.rules : []
    edges.set(`decisions/${decision.id}`, [
      ...(decision.appliesWhen === undefined ? [] : mentions(decision.appliesWhen)),
      ...rules.flatMap((rule) => mentions(rule.conditions)),
    ])
  }
  return findCycles(edges).map((cycle) =>
    createIssue('REFERENCE_CYCLE', `/${cycle[0]}`, {
      cycle: [...cycle, cycle[0]].map((name) => name?.split('/')[1]).join(' → '),
    }),
  )
}
