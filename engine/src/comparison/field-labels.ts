import { isJsonObject, jsonEqual, type Json, type JsonObject } from '../model/json.ts'
import type { Language, Text } from '../model/text.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { authorityTitles } from '../model/authority-titles.ts'
import { formatCondition, formatParameterField, formatPlainField, quoted } from './format-field.ts'

/** What a field of an item is called. Fields not named here go by `其他内容`. */
export const fieldNouns: Readonly<Record<string, Text>> = {
  title: { zh: '名称', en: 'title' },
  description: { zh: '说明', en: 'description' },
  definition: { zh: '定义', en: 'definition' },
  text: { zh: '文字', en: 'text' },
  note: { zh: '备注', en: 'note' },
  notes: { zh: '备注', en: 'notes' },
  cites: { zh: '依据条款', en: 'clause' },
  outcome: { zh: '结论', en: 'outcome' },
  reason: { zh: '理由', en: 'reason' },
  outputs: { zh: '输出', en: 'outputs' },
  effects: { zh: '后续动作', en: 'effects' },
  otherwise: { zh: '其余情形', en: 'otherwise' },
  hitPolicy: { zh: '取用方式', en: 'hit policy' },
  conditions: { zh: '条件', en: 'condition' },
  condition: { zh: '条件', en: 'condition' },
  appliesWhen: { zh: '适用条件', en: 'applies when' },
  required: { zh: '是否必填', en: 'must be given' },
  minimum: { zh: '下限', en: 'lower limit' },
  maximum: { zh: '上限', en: 'upper limit' },
  oneOf: { zh: '可选范围', en: 'choices' },
  unit: { zh: '单位', en: 'unit' },
  personal: { zh: '个人信息类别', en: 'class of personal information' },
  remedy: { zh: '可采取的措施', en: 'remedy' },
  step: { zh: '措施', en: 'step' },
  subject: { zh: '事项', en: 'subject' },
  codes: { zh: '目录', en: 'list of codes' },
  codeSystem: { zh: '代码表', en: 'code list' },
  version: { zh: '版本', en: 'version' },
  values: { zh: '可取值', en: 'values' },
  sample: { zh: '是否样例', en: 'a sample' },
  from: { zh: '生效日', en: 'first day' },
  to: { zh: '失效日', en: 'last day' },
  value: { zh: '取值', en: 'value' },
  actors: { zh: '办理方', en: 'who acts' },
  owner: { zh: '责任方', en: 'owner' },
  role: { zh: '含义', en: 'meaning' },
  roles: { zh: '含义', en: 'meaning' },
  asks: { zh: '须填事实', en: 'facts asked for' },
  governs: { zh: '管辖的内容', en: 'what it governs' },
  needsReason: { zh: '是否须写理由', en: 'a reason is needed' },
  target: { zh: '去向', en: 'target' },
  guard: { zh: '守卫', en: 'guard' },
  decision: { zh: '所据决策', en: 'decision' },
  opens: { zh: '放行的结论', en: 'outcomes that open it' },
  actions: { zh: '动作', en: 'actions' },
  entry: { zh: '进入时的动作', en: 'actions on entry' },
  exit: { zh: '离开时的动作', en: 'actions on exit' },
  after: { zh: '时长', en: 'length' },
  within: { zh: '期限', en: 'time' },
  initial: { zh: '起始状态', en: 'initial state' },
  mode: { zh: '修改限制', en: 'what may be changed' },
  authority: { zh: '设定机关', en: 'authority' },
  direction: { zh: '方向', en: 'direction' },
  exceptions: { zh: '可否例外', en: 'exceptions possible' },
  weight: { zh: '权重', en: 'weight' },
  split: { zh: '分配', en: 'split' },
  overspend: { zh: '超支处理', en: 'overspend' },
  budget: { zh: '预算', en: 'budget' },
  threshold: { zh: '标准', en: 'threshold' },
  indicators: { zh: '指标', en: 'indicators' },
  consequences: { zh: '结果运用', en: 'consequences' },
  payees: { zh: '领取方', en: 'payees' },
  checks: { zh: '检查内容', en: 'checks' },
  period: { zh: '时段', en: 'period' },
  calendar: { zh: '日历', en: 'calendar' },
  facts: { zh: '给定事实', en: 'facts given' },
  steps: { zh: '步骤', en: 'steps' },
  expect: { zh: '预期结果', en: 'what is expected' },
  parameters: { zh: '所用参数', en: 'parameters' },
  derivedFrom: { zh: '采用自', en: 'adopted from' },
  place: { zh: '采用自', en: 'adopted from' },
}

export const otherNoun: Text = { zh: '其他内容', en: 'other content' }

/** What a field of an item is called; a parameter's `values` are what it says, not what it may. Pure. */
export function nounOfField(name: string, parameter?: string): Text {
  const known = parameter !== undefined && name === 'values' ? 'value' : name
  return (Object.hasOwn(fieldNouns, known) ? fieldNouns[known] : undefined) ?? otherNoun
}

