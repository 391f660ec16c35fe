import { operandType, operatorsOfType } from '../decisions/compare-values.ts'
import { indexRuleset, type RulesetIndex } from '../decisions/ruleset-index.ts'
import { fitsType, typeNames } from '../decisions/value-problem.ts'
import type { Condition, DecisionTest, FactTest } from '../model/condition.ts'
import type { Consequence, Decision } from '../model/decision.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { isJsonObject } from '../model/json.ts'
import { outcomes } from '../model/outcome.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import { checkDelayLength } from './check-delay-length.ts'
import { checkFigures } from './check-figures.ts'
import { checkTangles } from './check-tangles.ts'

const kinds = {
  facts: { zh: '事实', en: 'fact' },
  parameters: { zh: '参数', en: 'parameter' },
  conditions: { zh: '条件', en: 'condition' },
  decisions: { zh: '决策', en: 'decision' },
  indicators: { zh: '指标', en: 'indicator' },
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
    else if ('decision' in condition) {
      if (refer('decisions', condition.decision, path))
        issues.push(...checkDecisionTest(condition, path))
    } else if (refer('facts', condition.fact, path))
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
  return [...issues, ...checkFigures(ruleset), ...checkTangles(ruleset)]

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
      } else if (effect.dueIn !== undefined) {
        issues.push(...checkDelayLength(ruleset, effect.dueIn, `${path}/effects`))
        if ('parameter' in effect.dueIn)
          refer('parameters', effect.dueIn.parameter, `${path}/effects`)
      }
    }
  }
}

/** A comparison with outcomes names ones that can be: `needsFacts` cannot, being unknown. */
function checkDecisionTest(test: DecisionTest, path: string): readonly Issue[] {
  const names = { fact: test.decision, type: 'decision' }
  const list = test.operator === 'in' || test.operator === 'notIn'
  if (list !== Array.isArray(test.value))
    return [
      createIssue('OPERAND_TYPE', path, {
        ...names,
        detail: list
          ? { zh: '应为结论的列表', en: 'a list of outcomes is expected' }
          : { zh: '应为一个结论', en: 'one outcome is expected' },
      }),
    ]
  const known = outcomes.filter((outcome) => outcome !== 'needsFacts')
  return [test.value].flat().flatMap((outcome) =>
    (known as readonly string[]).includes(outcome)
      ? []
      : [
          createIssue('REFERENCE_UNKNOWN', path, {
            kind: { zh: '结论', en: 'outcome' },
            id: outcome,
            suggestion: suggest(outcome, known),
          }),
        ],
  )
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
