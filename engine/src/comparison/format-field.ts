import { describeCondition, operatorLabels } from '../decisions/describe-condition.ts'
import { outcomeName } from '../decisions/outcome-words.ts'
import { formatDelay } from '../decisions/format-delay.ts'
import { formatParameter, formatValue } from '../decisions/format-value.ts'
import { reasonByTitles } from '../decisions/reason-text.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { type Condition, conditionSchema } from '../model/condition.ts'
import type { CellTest, Subject, TableDecision } from '../model/decision.ts'
import { durationSeconds } from '../model/duration.ts'
import { formatDuration } from '../model/duration-words.ts'
import { formatMoment } from '../model/moment-words.ts'
import type { Json } from '../model/json.ts'
import { type Outcome, outcomes } from '../model/outcome.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Language, Text } from '../model/text.ts'
import { valueSchema } from '../model/value.ts'
import { isText } from './item-labels.ts'
import { formatRatio } from '../model/value-types/ratio-type.ts'

/** Values longer than this are said to have changed, without being written out. */
const maxLength = 160

/** A parameter's value as people write it; `undefined` where the parameter or the value is none. Pure. */
export function formatParameterField(
  ruleset: Ruleset,
  parameter: string,
  value: unknown,
  language: Language,
): string | undefined {
  const known = indexRuleset(ruleset).parameters.get(parameter)
  const parsed = valueSchema.safeParse(value)
  if (known === undefined || !parsed.success) return undefined
  return formatParameter(known, parsed.data, language)
}

/** A condition in words, with 满足 / met for one that says nothing. Pure. */
export function formatCondition(
  ruleset: Ruleset,
  value: unknown,
  language: Language,
): string | undefined {
  const parsed = conditionSchema.safeParse(value)
  if (!parsed.success) return undefined
  const words = describeCondition(ruleset, parsed.data as Condition, language)
  return words === '' ? { zh: '总是成立', en: 'always holds' }[language] : words
}

/** The tests of one cell of a table in words. Pure. */
export function formatCell(
  ruleset: Ruleset,
  cell: { readonly decision: string; readonly column: string; readonly tests: unknown },
  language: Language,
): string | undefined {
  const decision = indexRuleset(ruleset).decisions.get(cell.decision)
  const fact = (decision as TableDecision | undefined)?.inputs?.find(
    ({ id }) => id === cell.column,
  )?.fact
  if (fact === undefined || !Array.isArray(cell.tests)) return undefined
  const all = (cell.tests as CellTest[]).map((test) => ({ fact, ...test }))
  return formatCondition(ruleset, { all }, language)
}

/** Where a plain value stands, and what a decision is about whose outcome it may be. */
export interface PlainPlace {
  readonly ruleset: Ruleset
  readonly language: Language
  readonly subject?: Subject | undefined
}

/** A plain value in words: a text, a number, a yes, a name of a parameter or decision; `undefined` where it is none. Pure. */
export function formatPlainField(value: Json | undefined, place: PlainPlace): string | undefined {
  const { ruleset, language } = place
  if (value === undefined || value === null) return nothing[language]
  if (typeof value === 'boolean') return formatValue({ type: 'boolean' }, value, language)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return short(wordOf(value, place))
  if (Array.isArray(value)) {
    const words = value.map((item) => formatPlainField(item, place))
    if (words.some((word) => word === undefined)) return undefined
    return words.length === 0
      ? nothing[language]
      : short(words.join(language === 'zh' ? '、' : ', '))
  }
  if (isText(value)) return short(quoted(reasonByTitles(ruleset, value)[language], language))
  if (typeof value['numerator'] === 'number' && typeof value['denominator'] === 'number')
    return formatRatio({ numerator: value['numerator'], denominator: value['denominator'] })
  if (typeof value['clause'] === 'string') return value['clause']
  if (typeof value['code'] === 'string' && isText(value['title'])) return value['title'][language]
  if (typeof value['duration'] === 'string')
    return formatDelay({ duration: value['duration'] }, language)
  if (typeof value['workingDays'] === 'number')
    return formatDelay({ workingDays: value['workingDays'] }, language)
  if (typeof value['workingTime'] === 'string')
    return formatDelay({ workingTime: value['workingTime'] }, language)
  if (typeof value['parameter'] === 'string') {
    const known = indexRuleset(ruleset).parameters.get(value['parameter'])
    return quoted(known?.title[language] ?? value['parameter'], language)
  }
  return undefined
}

/** A text in the quotation marks of its language. Pure. */
export function quoted(text: string, language: Language): string {
  return language === 'zh' ? `“${text}”` : `"${text}"`
}

const nothing: Text = { zh: '无', en: 'nothing' }

function short(words: string): string | undefined {
  return words.length > maxLength ? undefined : words
}

/** Outcomes, facts and operators have words of their own; any other name is told as it stands. */
function wordOf(value: string, { ruleset, language, subject }: PlainPlace): string {
  if ((outcomes as readonly string[]).includes(value))
    return quoted(outcomeName(value as Outcome, subject)[language], language)
  if (Object.hasOwn(operatorLabels, value))
    return operatorLabels[value as keyof typeof operatorLabels][language]
  const index = indexRuleset(ruleset)
  const known =
    index.facts.get(value) ??
    index.decisions.get(value) ??
    index.parameters.get(value) ??
    index.codeSystems.get(value)
  if (known !== undefined) return quoted(known.title[language], language)
  return durationSeconds(value) === undefined
    ? formatMoment(value)
    : formatDuration(value, language)
}
