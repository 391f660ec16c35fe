import { formatFraction, groupDigits } from '../model/exact.ts'
import { isJsonObject } from '../model/json.ts'
import type { Parameter } from '../model/parameter.ts'
import type { Language } from '../model/text.ts'
import { unitWords } from '../model/unit-words.ts'
import type { Code, Ratio, Value, ValueType } from '../model/value.ts'
import { durationSeconds } from './duration.ts'

/** What is needed to write a value for people. Facts, parameters and outputs all fit. */
export interface ValueDefinition {
  readonly type: ValueType
  readonly unit?: string | undefined
  readonly values?: readonly Code[] | undefined
}

const unknown = { zh: '未知', en: 'unknown' }

/** A value as people write it: 70%, ¥1,234.00, 是 / 否, the title of a code. `null` is unknown. Pure. */
export function formatValue(
  definition: ValueDefinition,
  value: Value | null,
  language: Language,
): string {
  if (value === null) return unknown[language]
  if (Array.isArray(value)) {
    const shown = value.slice(0, 8).map((code) => codeTitle(definition, code, language))
    const more =
      value.length > 8
        ? language === 'zh'
          ? ` 等 ${value.length} 项`
          : ` … (${value.length})`
        : ''
    const text = shown.join(language === 'zh' ? '、' : ', ') + more
    return text === '' ? (language === 'zh' ? '（空）' : '(none)') : text
  }
  switch (definition.type) {
    case 'boolean':
      return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
    case 'money':
      return formatMoney(value as number)
    case 'ratio':
      return isJsonObject(value) ? formatRatio(value as unknown as Ratio) : plain(value)
    case 'code':
      return codeTitle(definition, plain(value), language)
    case 'duration':
      return formatDuration(plain(value), language)
    default: {
      if (definition.values !== undefined) return codeTitle(definition, plain(value), language)
      const unit =
        definition.unit === undefined
          ? undefined
          : (unitWords[definition.unit] ?? { zh: definition.unit, en: definition.unit })
      return unit === undefined ? plain(value) : `${plain(value)} ${unit[language]}`
    }
  }
}

/** A value as it is written, where its type does not say more. */
function plain(value: Value): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A parameter's value as people write it. Pure. */
export function formatParameter(
  parameter: Parameter,
  value: Value | null,
  language: Language,
): string {
  const { type, unit, codes } = parameter
  return formatValue({ type, unit, values: codes }, value, language)
}

/** A ratio as a percentage where that is exact to four places, else as it stands. Pure. */
export function formatRatio(ratio: Ratio): string {
  const scaled = BigInt(ratio.numerator) * 1_000_000n
  if (scaled % BigInt(ratio.denominator) !== 0n) return `${ratio.numerator}/${ratio.denominator}`
  return `${formatFraction({ n: BigInt(ratio.numerator) * 100n, d: BigInt(ratio.denominator) }, 4)}%`
}

/** Fen as yuan with thousands separators. Pure. */
export function formatMoney(fen: number | bigint): string {
  const sign = fen < 0 ? '-' : ''
  const digits = (fen < 0 ? -fen : fen).toString().padStart(3, '0')
  return `${sign}¥${groupDigits(digits.slice(0, -2))}.${digits.slice(-2)}`
}

function codeTitle(definition: ValueDefinition, code: string, language: Language): string {
  return definition.values?.find((entry) => entry.code === code)?.title[language] ?? code
}

const spans = [
  { seconds: 86_400, zh: '天', en: 'days' },
  { seconds: 3600, zh: '小时', en: 'hours' },
  { seconds: 60, zh: '分钟', en: 'minutes' },
  { seconds: 1, zh: '秒', en: 'seconds' },
] as const

function formatDuration(text: string, language: Language): string {
  const total = durationSeconds(text)
  if (total === undefined) return text
  // Whole days up to three read better as hours: the rules speak of "24 hours".
  const span = spans.find(
    (candidate) =>
      total % candidate.seconds === 0 && (candidate.seconds < 86_400 || total > 259_200),
  )
  return span === undefined ? text : `${total / span.seconds} ${span[language]}`
}
