import { operandType } from '../decisions/compare-values.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { fitsType } from '../decisions/fits-type.ts'
import type { DecisionTest, FactTest } from '../model/condition.ts'
import type { Fact } from '../model/fact.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { isJsonObject } from '../model/json.ts'
import { outcomes } from '../model/outcome.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
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
    const compared = index.facts.get(other)
    if (compared === undefined) return []
    const { type } = compared
    if (type !== wanted) return [mismatch(path, names, `${other}: ${type}`)]
    return valueTypeModules[type].ordersCodes === true && !sameCodes(fact, compared)
      ? [mismatch(path, names, otherList(compared))]
      : []
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

/** Ordered codes are above and below each other within one list only. */
function sameCodes(one: Fact, other: Fact): boolean {
  const [ours = [], theirs = []] = [one.values, other.values]
  return ours.length === theirs.length && ours.every(({ code }, at) => code === theirs[at]?.code)
}

function otherList({ title }: Fact): Text {
  return {
    zh: `应为同一代码表中的代码，“${title.zh}”取自另一代码表`,
    en: `a code of the same code system is expected, but "${title.en}" takes its codes from another`,
  }
}

function mismatch(
  path: string,
  names: { readonly fact: string; readonly type: string },
  detail: string | Text,
): Issue {
  return createIssue('OPERAND_TYPE', path, { ...names, detail })
}
