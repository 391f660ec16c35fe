import type { Condition } from '../model/condition.ts'
import type { Delay } from '../model/parameter.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Language } from '../model/text.ts'
import { describeCondition } from './describe-condition.ts'
import { formatDelay } from './format-delay.ts'
import { formatParameter } from './format-value.ts'
import { parameterAsOf } from './parameter-value.ts'

/** Who tells a rule as a sentence: by which ruleset, on which day, in which language. */
export interface Teller {
  readonly ruleset: Ruleset
  /** The day whose value is told of what a parameter holds; `undefined`: the parameter is named. */
  readonly asOf: string | undefined
  readonly language: Language
}

/** The value of a parameter on a day; its title where it has none, or no day is asked for. Pure. */
export function parameterWords({ ruleset, asOf, language }: Teller, id: string): string {
  const parameter = indexRuleset(ruleset).parameters.get(id)
  const dated = parameter && asOf !== undefined ? parameterAsOf(parameter, asOf) : undefined
  if (parameter !== undefined && dated !== undefined)
    return spacedWords(formatParameter(parameter, dated.value, language), language)
  return quoteWords(parameter?.title[language] ?? id, language)
}

/** A span of time, set off from Chinese words as a document does: 在 24 小时内. Pure. */
export function delayWords(teller: Teller, delay: Delay): string {
  return 'parameter' in delay
    ? parameterWords(teller, delay.parameter)
    : spacedWords(formatDelay(delay, teller.language), teller.language)
}

/** A condition that stands within a sentence: one of several parts is held together by brackets. Pure. */
export function conditionWords({ ruleset, language }: Teller, condition: Condition): string {
  const words = describeCondition(ruleset, condition, language)
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : []
  if (parts.length < 2) return words
  return language === 'zh' ? `（${words}）` : `(${words})`
}

/** Words set off from the Chinese before them where they begin with a figure or a Latin letter. Pure. */
export function spacedWords(words: string, language: Language): string {
  return language === 'zh' && /^[\x20-\x7e]/.test(words) ? ` ${words}` : words
}

/** Words in quotation marks. Pure. */
export function quoteWords(words: string, language: Language): string {
  return language === 'zh' ? `“${words}”` : `"${words}"`
}
