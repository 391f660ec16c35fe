import { describeCondition } from '../../decisions/describe-condition.ts'
import { formatDelay } from '../../decisions/format-delay.ts'
import { formatParameter, formatValue } from '../../decisions/format-value.ts'
import { parameterAsOf } from '../../decisions/parameter-value.ts'
import type { Condition } from '../../model/condition.ts'
import type { Duty, DutyLimit, DutyReminder, DutySettles } from '../../model/duty.ts'
import type { Delay } from '../../model/parameter.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { nodesOf, stateAt, targetPath, transitionsOf } from '../../model/state-nodes.ts'
import type { Language } from '../../model/text.ts'
import { emittedEvents } from '../../model/emitted-events.ts'
import { lastDay, spanOf } from './duty-timers.ts'

/**
 * A duty as a sentence, as a document would say it: what begins it, of which cases, who has to do what by when, what
 * counts as done, what ends it, and who is told when it is late. Pure.
 * @param asOf the day whose value is told of a time that a parameter holds; left out, the parameter is named
 */
export function describeDuty(
  ruleset: Ruleset,
  duty: Duty,
  asOf: string | undefined,
  language: Language,
): string {
  const told: Told = { ruleset, duty, asOf, language }
  const { within, owedTo, endedBy, late = [] } = duty
  const title = duty.title[language]
  const by = partyOf(told, duty.owedBy)
  const to = owedTo === undefined ? undefined : partyOf(told, owedTo)
  const span = within && spanOf(ruleset, within)
  const day = within && dayOf(told, within)
  const time = span && spanWords(told, span)
  const begins = beginning(told)
  const ends = endedBy && settling(told, endedBy, noLongerOwed[language])
  const reminders = late.map((reminder) => reminding(told, reminder))
  if (language === 'zh') {
    const cases = duty.where === undefined ? '' : `凡${conditionOf(told, duty.where)}的，`
    const until = day === undefined ? '' : `在${day}前（含当日）`
    const owed = `${by}应当${time === undefined ? until : `在${time}内`}${title}${to === undefined ? '' : `（对${to}）`}`
    const kept = settling(told, duty.keptBy, '为办结')
    return `${[`${begins}，${cases}${owed}`, kept, ends, ...reminders].filter(Boolean).join('；')}。`
  }
  const cases = duty.where === undefined ? '' : `, where ${conditionOf(told, duty.where)}`
  const until = day === undefined ? '' : ` by the end of ${day}`
  const owed = `${by} must ${title}${time === undefined ? until : ` within ${time}`}${to === undefined ? '' : ` (owed to ${to})`}`
  const kept = settling(told, duty.keptBy, 'it is done')
  const words = [`${begins}${cases}, ${owed}`, kept, ends, ...reminders].filter(Boolean).join('; ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

const noLongerOwed = { zh: '不再需要办理', en: 'it is no longer owed' } as const

interface Told {
  readonly ruleset: Ruleset
  readonly duty: Duty
  readonly asOf: string | undefined
  readonly language: Language
}

function beginning({ ruleset, duty, language, ...more }: Told): string {
  const { begins } = duty
  const zh = language === 'zh'
  const told: Told = { ruleset, duty, language, ...more }
  switch (begins.on) {
    case 'transition': {
      const steps = anyOf(
        begins.transitions.map((id) => transitionTitle(told, id)),
        language,
      )
      return zh ? `${steps}后` : `after ${steps}`
    }
    case 'state': {
      const states = anyOf(
        begins.states.map((path) => stateTitle(told, path)),
        language,
      )
      return zh ? `进入${states}后` : `on coming to ${states}`
    }
    case 'told': {
      const known = emittedEvents(ruleset).find(({ event }) => event === begins.event)
      const title = quote(known?.title[language] ?? begins.event, language)
      return zh ? `发出${title}后` : `once ${title} is told`
    }
    case 'facts':
      return zh ? `${conditionOf(told, begins.when)}时` : `once ${conditionOf(told, begins.when)}`
  }
}

/** What settles it: “上报”即为办结, or with what has to be true besides. */
function settling(told: Told, by: DutySettles, follows: string): string {
  const { duty, ruleset, language } = told
  const zh = language === 'zh'
  if (by.on === 'facts')
    return zh
      ? `${conditionOf(told, by.when)}即${follows}`
      : `${follows} once ${conditionOf(told, by.when)}`
  const pathway = ruleset.pathways.find(({ id }) => id === duty.pathway)
  const events = anyOf(
    by.events.map((id) => pathway?.events.find((event) => event.id === id)?.title[language] ?? id),
    language,
  )
  const besides = by.where === undefined ? undefined : conditionOf(told, by.where)
  if (zh) return `${events}${besides === undefined ? '' : `且${besides}`}即${follows}`
  return `${follows} by ${events}${besides === undefined ? '' : ` where ${besides}`}`
}

function reminding(told: Told, { title, to, office, after }: DutyReminder): string {
  const { language } = told
  const party = officeOf(told, to, office)
  const wait = after && spanWords(told, after)
  const words = quote(title[language], language)
  if (language === 'zh') return `逾期${wait === undefined ? '' : `${wait}后`}提醒${party}${words}`
  return `${wait === undefined ? 'when late' : `${wait} after it was due`}, ${party} is told ${words}`
}

/** The last day, where the time is said by a day: the day itself, or the parameter that holds it. */
function dayOf({ ruleset, asOf, language }: Told, within: DutyLimit): string | undefined {
  if ('date' in within)
    return spaced(formatValue({ type: 'date' }, within.date, language), language)
  if (!('parameter' in within)) return undefined
  const parameter = indexRuleset(ruleset).parameters.get(within.parameter)
  if (parameter?.type !== 'date') return undefined
  const value = asOf === undefined ? undefined : lastDay(ruleset, within, asOf)
  return value === undefined
    ? quote(parameter.title[language], language)
    : spaced(formatValue({ type: 'date' }, value, language), language)
}

/** A span of time, set off from Chinese words as a document does: 在 24 小时内. */
function spanWords({ ruleset, asOf, language }: Told, delay: Delay): string {
  if (!('parameter' in delay)) return spaced(formatDelay(delay, language), language)
  const parameter = indexRuleset(ruleset).parameters.get(delay.parameter)
  const dated = parameter && asOf !== undefined ? parameterAsOf(parameter, asOf) : undefined
  if (parameter !== undefined && dated !== undefined)
    return spaced(formatParameter(parameter, dated.value, language), language)
  return quote(parameter?.title[language] ?? delay.parameter, language)
}

function spaced(words: string, language: Language): string {
  return language === 'zh' && /^[\x20-\x7e]/.test(words) ? ` ${words}` : words
}

/** A condition that stands within a sentence: one of several parts is held together by brackets. */
function conditionOf({ ruleset, language }: Told, condition: Condition): string {
  const words = describeCondition(ruleset, condition, language)
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : []
  if (parts.length < 2) return words
  return language === 'zh' ? `（${words}）` : `(${words})`
}

function partyOf({ ruleset, duty, language }: Told, id: string): string {
  const pathway = ruleset.pathways.find((known) => known.id === duty.pathway)
  const title = pathway?.parties.find((party) => party.id === id)?.title[language] ?? id
  return language === 'zh' || /^(the|an?) /i.test(title) ? title : `the ${title}`
}

/** The office of a party that is told, or the party: 接收单位值班室. */
function officeOf(told: Told, party: string, office: string | undefined): string {
  const whole = partyOf(told, party)
  if (office === undefined) return whole
  const { ruleset, language } = told
  const title = ruleset.offices.find(({ id }) => id === office)?.title[language] ?? office
  return language === 'zh' ? `${whole}的${title}` : `${title} of ${whole}`
}

/** A transition by its own title, by what sets it off, or by where it leads. */
function transitionTitle({ ruleset, duty, language }: Told, id: string): string {
  const pathway = ruleset.pathways.find((known) => known.id === duty.pathway)
  if (pathway === undefined) return id
  for (const { path, state } of nodesOf(pathway))
    for (const { name, transition } of transitionsOf(state)) {
      if (transition.meta.id !== id) continue
      const cause =
        pathway.events.find((event) => event.id === name) ??
        pathway.delays.find((delay) => delay.id === name)
      const title = transition.meta.title ?? cause?.title
      if (title !== undefined) return title[language]
      const target = transition.target && targetPath(pathway, path, transition.target)
      return [path, target || path]
        .map((at) => stateAt(pathway, at)?.meta.title[language] ?? pathway.title[language])
        .join(' → ')
    }
  return id
}

function stateTitle({ ruleset, duty, language }: Told, path: string): string {
  const pathway = ruleset.pathways.find((known) => known.id === duty.pathway)
  return (pathway && stateAt(pathway, path.split('.'))?.meta.title[language]) ?? path
}

function anyOf(titles: readonly string[], language: Language): string {
  const told = [...new Set(titles)].map((title) => quote(title, language))
  return told.join(language === 'zh' ? '或' : ' or ')
}

function quote(text: string, language: Language): string {
  return language === 'zh' ? `“${text}”` : `"${text}"`
}
