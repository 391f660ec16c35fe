import type { z } from 'zod'
import { describeGiven, isDecimalNumber, shortenGiven } from './describe-given.ts'
import { decimalPattern } from './exact.ts'
import { formatLabel } from './format.ts'
import type { Text } from './text.ts'

export type ZodIssue = z.core.$ZodIssue

/** What kinds of value are called. */
const kinds: Readonly<Record<string, Text>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否（true / false）', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  record: { zh: '对象', en: 'an object' },
  null: { zh: '空值 null', en: 'null' },
  nonoptional: { zh: '任意内容', en: 'any value' },
}

/**
 * What is wrong with a value, in both languages: what it must be, and what was given.
 * @param given what stands at the issue's place; undefined when nothing does
 */
export function describeSchemaIssue(issue: ZodIssue, given: unknown): Text {
  switch (issue.code) {
    case 'invalid_type':
      return beside(kindOf(issue.expected, issue), given)
    case 'invalid_value':
      return beside(oneOf(issue.values), given)
    case 'invalid_union':
      return describeUnion(issue, given)
    case 'unrecognized_keys':
      return {
        zh: `没有名为 ${issue.keys.join('、')} 的项目`,
        en: `there is no field named ${issue.keys.join(', ')}`,
      }
    case 'too_big':
      return describeSize(issue.origin, Number(issue.maximum), given, 'most')
    case 'too_small':
      return describeSize(issue.origin, Number(issue.minimum), given, 'least')
    case 'invalid_format':
      return describeFormat(issue, given)
    case 'invalid_key':
      return describeKey(issue)
    default:
      return { zh: issue.message, en: issue.message }
  }
}

/** What is wanted, beside what was given. */
function beside(wanted: Text, given: unknown): Text {
  if (given === undefined) {
    return { zh: `缺少内容，应为${wanted.zh}`, en: `it is missing; it must be ${wanted.en}` }
  }
  const { zh, en } = describeGiven(given)
  const told = {
    zh: `应为${wanted.zh}，收到的是${zh}`,
    en: `it must be ${wanted.en}, but ${en} was given`,
  }
  const hint = rewriting(wanted.en, given)
  return { zh: told.zh + hint.zh, en: told.en + hint.en }
}

/** How to write what is meant rightly and only written wrongly; empty where nobody can tell. */
function rewriting(wanted: string, given: unknown): Text {
  if (isDecimalNumber(given) && wanted.includes('text')) {
    return {
      zh: `；小数须按文字传送，以免途中丢失位数："${given}"`,
      en: `; a decimal goes as text, so that none of its digits is lost on the way: "${given}"`,
    }
  }
  return wanted.includes('number') && typeof given === 'string' && decimalPattern.test(given)
    ? { zh: `；请去掉引号：${given}`, en: `; please send it without quotes: ${given}` }
    : { zh: '', en: '' }
}

function kindOf(expected: string, issue: object): Text {
  const whole = 'format' in issue && issue.format === 'safeint'
  return kinds[whole ? 'int' : expected] ?? { zh: ` ${expected}`, en: expected }
}

function oneOf(values: readonly unknown[]): Text {
  return { zh: ` ${values.join('、')} 之一`, en: `one of ${values.join(', ')}` }
}

/** A union none of whose forms fits: by the kinds it takes, or by the names of its forms. */
function describeUnion(issue: Extract<ZodIssue, { code: 'invalid_union' }>, given: unknown): Text {
  const options = 'options' in issue ? issue.options : undefined
  if (Array.isArray(options) && options.length > 0) return beside(oneOf(options), given)
  const found = new Map<string, Text>()
  for (const [first] of issue.errors) {
    if (first?.code !== 'invalid_type') continue
    const kind = kindOf(first.expected, first)
    found.set(kind.en, kind)
  }
  const wanted = [...found.values()]
  if (wanted.length === 0) {
    return { zh: '不是允许的写法之一', en: 'it matches none of the allowed forms' }
  }
  return beside({ zh: list(wanted, 'zh', '或'), en: list(wanted, 'en', ' or ') }, given)
}

function list(texts: readonly Text[], language: 'zh' | 'en', or: string): string {
  const words = texts.map((text) => text[language])
  const last = words.pop() ?? ''
  const first = words.join(language === 'zh' ? '、' : ', ')
  return first === '' ? last : `${first}${or}${last}`
}

function describeSize(
  origin: string,
  limit: number,
  given: unknown,
  bound: 'most' | 'least',
): Text {
  const most = bound === 'most'
  const size = sizeOf(given)
  if (size === undefined) {
    const actual = shortenGiven(given)
    return most
      ? {
          zh: `最大为 ${limit}，收到的是 ${actual}`,
          en: `it may be at most ${limit}, but ${actual} was given`,
        }
      : {
          zh: `最小为 ${limit}，收到的是 ${actual}`,
          en: `it must be at least ${limit}, but ${actual} was given`,
        }
  }
  const one = limit === 1
  const what =
    origin === 'string'
      ? { zh: '个字符', en: one ? 'character' : 'characters' }
      : { zh: '项', en: one ? 'entry' : 'entries' }
  return most
    ? {
        zh: `最多 ${limit} ${what.zh}，现有 ${size}`,
        en: `it may have at most ${limit} ${what.en} and has ${size}`,
      }
    : {
        zh: `至少 ${limit} ${what.zh}，现有 ${size}`,
        en: `it must have at least ${limit} ${what.en} and has ${size}`,
      }
}

/** How much a text or a list holds; undefined for what is itself an amount. */
function sizeOf(given: unknown): number | undefined {
  if (typeof given === 'string' || Array.isArray(given)) return given.length
  return typeof given === 'object' && given !== null ? Object.keys(given).length : undefined
}

function describeFormat(
  issue: Extract<ZodIssue, { code: 'invalid_format' }>,
  given: unknown,
): Text {
  const words = formatLabel(issue.format, issue.pattern)
  if (words !== undefined) return beside(words, given)
  const { zh, en } = describeGiven(given)
  return { zh: `写法不符合要求：${zh}`, en: `it is not written as it should be: ${en}` }
}

function describeKey(issue: Extract<ZodIssue, { code: 'invalid_key' }>): Text {
  const name = String(issue.path.at(-1) ?? '')
  const [first] = issue.issues
  const why = first === undefined ? { zh: '', en: '' } : describeSchemaIssue(first, name)
  const shown = shortenGiven(name)
  return {
    zh: `名称“${shown}”不可用：${why.zh}`,
    en: `the name "${shown}" is not allowed: ${why.en}`,
  }
}
