import type { Facts } from '../decisions/facts.ts'
import { formatValue } from '../decisions/format-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Language, Text } from '../model/text.ts'

/** The facts of an example case, as a clerk reads them. Pure. */
export function describeCase(ruleset: Ruleset, facts: Facts, language: Language): string {
  const index = indexRuleset(ruleset)
  return Object.entries(facts)
    .map(([id, value]) => {
      const fact = index.facts.get(id)
      const title = fact?.title[language] ?? id
      const shown = formatValue(fact ?? { type: 'text' }, value, language)
      return language === 'zh' ? `${title}：${shown}` : `${title}: ${shown}`
    })
    .join(language === 'zh' ? '；' : '; ')
}

/** The same in both languages; a case of which nothing needs to be known is any case. Pure. */
export function exampleCase(ruleset: Ruleset, facts: Facts): Text {
  if (Object.keys(facts).length === 0) return { zh: '任何情况', en: 'any case at all' }
  return { zh: describeCase(ruleset, facts, 'zh'), en: describeCase(ruleset, facts, 'en') }
}
