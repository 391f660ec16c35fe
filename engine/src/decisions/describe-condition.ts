import type { Condition, FactTest } from '../model/condition.ts'
import { isJsonObject } from '../model/json.ts'
import type { Subject } from '../model/decision.ts'
import { type Outcome, outcomes } from '../model/outcome.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Language, Text } from '../model/text.ts'
import type { Value } from '../model/value.ts'
import type { TestTrace } from './decision-result.ts'
import { formatValue } from './format-value.ts'
import { outcomeName } from './outcome-words.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Operator } from '../model/operator.ts'

/** How each operator reads. */
export const operatorLabels: Readonly<Record<Operator, Text>> = {
  equal: { zh: '为', en: 'is' },
  notEqual: { zh: '不为', en: 'is not' },
  lessThan: { zh: '小于', en: 'is below' },
  lessThanInclusive: { zh: '不超过', en: 'is at most' },
  greaterThan: { zh: '大于', en: 'is above' },
  greaterThanInclusive: { zh: '不低于', en: 'is at least' },
  in: { zh: '属于', en: 'is one of' },
  notIn: { zh: '不属于', en: 'is none of' },
  contains: { zh: '包含', en: 'contains' },
  doesNotContain: { zh: '不包含', en: 'does not contain' },
  containsAny: { zh: '至少包含其一：', en: 'contains any of' },
  containsNone: { zh: '均不包含：', en: 'contains none of' },
  countAtLeast: { zh: '的项数不少于', en: 'has at least this many entries:' },
}

/** A condition as a sentence. Pure. */
export function describeCondition(
  ruleset: Ruleset,
  condition: Condition,
  language: Language,
): string {
  const words = language === 'zh' ? zh : en
  const inner = (child: Condition) => {
    const text = describeCondition(ruleset, child, language)
    return 'all' in child || 'any' in child ? words.group(text) : text
  }
  if ('all' in condition) return condition.all.map(inner).join(words.and)
  if ('any' in condition) return condition.any.map(inner).join(words.or)
  if ('not' in condition) return words.not(describeCondition(ruleset, condition.not, language))
  const index = indexRuleset(ruleset)
  if ('condition' in condition)
    return words.quote(
      index.conditions.get(condition.condition)?.title[language] ?? condition.condition,
    )
  if ('decision' in condition)
    return sentence(
      words.quote(index.decisions.get(condition.decision)?.title[language] ?? condition.decision),
      condition.operator,
      outcomeList(condition.value, index.decisions.get(condition.decision)?.subject, language),
      language,
    )
  const title = index.facts.get(condition.fact)?.title[language] ?? condition.fact
  return sentence(
    title,
    condition.operator,
    describeOperand(ruleset, condition, language),
    language,
  )
}

/** What a fact is compared with, as a clerk reads it. Pure. */
export function describeOperand(
  ruleset: Ruleset,
  { fact: id, operator, value: operand }: FactTest,
  language: Language,
): string {
  const words = language === 'zh' ? zh : en
  const index = indexRuleset(ruleset)
  if (isJsonObject(operand) && 'fact' in operand) {
    const other = String((operand as { fact: string }).fact)
    return words.quote(index.facts.get(other)?.title[language] ?? other)
  }
  if (isJsonObject(operand) && 'parameter' in operand) {
    const other = String((operand as { parameter: string }).parameter)
    return words.quote(index.parameters.get(other)?.title[language] ?? other)
  }
  // How many, whatever the entries are.
  const counted = operator === 'countAtLeast' ? ({ type: 'integer' } as const) : undefined
  const definition = counted ?? index.facts.get(id) ?? { type: 'text' }
  return formatValue(definition, operand as Value, language)
}

/** A comparison that was made, with the value found: "急危重症 为 是（实际：否）". Pure. */
export function describeTest(ruleset: Ruleset, test: TestTrace, language: Language): string {
  const words = language === 'zh' ? zh : en
  const index = indexRuleset(ruleset)
  if (test.decision !== undefined) {
    const asked = index.decisions.get(test.decision)
    const title = words.quote(asked?.title[language] ?? test.decision)
    const outcomesOf = (value: string | string[]) => outcomeList(value, asked?.subject, language)
    const expected = outcomesOf((test.expected ?? '') as string | string[])
    const actual = outcomesOf((test.actual ?? 'needsFacts') as string)
    return sentence(title, test.operator, expected, language) + words.actual(actual)
  }
  const fact = index.facts.get(test.fact ?? '')
  const definition = fact ?? { type: 'text' as const }
  const title = fact?.title[language] ?? test.fact ?? ''
  const expected =
    typeof test.expected === 'number' && definition.type === 'codeList'
      ? String(test.expected)
      : formatValue(definition, test.expected, language)
  const from =
    test.expectedFrom !== undefined && 'parameter' in test.expectedFrom
      ? words.quote(
          index.parameters.get(test.expectedFrom.parameter)?.title[language] ??
            test.expectedFrom.parameter,
        )
      : ''
  const gap = from !== '' && language === 'en' ? ' ' : ''
  const told = sentence(title, test.operator, from + gap + expected, language)
  // "急危重症为否（实际：否）" would say it twice.
  if (test.operator === 'equal' && test.result === true && from === '') return told
  return told + words.actual(formatValue(definition, test.actual, language))
}

const zh = {
  and: '，且',
  or: '，或',
  group: (text: string) => `（${text}）`,
  not: (text: string) => `并非（${text}）`,
  quote: (text: string) => `“${text}”`,
  actual: (text: string) => `（实际：${text}）`,
}
const en = {
  and: ' and ',
  or: ' or ',
  group: (text: string) => `(${text})`,
  not: (text: string) => `not (${text})`,
  quote: (text: string) => `"${text}"`,
  actual: (text: string) => ` (it is: ${text})`,
}

function sentence(subject: string, operator: Operator, object: string, language: Language): string {
  const word = operatorLabels[operator][language]
  return language === 'zh' ? `${subject}${word}${object}` : `${subject.trim()} ${word} ${object}`
}

function outcomeList(
  value: string | readonly string[],
  subject: Subject | undefined,
  language: Language,
): string {
  const list = Array.isArray(value) ? (value as string[]) : [value as string]
  return list
    .map((outcome) =>
      (outcomes as readonly string[]).includes(outcome)
        ? outcomeName(outcome as Outcome, subject)[language]
        : outcome,
    )
    .join(language === 'zh' ? '、' : ', ')
}
