import { formatValue } from '../decisions/format-value.ts'
import {
  conditionWords,
  delayWords,
  parameterWords,
  quoteWords,
  spacedWords,
  type Teller,
} from '../decisions/sentence-words.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { ScheduledDuty } from '../model/scheduled-duty.ts'
import type { Language } from '../model/text.ts'

/**
 * A scheduled duty as a sentence, as a document would say it: when, who has to do what by when, what has to be recorded,
 * and who is told when it is late. Pure.
 * @param asOf the day whose value is told of what a parameter holds; left out, the parameter is named
 */
export function describeScheduledDuty(
  ruleset: Ruleset,
  duty: ScheduledDuty,
  asOf: string | undefined,
  language: Language,
): string {
  const told: Told = { ruleset, duty, asOf, language }
  const parts = [
    obligation(told),
    keeping(told),
    ...(duty.late ?? []).map(({ title, to, after }) => {
      const words = quoteWords(title[language], language)
      const whom = to === undefined ? debtorWords(told) : officeTitle(told, to)
      const wait = after && delayWords(told, after)
      if (language === 'zh')
        return `逾期${wait === undefined ? '' : `${wait}后`}提醒${whom}${words}`
      return `${wait === undefined ? 'when late' : `${wait} after it was due`}, ${whom} is told ${words}`
    }),
  ]
  const words = parts.filter((part) => part !== undefined).join(language === 'zh' ? '；' : '; ')
  return language === 'zh' ? `${words}。` : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

interface Told extends Teller {
  readonly duty: ScheduledDuty
}

function obligation(told: Told): string {
  const { ruleset, duty, language } = told
  const { misses, where, keptBy } = duty
  const zh = language === 'zh'
  const indicator = misses && indexRuleset(ruleset).indicators.get(misses)
  const target = quoteWords(
    indicator === undefined || indicator === '' ? (misses ?? '') : indicator.title[language],
    language,
  )
  const cases = [
    misses === undefined ? undefined : zh ? `${target}未达到目标` : `${target} misses its target`,
    where && conditionWords(told, where),
  ].filter((part) => part !== undefined)
  const who = debtorWords(told)
  const times = keptBy.times === undefined ? undefined : numberOf(told, keptBy.times)
  const title = duty.title[language]
  if (zh) {
    const only = cases.length === 0 ? '' : `凡${cases.join('且')}的，`
    return `${only}${who}应当${dueWords(told)}${title}${times === undefined ? '' : `，至少${times} 次`}`
  }
  const only = cases.length === 0 ? '' : `where ${cases.join(' and ')}, `
  return `${only}${who} must ${title}${times === undefined ? '' : ` at least ${times} times`} ${dueWords(told)}`
}

/** Who owes it. */
function debtorWords(told: Told): string {
  const { duty, language } = told
  const { owedBy } = duty
  const zh = language === 'zh'
  if (owedBy.of === 'community') return officeTitle(told, owedBy.office)
  if (owedBy.where === undefined) return zh ? '各单位' : 'each unit'
  const which = conditionWords(told, owedBy.where)
  return zh ? `${which}的各单位` : `each unit where ${which}`
}

function officeTitle({ ruleset, language }: Told, id: string): string {
  return ruleset.offices.find((office) => office.id === id)?.title[language] ?? id
}

const periodNames = {
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季度', en: 'quarter' },
  half: { zh: '半年', en: 'half-year' },
  year: { zh: '年', en: 'year' },
} as const

function dueWords(told: Told): string {
  const { duty, language } = told
  const zh = language === 'zh'
  const { schedule } = duty
  if (schedule.every === 'once') {
    const day =
      'date' in schedule.by
        ? spacedWords(formatValue({ type: 'date' }, schedule.by.date, language), language)
        : parameterWords(told, schedule.by.parameter)
    return zh ? `于${day}${/[\x20-\x7e]$/.test(day) ? ' ' : ''}前（含当日）` : `by ${day}`
  }
  const name = periodNames[schedule.every][language]
  const { due } = schedule
  if (due === undefined) return zh ? `每${name}` : `in each ${name}`
  if ('within' in due) {
    const span = delayWords(told, due.within)
    return zh ? `在每${name}结束后${span}内` : `within ${span} after the end of each ${name}`
  }
  const day = numberOf(told, due.day)
  const month = schedule.every === 'month' ? undefined : (due.month ?? 1)
  if (zh) {
    const of =
      due.of === 'period' ? `每${name}` : schedule.every === 'month' ? '次月' : `下一${name}`
    const inMonth =
      month === undefined ? '' : schedule.every === 'year' ? ` ${month} 月` : `第 ${month} 个月`
    return `于${due.of === 'period' ? '' : `每${name}结束后，`}${of}${inMonth}${day} 日前（含当日）`
  }
  const inMonth = month === undefined ? '' : ` of its month ${month}`
  return due.of === 'period'
    ? `by day ${day}${inMonth} of each ${name}`
    : `for each ${name}, by day ${day}${inMonth} of the next ${name}`
}

function keeping(told: Told): string | undefined {
  const { ruleset, duty, language } = told
  const { asks = [], where, document = false } = duty.keptBy
  const zh = language === 'zh'
  const facts = asks.map((id) =>
    quoteWords(indexRuleset(ruleset).facts.get(id)?.title[language] ?? id, language),
  )
  const needed = [
    facts.length === 0
      ? undefined
      : zh
        ? `填报${facts.join('、')}`
        : `${facts.join(', ')} ${facts.length === 1 ? 'is' : 'are'} filled in`,
    document ? (zh ? '附上文件' : 'a document is filed') : undefined,
    where && conditionWords(told, where),
  ].filter((part) => part !== undefined)
  if (needed.length === 0) return zh ? '登记即为办结' : 'it is done once it is recorded'
  return zh ? `登记时${needed.join('，且')}，即为办结` : `it is done once ${needed.join(' and ')}`
}

function numberOf(told: Told, value: number | { readonly parameter: string }): string {
  return typeof value === 'number'
    ? spacedWords(String(value), told.language)
    : parameterWords(told, value.parameter)
}
