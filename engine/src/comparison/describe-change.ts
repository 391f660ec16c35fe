import type { Change } from '../layers/diff-rulesets.ts'
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts'
import type { Duty } from '../model/duty.ts'
import { describeDuty } from '../pathways/duties/describe-duty.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Language } from '../model/text.ts'
import { describeExemption } from './describe-exemption.ts'
import { becomes, type FieldOwner, fieldPhrases } from './field-labels.ts'
import { placeOf } from './item-labels.ts'
import {
  formatCell,
  formatCondition,
  formatParameterField,
  formatPlainField,
} from './format-field.ts'

/**
 * A difference between two rulesets as a sentence a clerk reads: 参数“变异率上限”自 2019-06-01 起由 15% 改为 12%.
 * Every name is told by its title, every value as people write it. Pure.
 * @param rulesets the two rulesets that were compared; titles are taken from the later one where it still has the item
 */
export function describeChange(
  rulesets: { readonly before: Ruleset; readonly after: Ruleset },
  change: Change,
  language: Language,
): string {
  const words = sentence(rulesets, change, language)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function sentence(
  rulesets: { readonly before: Ruleset; readonly after: Ruleset },
  change: Change,
  language: Language,
): string {
  const told: Told = { ...rulesets, change, language }
  const steps = change.path.split('/')
  if (steps[1] === 'parameters' && steps[3] === 'values') return datedValue(told, steps)
  const exempt = describeExemption(rulesets, change, language)
  if (exempt !== undefined) return exempt
  const ruleset = change.kind === 'removed' ? rulesets.before : rulesets.after
  const { words, rest } = placeOf(ruleset, change.path, language)
  const zh = language === 'zh'
  if (rest.includes('when') && steps[1] === 'decisions') return cell(told, words, steps)
  switch (change.kind) {
    case 'added':
      return `${zh ? '新增' : 'added: '}${words}${says(told, change.after, steps)}`
    case 'removed':
      return `${zh ? '删去' : 'removed: '}${words}`
    case 'moved':
      return zh ? `${words}调整了先后次序` : `${words} moved to another place in the order`
    case 'changed':
      return changed(told, { words, rest, steps })
  }
}

interface Told {
  readonly before: Ruleset
  readonly after: Ruleset
  readonly change: Change
  readonly language: Language
}

function changed(
  told: Told,
  { words, rest, steps }: { words: string; rest: readonly string[]; steps: readonly string[] },
): string {
  const { change, language, before, after } = told
  const zh = language === 'zh'
  const place = { before, after, language, ...ownerOf(steps) }
  const sentences = dutySentences(told, steps)
  if (sentences !== undefined)
    return zh
      ? `${words}原为：${sentences.was}改为：${sentences.is.replace(/。$/, '')}`
      : `${words} was: ${sentences.was} It is now: ${sentences.is.replace(/\.$/, '')}`
  // What has no fields of its own is told as a field of the item around it.
  const name = rest.at(-1)
  const [was, is] =
    name === undefined
      ? [change.before, change.after]
      : [{ [name]: change.before ?? null }, { [name]: change.after ?? null }]
  const phrases = isJsonObject(was) && isJsonObject(is) ? fieldPhrases(was, is, place) : []
  if (phrases.length > 0) return `${words}${zh ? '：' : ': '}${phrases.join(zh ? '；' : '; ')}`
  return zh ? `${words}有修改` : `${words} has changed`
}

function findDuty(ruleset: Ruleset, id: string | undefined): Duty | undefined {
  return ruleset.duties.find((known) => known.id === id)
}

/** Fields of a duty that are told one by one: each can be read by itself. */
const plainDutyFields: ReadonlySet<string> = new Set(['title', 'description', 'within', 'cites'])

/** A duty as it was and as it is; `undefined` for anything else, and where its sentence stays the same or one field says it. */
function dutySentences(
  { before, after, language, change }: Told,
  [, list, id]: readonly string[],
): { readonly was: string; readonly is: string } | undefined {
  if (list !== 'duties' || change.fields.every((field) => plainDutyFields.has(field)))
    return undefined
  const said = (side: Ruleset) => {
    const duty = findDuty(side, id)
    return duty === undefined ? undefined : describeDuty(side, duty, undefined, language)
  }
  const [was, is] = [said(before), said(after)]
  return was === undefined || is === undefined || was === is ? undefined : { was, is }
}

/** What a new item says, where one sentence can hold it: when a rule holds, and what follows. */
function says(told: Told, item: Json | undefined, steps: readonly string[]): string {
  const { after, language } = told
  const duty = steps[1] === 'duties' && steps.length === 3 ? findDuty(after, steps[2]) : undefined
  if (duty !== undefined) {
    const words = describeDuty(after, duty, undefined, language).replace(/[。.]$/, '')
    return `${language === 'zh' ? '：' : ': '}${words}`
  }
  if (steps[1] === 'codeSystems' && steps[3] === 'codes') return placeOfCode(told, steps)
  if (!isJsonObject(item) || steps[1] !== 'decisions') return ''
  const then = item['then']
  if (!isJsonObject(then)) return ''
  const zh = language === 'zh'
  const condition = formatCondition(after, item['conditions'], language)
  const subject = indexRuleset(after).decisions.get(steps[2] ?? '')?.subject
  const outcome = formatPlainField(then['outcome'], { ruleset: after, language, subject })
  const parts = [
    ...(condition === undefined ? [] : [zh ? `当${condition}时` : `when ${condition}`]),
    ...(then['outcome'] === undefined || outcome === undefined
      ? []
      : [zh ? `结论为${outcome}` : `the outcome is ${outcome}`]),
  ]
  return parts.length === 0 ? '' : `${zh ? '：' : ': '}${parts.join(zh ? '，' : ', ')}`
}

/** Where a new code stands in its list: rules may compare by that order. */
function placeOfCode(
  { after, language }: Told,
  [, , codeSystem = '', , code = '']: readonly string[],
): string {
  const codes = indexRuleset(after).codeSystems.get(codeSystem)?.codes ?? []
  const at = codes.findIndex(({ id }) => id === code)
  const [before, next] = [codes[at - 1], codes[at + 1]].map((other) => other?.title[language])
  if (language === 'zh')
    return before === undefined
      ? next === undefined
        ? ''
        : `，排在“${next}”之前`
      : next === undefined
        ? `，排在“${before}”之后`
        : `，排在“${before}”与“${next}”之间`
  return before === undefined
    ? next === undefined
      ? ''
      : `, before "${next}"`
    : next === undefined
      ? `, after "${before}"`
      : `, between "${before}" and "${next}"`
}

function datedValue(told: Told, steps: readonly string[]): string {
  const { change, language, before, after } = told
  const [, , parameter = '', , day = ''] = steps
  const zh = language === 'zh'
  const { words } = placeOf(
    change.kind === 'removed' ? before : after,
    `/parameters/${parameter}`,
    language,
  )
  const said = (side: Ruleset, dated: Json | undefined) =>
    (isJsonObject(dated) && formatParameterField(side, parameter, dated['value'], language)) || '—'
  const [was, is] = [said(before, change.before), said(after, change.after)]
  switch (change.kind) {
    case 'added':
      return zh ? `${words}自 ${day} 起定为 ${is}` : `${words} is set to ${is} from ${day}`
    case 'removed':
      return zh
        ? `${words}不再有自 ${day} 起的值 ${was}`
        : `${words} no longer has the value ${was} from ${day}`
    case 'moved':
      return zh
        ? `${words}的取值调整了先后次序`
        : `the values of ${words} were put in another order`
    case 'changed': {
      if (change.fields.includes('value'))
        return zh
          ? `${words}自 ${day} 起由 ${was} 改为 ${is}`
          : `${words} changes from ${was} to ${is}, from ${day}`
      const phrases = fieldPhrases(change.before as JsonObject, change.after as JsonObject, {
        before,
        after,
        language,
        parameter,
      })
      return zh
        ? `${words}自 ${day} 起的值：${phrases.join('；')}`
        : `${words}, value from ${day}: ${phrases.join('; ')}`
    }
  }
}

/** One cell of a decision table. */
function cell(told: Told, words: string, steps: readonly string[]): string {
  const { change, language, before, after } = told
  const [decision = '', column = ''] = [steps[2], steps.at(-1)]
  const any = language === 'zh' ? '不限' : 'anything'
  const said = (side: Ruleset, tests: Json | undefined) =>
    tests === undefined ? any : formatCell(side, { decision, column, tests }, language)
  const noun = language === 'zh' ? '条件' : 'condition'
  const quote = (text: string | undefined) =>
    text === undefined || text === any ? text : language === 'zh' ? `“${text}”` : `"${text}"`
  return `${words}${language === 'zh' ? '：' : ': '}${becomes(
    noun,
    quote(said(before, change.before)),
    quote(said(after, change.after)),
    language,
  )}`
}

/** The parameter or decision that the place of a change lies in. Pure. */
export function ownerOf([, list, id]: readonly string[]): FieldOwner {
  if (list === 'parameters') return { parameter: id }
  return list === 'decisions' ? { decision: id } : {}
}
