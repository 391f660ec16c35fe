import {
  type Duty,
  factValue,
  type Facts,
  type Pathway,
  type Ruleset,
  stateAt,
  type Text,
} from '@jieli/engine'
import { type PlayedStep, startEvent } from './play-case.ts'

/** A title, or the id of what has none. */
function titled(item: { readonly title: Text } | undefined, id: string): Text {
  return item?.title ?? { zh: id, en: id }
}

/** What happened in a step: an event, or a time that was up. Pure. */
export function eventName({ ruleset, pathway }: Played, { event, timer }: PlayedStep): Text {
  if (event === startEvent) return { zh: '开始', en: 'start' }
  if (timer?.duty !== undefined) {
    const duty = dutyName(ruleset, timer.duty.id)
    return { zh: `“${duty.zh}”时限已过`, en: `the time of "${duty.en}" has passed` }
  }
  if (timer !== undefined) {
    const delay = titled(
      pathway.delays.find(({ id }) => id === timer.delay),
      timer.delay,
    )
    return { zh: `“${delay.zh}”到时`, en: `"${delay.en}" is up` }
  }
  return titled(
    pathway.events.find(({ id }) => id === event),
    event,
  )
}

/** A state by its title. Pure. */
export function stateName({ pathway }: Played, path: string): Text {
  return stateAt(pathway, path.split('.'))?.meta.title ?? { zh: path, en: path }
}

/** A duty by its title. Pure. */
export function dutyName(ruleset: Ruleset, id: string): Text {
  return titled(
    ruleset.duties.find((known) => known.id === id),
    id,
  )
}

/** An office of the community by its title. Pure. */
export function officeName({ offices }: Ruleset, id: string): Text {
  return titled(
    offices.find((office) => office.id === id),
    id,
  )
}

/** Who owes a duty of a case. Pure. */
export function debtorName(played: Played, duty: Duty, facts: Facts): Text {
  return partyName(played, { party: duty.owedBy, facts })
}

/** A party of a case with the id of its unit, and the office within it: 接收单位（D01）的值班室. Pure. */
export function partyName(
  { ruleset, pathway }: Played,
  named: { readonly party: string; readonly office?: string | undefined; readonly facts: Facts },
): Text {
  const party = pathway.parties.find(({ id }) => id === named.party)
  const title = titled(party, named.party)
  const value = party && factValue(named.facts, party.unitFact)
  const unit = typeof value === 'string' ? value : undefined
  const whole = {
    zh: `${title.zh}${unit === undefined ? '' : `（${unit}）`}`,
    en: `${title.en}${unit === undefined ? '' : ` (${unit})`}`,
  }
  if (named.office === undefined) return whole
  const office = officeName(ruleset, named.office)
  return { zh: `${whole.zh}的${office.zh}`, en: `${office.en} of ${whole.en}` }
}

/** The rules and the chart a case is played on. */
export interface Played {
  readonly ruleset: Ruleset
  readonly pathway: Pathway
}
