import { formatValue } from '../../decisions/format-value.ts'
import {
  conditionWords,
  delayWords,
  parameterWords,
  quoteWords,
  spacedWords,
  type Teller,
} from '../../decisions/sentence-words.ts'
import type { Duty, DutyLimit, DutyReminder, DutySettles } from '../../model/duty.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { nodesOf, stateAt, targetPath, transitionsOf } from '../../model/state-nodes.ts'
import type { Language } from '../../model/text.ts'
import { emittedEvents } from '../../model/emitted-events.ts'
import { spanOf } from './duty-timers.ts'

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
  const time = span && delayWords(told, span)
  const begins = beginning(told)
  const ends = endedBy && settling(told, endedBy, noLongerOwed[language])
  const reminders = late.map((reminder) => reminding(told, reminder))
  if (language === 'zh') {
    const cases = duty.where === undefined ? '' : `凡${conditionWords(told, duty.where)}的，`
    const until = day === undefined ? '' : `在${day}前（含当日）`
    const owed = `${by}应当${time === undefined ? until : `在${time}内`}${title}${to === undefined ? '' : `（对${to}）`}`
    const kept = settling(told, duty.keptBy, '为办结')
    return `${[`${begins}，${cases}${owed}`, kept, ends, ...reminders].filter(Boolean).join('；')}。`
  }
  const cases = duty.where === undefined ? '' : `, where ${conditionWords(told, duty.where)}`
  const until = day === undefined ? '' : ` by the end of ${day}`
  const owed = `${by} must ${title}${time === undefined ? until : ` within ${time}`}${to === undefined ? '' : ` (owed to ${to})`}`
  const kept = settling(told, duty.keptBy, 'it is done')
  const words = [`${begins}${cases}, ${owed}`, kept, ends, ...reminders].filter(Boolean).join('; ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

const noLongerOwed = { zh: '不再需要办理', en: 'it is no longer owed' } as const

interface Told extends Teller {
  readonly duty: Duty
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
      const title = quoteWords(known?.title[language] ?? begins.event, language)
      return zh ? `发出${title}后` : `once ${title} is told`
    }
    case 'facts':
      return zh
        ? `${conditionWords(told, begins.when)}时`
        : `once ${conditionWords(told, begins.when)}`
  }
}

/** What settles it: “上报”即为办结, or with what has to be true besides. */
function settling(told: Told, by: DutySettles, follows: string): string {
  const { duty, ruleset, language } = told
  const zh = language === 'zh'
  if (by.on === 'facts')
    return zh
      ? `${conditionWords(told, by.when)}即${follows}`
      : `${follows} once ${conditionWords(told, by.when)}`
  const pathway = ruleset.pathways.find(({ id }) => id === duty.pathway)
  const events = anyOf(
    by.events.map((id) => pathway?.events.find((event) => event.id === id)?.title[language] ?? id),
    language,
  )
  const besides = by.where === undefined ? undefined : conditionWords(told, by.where)
  if (zh) return `${events}${besides === undefined ? '' : `且${besides}`}即${follows}`
  return `${follows} by ${events}${besides === undefined ? '' : ` where ${besides}`}`
}

function reminding(told: Told, { title, to, office, after }: DutyReminder): string {
  const { language } = told
  const party = officeOf(told, to, office)
  const wait = after && delayWords(told, after)
  const words = quoteWords(title[language], language)
  if (language === 'zh') return `逾期${wait === undefined ? '' : `${wait}后`}提醒${party}${words}`
  return `${wait === undefined ? 'when late' : `${wait} after it was due`}, ${party} is told ${words}`
}

/** The last day, where the time is said by a day: the day itself, or what the parameter holds that says it. */
function dayOf(told: Told, within: DutyLimit): string | undefined {
  if ('date' in within)
    return spacedWords(formatValue({ type: 'date' }, within.date, told.language), told.language)
  return 'parameter' in within && spanOf(told.ruleset, within) === undefined
    ? parameterWords(told, within.parameter)
    : undefined
}

/** The office of a party that is told, or the party: 接收单位的值班室. */
function officeOf(told: Told, party: string, office: string | undefined): string {
  const whole = partyOf(told, party)
  if (office === undefined) return whole
  const { ruleset, language } = told
  const title = ruleset.offices.find(({ id }) => id === office)?.title[language] ?? office
  return language === 'zh' ? `${whole}的${title}` : `${title} of ${whole}`
}

function partyOf({ ruleset, duty, language }: Told, id: string): string {
  const pathway = ruleset.pathways.find((known) => known.id === duty.pathway)
  const title = pathway?.parties.find((party) => party.id === id)?.title[language] ?? id
  return language === 'zh' || /^(the|an?) /i.test(title) ? title : `the ${title}`
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
  const told = [...new Set(titles)].map((title) => quoteWords(title, language))
  return told.join(language === 'zh' ? '或' : ' or ')
}
