import { formatValue, type ValueDefinition } from '../decisions/format-value.ts'
import { outcomeName } from '../decisions/outcome-words.ts'
import type { Subject } from '../model/decision.ts'
import { dutyStandingSchema } from '../model/duty.ts'
import { issueCatalogue, type IssueCode } from '../model/issue-catalogue.ts'
import { isJsonObject } from '../model/json.ts'
import { outcomeSchema } from '../model/outcome.ts'
import type { Language, Text } from '../model/text.ts'
import { valueSchema } from '../model/value.ts'
import { dutyStandingNames } from '../pathways/duties/duty-words.ts'

/** How a value that is there is told to people. */
export type Format = (value: unknown, language: Language) => string

/** What an expectation is about, and how its values read. */
export interface Member {
  readonly title: Text
  readonly format: Format
  /** What no value at all is called, where that is not “nothing”. */
  readonly none?: Text
  /** Told of a record: only the entries that differ. */
  readonly record?: true
}

const nothing: Text = { zh: '无', en: 'nothing' }
const yes: Text = { zh: '是', en: 'yes' }
export const no: Text = { zh: '否', en: 'no' }
/** What a fact without a value is. */
export const unknown: Text = { zh: '未知', en: 'unknown' }

/** A value with the words for it, and “nothing” where there is none. Pure. */
export function formatOrNone(
  { format, none = nothing }: Pick<Member, 'format' | 'none'>,
  value: unknown,
  language: Language,
): string {
  const isNone =
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (isJsonObject(value) && Object.keys(value).length === 0)
  return isNone ? none[language] : format(value, language)
}

export const yesNoFormat: Format = (value, language) => (value === true ? yes : no)[language]

/** What is a word already: a figure as it is shown, a name. */
export const plainFormat: Format = (value) => String(value)

/** An outcome by its name, for what its decision is about. */
export function outcomeFormat(subject?: Subject): Format {
  return (value, language) => {
    const outcome = outcomeSchema.safeParse(value)
    return outcome.success ? outcomeName(outcome.data, subject)[language] : String(value)
  }
}

/** An amount in fen, as ¥. */
export const moneyFormat: Format = (value, language) =>
  valueFormat({ type: 'money' })(value, language)

/** A figure as it is shown, before its unit: 70 → 70%. */
export function withUnitFormat(zh: string, en: string): Format {
  return (value, language) => `${String(value)}${language === 'zh' ? zh : en}`
}

/** A typed value as people write it. */
export function valueFormat(definition: ValueDefinition): Format {
  return (value, language) => {
    const parsed = valueSchema.safeParse(value)
    return parsed.success
      ? formatValue(definition, parsed.data, language)
      : { zh: '别的内容', en: 'something else' }[language]
  }
}

/** Several of them. */
export function listFormat(format: Format): Format {
  return (value, language) =>
    (Array.isArray(value) ? value : [value])
      .map((item) => format(item, language))
      .join(language === 'zh' ? '、' : ', ')
}

/** The entries of a record, each by its title. */
export function entriesFormat(
  titleOf: (key: string) => Text,
  formatOf: (key: string) => Format,
): Format {
  return (value, language) =>
    isJsonObject(value)
      ? Object.entries(value)
          .map(([key, inner]) => {
            const title = titleOf(key)[language]
            return `${title}${language === 'zh' ? ' ' : ': '}${formatOrNone({ format: formatOf(key) }, inner, language)}`
          })
          .join(language === 'zh' ? '、' : ', ')
      : plainFormat(value, language)
}

/** One of a few words. */
export function oneOfFormat(words: Readonly<Record<string, Text>>): Format {
  return (value, language) =>
    (Object.hasOwn(words, String(value)) ? words[String(value)] : undefined)?.[language] ??
    String(value)
}

/** A problem by what its message says, with … for what differs from case to case. */
export const issueFormat: Format = (value, language) => {
  const code = String(value)
  if (!Object.hasOwn(issueCatalogue, code))
    return { zh: '其他问题', en: 'another problem' }[language]
  const words = issueCatalogue[code as IssueCode][language]
  const quoted = words.replaceAll(/\{\w+\}/g, '…').replace(/[。.]$/, '')
  return language === 'zh' ? `“${quoted}”` : `"${quoted}"`
}

/** How a duty stands. */
export const standingFormat: Format = (value, language) => {
  const standing = dutyStandingSchema.safeParse(value)
  return standing.success ? dutyStandingNames[standing.data][language] : String(value)
}
