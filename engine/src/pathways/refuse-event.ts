import type { Bundle } from '../model/bundle.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Pathway } from '../model/pathway.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { activeStates, statePath, type StateValue } from '../model/state-nodes.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import { isParty } from './acting-unit.ts'
import type { CaseSnapshot, Timer } from './case-snapshot.ts'
import type { CaseEvent } from './step-result.ts'

/** Why an event cannot even be tried. Pure. */
export function refuseEvent(
  bundle: Bundle,
  pathway: Pathway,
  snapshot: CaseSnapshot,
  event: CaseEvent,
): Issue | undefined {
  if (snapshot.bundle !== bundle.hash)
    return createIssue('SNAPSHOT_BUNDLE', '/bundle', {
      expected: snapshot.bundle,
      actual: bundle.hash,
    })
  if (snapshot.status === 'done') return createIssue('CASE_DONE', '/type')
  if (Date.parse(event.at) < Date.parse(snapshot.at))
    return createIssue('TIME_BACKWARDS', '/at', { at: event.at, previous: snapshot.at })
  const timer = dueTimer(snapshot, event)
  if (timer !== undefined) {
    if (Date.parse(event.at) >= Date.parse(timer.dueAt)) return undefined
    return createIssue('EVENT_NOT_TAKEN', '/type', {
      event: eventTitle(pathway, snapshot, event.type),
      state: stateTitle(pathway, snapshot.value),
    })
  }
  const definition = pathway.events.find((known) => known.id === event.type)
  if (definition === undefined)
    return createIssue('EVENT_UNKNOWN', '/type', {
      event: event.type.slice(0, 100),
      suggestion: suggest(
        event.type,
        pathway.events.map((known) => known.id),
      ),
    })
  // Decided by the case as it stands: an event cannot make its sender a party.
  if (!mayAct(pathway, definition.actors, snapshot, event.actor))
    return createIssue('EVENT_ACTOR', '/type', {
      event: definition.title,
      actors: partyTitles(pathway, definition.actors),
    })
  const asked = definition.asks ?? []
  const extra =
    event.actor === undefined
      ? undefined
      : Object.keys(event.facts ?? {}).find((fact) => !asked.includes(fact))
  if (extra !== undefined)
    return createIssue('FACT_NOT_ASKED', `/facts/${extra}`, {
      event: definition.title,
      fact: indexRuleset(bundle.ruleset).facts.get(extra)?.title ?? extra,
    })
  if (definition.needsReason === true && (event.reason ?? '').trim() === '')
    return createIssue('EVENT_REASON', '/reason', { event: definition.title })
  return undefined
}

/** The timer that an event comes from; none where somebody sends it. Pure. */
export function dueTimer(snapshot: CaseSnapshot, { type, actor }: CaseEvent): Timer | undefined {
  return actor === undefined ? snapshot.timers.find(({ event }) => event === type) : undefined
}

/** True when the actor's unit is one of the parties that may send an event. Pure. */
export function mayAct(
  pathway: Pathway,
  parties: readonly string[],
  snapshot: Pick<CaseSnapshot, 'facts' | 'successors'>,
  actor: CaseEvent['actor'],
): boolean {
  if (actor === undefined || actor.everyUnit === true) return true
  const { unit } = actor
  if (unit === undefined) return false
  return pathway.parties.some(
    ({ id, unitFact }) => parties.includes(id) && isParty(snapshot, unitFact, unit),
  )
}

/** The titles of parties, as one text. Pure. */
export function partyTitles(pathway: Pathway, ids: readonly string[]): Text {
  const titles = ids.map((id) => pathway.parties.find((party) => party.id === id)?.title)
  return {
    zh: titles.map((title, at) => title?.zh ?? ids[at]).join('、'),
    en: titles.map((title, at) => title?.en ?? ids[at]).join(' or '),
  }
}

/** The title of an event, or of the delay whose timer it is. Pure. */
export function eventTitle(pathway: Pathway, snapshot: CaseSnapshot, event: string): Text {
  const timer = snapshot.timers.find((pending) => pending.event === event)
  const named =
    timer === undefined
      ? pathway.events.find((known) => known.id === event)
      : pathway.delays.find((known) => known.id === timer.delay)
  return named?.title ?? { zh: event, en: event }
}

/** The title of the state a case rests in. Pure. */
export function stateTitle(pathway: Pathway, value: StateValue): Text {
  const path = statePath(value)
  return activeStates(pathway, value)[0]?.state.meta.title ?? { zh: path, en: path }
}
