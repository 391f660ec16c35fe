import type { Text } from '../model/text.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { parametersNamedIn, replaceNamed } from '../model/named-parameters.ts'
import { formatParameter } from './format-value.ts'
import { parameterAsOf } from './parameter-value.ts'

/**
 * A reason as it reads on a day: each parameter it names by the value in force then, or that none is set. A name nobody
 * knows stands as written; the checks refuse it. Pure.
 * @param day `YYYY-MM-DD`
 */
export function reasonAsOf(ruleset: Ruleset, reason: Text, day: string): Text {
  if (parametersNamedIn(reason).length === 0) return reason
  const { parameters } = indexRuleset(ruleset)
  const told = (language: 'zh' | 'en') =>
    replaceNamed(reason[language], (id) => {
      const parameter = parameters.get(id)
      if (parameter === undefined) return undefined
      const value = parameterAsOf(parameter, day)?.value
      if (value !== undefined) return formatParameter(parameter, value, language)
      const title = parameter.title[language]
      return language === 'zh' ? `“${title}”（尚未设定）` : `"${title}" (not set yet)`
    })
  return { zh: told('zh'), en: told('en') }
}

/** A reason with the titles of the parameters it names in place of their ids: `须在 {调剂时限}内…`. Pure. */
export function reasonByTitles(ruleset: Ruleset, reason: Text): Text {
  const told = (language: 'zh' | 'en') =>
    replaceNamed(reason[language], (id) => {
      const title = indexRuleset(ruleset).parameters.get(id)?.title[language]
      return title === undefined || idOfTitle(ruleset, title, language) === undefined
        ? undefined
        : `{${title}}`
    })
  return { zh: told('zh'), en: told('en') }
}

/** The reverse of {@link reasonByTitles}. Pure. */
export function reasonByIds(ruleset: Ruleset, reason: Text): Text {
  const told = (language: 'zh' | 'en') =>
    replaceNamed(reason[language], (title) => {
      const id = idOfTitle(ruleset, title, language)
      return id === undefined ? undefined : `{${id}}`
    })
  return { zh: told('zh'), en: told('en') }
}

/** The one parameter of that title; none where several share it, or where it is the id of another. */
function idOfTitle(ruleset: Ruleset, title: string, language: 'zh' | 'en'): string | undefined {
  if (/[{}]/.test(title) || indexRuleset(ruleset).parameters.has(title)) return undefined
  const [only, another] = ruleset.parameters.filter((each) => each.title[language] === title)
  return another === undefined ? only?.id : undefined
}