/** Objects that are told field by field. */
export const openedFields: ReadonlySet<string> = new Set([
  'then',
  'meta',
  'contract',
  'guard',
  'params',
  'otherwise',
  'derivedFrom',
])
/** Fields that hold a condition. */
const conditional: ReadonlySet<string> = new Set(['conditions', 'condition', 'appliesWhen'])
/** Fields nobody reads in a sentence. */
export const silentFields: ReadonlySet<string> = new Set(['id', 'type', 'kind'])

const modes: Readonly<Record<string, Text>> = {
  free: { zh: '可自定', en: 'free' },
  bounded: { zh: '限定范围', en: 'bounded' },
  tightenOnly: { zh: '只可从严', en: 'tighten only' },
  locked: { zh: '不可改动', en: 'locked' },
}

/** What a field belongs to, where that is one of these: it says how its value is told. */
export interface FieldOwner {
  readonly parameter?: string | undefined
  readonly decision?: string | undefined
}

/** What is told of a field: the rulesets it stood in, and what it belongs to. */
export interface FieldPlace extends FieldOwner {
  readonly before: Ruleset
  readonly after: Ruleset
  readonly language: Language
}

/** Every field that differs between two states of an item, each in a phrase. Pure. */
export function fieldPhrases(
  before: JsonObject,
  after: JsonObject,
  place: FieldPlace,
): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const told = names.flatMap((name) => {
    const [was, is] = [before[name], after[name]]
    return silentFields.has(name) || jsonEqual(was, is) ? [] : phrases(name, [was, is], place)
  })
  return [...new Set(told)]
}

type Sides = readonly [was: Json | undefined, is: Json | undefined]

function phrases(name: string, [was, is]: Sides, place: FieldPlace): readonly string[] {
  const { language } = place
  if (openedFields.has(name) && (isJsonObject(was) || isJsonObject(is))) {
    const asked = objectOf(is)['decision']
    const inner = fieldPhrases(objectOf(was), objectOf(is), {
      ...place,
      ...(typeof asked === 'string' && { decision: asked }),
    })
    const own = fieldNouns[name]
    return own === undefined || name === 'guard' || name === 'params'
      ? inner
      : inner.map((phrase) => `${own[language]}${language === 'zh' ? '的' : ': '}${phrase}`)
  }
  const noun = nounOfField(name, place.parameter)
  return [
    becomes(
      noun[language],
      formatFieldValue(name, was, { ...place, ruleset: place.before }),
      formatFieldValue(name, is, { ...place, ruleset: place.after }),
      language,
    ),
  ]
}

/** “结论由“可以办理”改为“须人工复核””, or only that it changed where the words would be too long to read. Pure. */
export function becomes(
  noun: string,
  was: string | undefined,
  is: string | undefined,
  language: Language,
): string {
  if (was === undefined || is === undefined || was === is)
    return language === 'zh' ? `${noun}有修改` : `the ${noun} has changed`
  return language === 'zh'
    ? `${noun}由${spaced(was)}改为${spaced(is).trimEnd()}`
    : `${noun} changes from ${was} to ${is}`
}

/** Latin letters and digits stand apart from Chinese ones. */
function spaced(words: string): string {
  return /^[\x20-\x7e]/.test(words) ? ` ${words} ` : words
}

/** A field's value in words; `undefined` where it has none that are short enough to read. Pure. */
export function formatFieldValue(
  name: string,
  value: Json | undefined,
  place: FieldOwner & { readonly ruleset: Ruleset; readonly language: Language },
): string | undefined {
  const { language, parameter, decision = '', ruleset } = place
  if (value === undefined) return { zh: '无', en: 'nothing' }[language]
  if (conditional.has(name)) {
    const words = formatCondition(ruleset, value, language)
    return words === undefined ? undefined : quoted(words, language)
  }
  if (name === 'mode' && typeof value === 'string') return modes[value]?.[language]
  if (name === 'authority' && typeof value === 'string' && Object.hasOwn(authorityTitles, value))
    return authorityTitles[value as keyof typeof authorityTitles][language]
  if (parameter !== undefined && (name === 'minimum' || name === 'maximum' || name === 'value'))
    return formatParameterField(ruleset, parameter, value, language)
  if (parameter !== undefined && name === 'values' && Array.isArray(value))
    return datedWords(value, { ...place, parameter })
  return formatPlainField(value, {
    ruleset,
    language,
    subject: indexRuleset(ruleset).decisions.get(decision)?.subject,
  })
}

/** Dated values: 自 2019-06-01 起 15%；自 2025-01-01 起 12%. */
function datedWords(
  values: readonly Json[],
  place: { readonly ruleset: Ruleset; readonly parameter: string; readonly language: Language },
): string | undefined {
  const { ruleset, parameter, language } = place
  const zh = language === 'zh'
  const words = values.map((dated) => {
    if (!isJsonObject(dated) || typeof dated['from'] !== 'string') return undefined
    const said = formatParameterField(ruleset, parameter, dated['value'], language)
    return said && (zh ? `自 ${dated['from']} 起 ${said}` : `${said} from ${dated['from']}`)
  })
  if (words.includes(undefined)) return undefined
  return words.length === 0 ? (zh ? '无' : 'nothing') : words.join(zh ? '；' : '; ')
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}
