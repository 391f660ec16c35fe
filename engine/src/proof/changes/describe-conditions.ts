import {
  describeCondition,
  describeOperand,
  operatorLabels,
} from '../../decisions/describe-condition.ts'
import type { Condition, FactTest } from '../../model/condition.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import type { Language } from '../../model/text.ts'

/** Conditions that must all hold, each fact told once: 住院天数大于15天且不超过20天，急危重症为否. Pure. */
export function describeConditions(
  ruleset: Ruleset,
  conditions: readonly Condition[],
  language: Language,
): string {
  const words = language === 'zh' ? zh : en
  if (conditions.length === 0) return words.always
  const phrases: string[] = []
  const told = new Map<string, string[]>()
  for (const condition of conditions) {
    const test = 'not' in condition ? condition.not : condition
    if (!('fact' in test)) {
      phrases.push(describeCondition(ruleset, condition, language))
      continue
    }
    const known = told.get(test.fact) ?? []
    known.push(comparison(ruleset, test, { language, isTurned: test !== condition }))
    told.set(test.fact, known)
  }
  const facts = [...told].map(([id, comparisons]) => {
    const title = indexRuleset(ruleset).facts.get(id)?.title[language] ?? id
    const [first = '', ...others] = comparisons
    return words.of(title, [first, ...others.map(words.further)].join(words.and))
  })
  return [...facts, ...phrases].join(words.comma)
}

function comparison(
  ruleset: Ruleset,
  test: FactTest,
  { language, isTurned }: { readonly language: Language; readonly isTurned: boolean },
): string {
  // Only of how many there are is the opposite no comparison of its own.
  const fewer = language === 'zh' ? zh.fewer : en.fewer
  const label = isTurned ? fewer : operatorLabels[test.operator][language]
  const operand = describeOperand(ruleset, test, language)
  return language === 'zh' ? label + operand : `${label} ${operand}`
}

const zh = {
  always: '任何情况',
  and: '且',
  comma: '，',
  fewer: '的项数少于',
  // What is said of the fact again has no fact before it: 的项数 is 项数.
  further: (told: string) => told.replace(/^的/, ''),
  of: (title: string, told: string) => title + told,
}
const en = {
  always: 'any case at all',
  and: ' and ',
  // Lists have the comma.
  comma: '; ',
  fewer: 'has fewer entries than',
  further: (told: string) => told,
  of: (title: string, told: string) => `${title} ${told}`,
}
