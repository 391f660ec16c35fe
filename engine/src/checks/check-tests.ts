import { operandType } from '../decisions/compare-values.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { fitsType } from '../decisions/fits-type.ts'
import type { DecisionTest, FactTest } from '../model/condition.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { isJsonObject } from '../model/json.ts'
import { outcomes } from '../model/outcome.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'

/** A comparison with outcomes names ones that can be: `needsFacts` cannot, being unknown. Pure. */
export function checkDecisionTest(test: DecisionTest, path: string): readonly Issue[] {
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

/** A comparison its fact allows, with something of the type it takes. Names that lead nowhere are told elsewhere. Pure. */
export function checkFactTest(ruleset: Ruleset, test: FactTest, path: string): readonly Issue[] {
  const index = indexRuleset(ruleset)
  const fact = index.facts.get(test.fact)
  if (fact === undefined) return []
  const allowed = valueTypeModules[fact.type].operators
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
    const type = index.facts.get(other)?.type
    return type === undefined || type === wanted ? [] : [mismatch(path, names, `${other}: ${type}`)]
  }
  if (isJsonObject(operand) && 'parameter' in operand) {
    const other = String((operand as { parameter: string }).parameter)
    const type = index.parameters.get(other)?.type
    return type === undefined || type === wanted ? [] : [mismatch(path, names, `${other}: ${type}`)]
  }
  if (!fitsType(wanted, operand))
    return [
      createIssue('OPERAND_TYPE', path, { ...names, detail: valueTypeModules[wanted].written }),
    ]
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
