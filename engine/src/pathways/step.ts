import { initialTransition, transition } from 'xstate'
import type { DecisionResult } from '../decisions/decision-result.ts'
import { type Facts, factValue } from '../decisions/facts.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Delay } from '../model/parameter.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Pathway } from '../model/pathway.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import { buildMachine, createFrame, type Frame, type Taken, takenAction } from './build-machine.ts'
import { addMilliseconds } from '../model/calendar.ts'
import {
  type CaseSnapshot,
  type RequestedAction,
  statePath,
  type StateValue,
  type Timer,
} from './case-snapshot.ts'
import {
  type ClosedTransition,
  closedMessage,
  closedTransitions,
  openTransition,
} from './closed-transitions.ts'
import { delayMilliseconds } from './delay-milliseconds.ts'
import { activeStates } from './state-nodes.ts'

/** Something that happened to a case. */
export interface CaseEvent {
  readonly type: string
  /** Facts the event brings; they join those of the case when the event is taken. */
  readonly facts?: Facts
  readonly reason?: string
  /** When it happened: a date-time with offset. */
  readonly at: string
  /** Who sends it. Without one, no check of parties is made: for due timers and for simulation. */
  readonly actor?: { readonly unit?: string; readonly everyUnit?: boolean }
}

/** What an event led to. When it was not taken, nothing has changed and the reasons say why. */
export type StepResult =
  | {
      readonly taken: true
      readonly snapshot: CaseSnapshot
      /** Ids of the transitions taken, in order. */
      readonly transitions: readonly string[]
      readonly actions: readonly RequestedAction[]
      readonly decisions: readonly DecisionResult[]
    }
  | {
      readonly taken: false
      readonly issue: Issue
      readonly closed: readonly ClosedTransition[]
      /** Facts that could open it. */
      readonly needs: readonly string[]
      readonly decisions: readonly DecisionResult[]
    }

/**
 * Starts a case on a pathway. Pure.
 * @throws RangeError when the bundle has no such pathway: check the name first
 */
export function startCase(
  bundle: Bundle,
  start: { readonly pathway: string; readonly facts: Facts; readonly at: string },
): StepResult {
  const pathway = pathwayOf(bundle, start.pathway)
  const { machine, within } = buildMachine(bundle, pathway)
  const frame = createFrame(start.at)
  const entered = within(frame, () =>
    untilAtRest(() => {
      const [snapshot, requested] = initialTransition(machine, start.facts as never)
      // XState keeps what went wrong at the start in the snapshot.
      if (snapshot.status === 'error') throw snapshot.error
      return [snapshot, requested] as const
    }),
  )
  if (entered === undefined) return looping(pathway, frame)
  const [state, actions] = entered
  const before: CaseSnapshot = {
    bundle: bundle.hash,
    pathway: pathway.id,
    value: '',
    status: 'active',
    facts: start.facts,
    timers: [],
    at: start.at,
    steps: 0,
  }
  return settle(bundle, { before, state, actions, frame })
}

/** Sends an event to a case: the next snapshot and what to do, or why it was not taken. Pure. */
export function step(bundle: Bundle, snapshot: CaseSnapshot, event: CaseEvent): StepResult {
  const pathway = pathwayOf(bundle, snapshot.pathway)
  const refusal = refuse(bundle, pathway, snapshot, event)
  if (refusal !== undefined)
    return { taken: false, issue: refusal, closed: [], needs: [], decisions: [] }
  const facts = { ...snapshot.facts, ...event.facts }
  const { machine, within } = buildMachine(bundle, pathway)
  const frame = createFrame(event.at, event.reason)
  const attempt = { type: event.type, facts, frame }
  // Asked first: XState would let the facts of an event nobody waits for set off automatic transitions.
  if (openTransition(bundle, snapshot, attempt) !== undefined) {
    const moved = within(frame, () => {
      const restored = machine.resolveState({ value: snapshot.value as never, context: { facts } })
      return untilAtRest(() => transition(machine, restored, { type: event.type } as never))
    })
    if (moved === undefined) return looping(pathway, frame)
    const [state, actions] = moved
    // A timer fires once, also where its transition leads nowhere.
    const timers = snapshot.timers.filter((pending) => pending.event !== event.type)
    return settle(bundle, { before: { ...snapshot, timers }, state, actions, frame })
  }

  const closed = closedTransitions(bundle, snapshot, attempt)
  const words = {
    event: titleOf(pathway, snapshot, event.type),
    state: stateTitle(pathway, snapshot.value),
  }
  const issue =
    closed.length === 0
      ? createIssue('EVENT_NOT_TAKEN', '/type', words)
      : createIssue('EVENT_GUARDED', '/type', { ...words, detail: closedMessage(bundle, closed) })
  const needs = [...new Set(closed.flatMap((found) => found.result?.needs ?? []))]
  return { taken: false, issue, closed, needs, decisions: frame.asked }
}

/** Runs a pure XState call; `undefined` when automatic transitions go round and round. */
function untilAtRest<T>(call: () => T): T | undefined {
  try {
    return call()
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Infinite loop detected'))
      return undefined
    throw error
  }
}

function looping(pathway: Pathway, frame: Frame): StepResult {
  const issue = createIssue('STATE_LOOP', `/pathways/${pathway.id}/machine`, {
    cycle: pathway.title,
  })
  return { taken: false, issue, closed: [], needs: [], decisions: frame.asked }
}

/** Why an event cannot even be tried. */
function refuse(
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
  const timer = snapshot.timers.find((pending) => pending.event === event.type)
  if (timer !== undefined && event.actor === undefined) {
    if (Date.parse(event.at) >= Date.parse(timer.dueAt)) return undefined
    return createIssue('EVENT_NOT_TAKEN', '/type', {
      event: titleOf(pathway, snapshot, event.type),
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
  // Judged by the case as it stands: an event cannot make its sender a party.
  if (!mayAct(pathway, definition.actors, snapshot.facts, event.actor))
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

/** True when the actor's unit is one of the parties that may send an event. Pure. */
export function mayAct(
  pathway: Pathway,
  parties: readonly string[],
  facts: Facts,
  actor: CaseEvent['actor'],
): boolean {
  if (actor === undefined || actor.everyUnit === true) return true
  if (actor.unit === undefined) return false
  return pathway.parties.some(
    (party) => parties.includes(party.id) && factValue(facts, party.unitFact) === actor.unit,
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

interface Moved {
  readonly before: CaseSnapshot
  readonly state: { readonly value: unknown; readonly status: string; readonly context: unknown }
  readonly actions: readonly { readonly type: string; readonly params?: unknown }[]
  readonly frame: Frame
}

/** Gathers what XState returned into our snapshot and plain data. */
function settle(bundle: Bundle, { before, state, actions, frame }: Moved): StepResult {
  const done = state.status === 'done'
  const transitions: string[] = []
  const requested: RequestedAction[] = []
  let timers = before.timers
  for (const action of actions) {
    switch (action.type) {
      case takenAction: {
        const { id, effects } = action.params as Taken
        transitions.push(id)
        for (const effect of effects)
          if (effect.type === 'emit') requested.push(request(bundle, effect, frame.at))
        break
      }
      case 'emit':
        requested.push(request(bundle, action.params as EmitParams, frame.at))
        break
      case 'xstate.raise': {
        const timer = timerOf(bundle, action.params as RaiseParams, frame.at)
        if (timer !== undefined) timers = [...timers.filter((old) => old.id !== timer.id), timer]
        break
      }
      case 'xstate.cancel': {
        const { sendId } = action.params as { sendId: string }
        timers = timers.filter((timer) => timer.id !== sendId)
        break
      }
      default:
        break
    }
  }
  return {
    taken: true,
    snapshot: {
      ...before,
      value: state.value as StateValue,
      status: done ? 'done' : 'active',
      facts: (state.context as { facts: Facts }).facts,
      timers: done ? [] : timers,
      at: frame.at,
      steps: before.steps + 1,
    },
    transitions,
    actions: requested,
    decisions: frame.asked,
  }
}

interface EmitParams {
  readonly event: string
  readonly title: Text
  readonly to?: string | undefined
  readonly dueIn?: Delay | undefined
}

function request(bundle: Bundle, params: EmitParams, at: string): RequestedAction {
  const wait =
    params.dueIn === undefined ? undefined : delayMilliseconds(bundle.ruleset, params.dueIn, at)
  return {
    type: 'emit',
    event: params.event,
    title: params.title,
    ...(params.to === undefined ? {} : { to: params.to }),
    ...(wait === undefined
      ? {}
      : { dueAt: addMilliseconds(at, wait, bundle.ruleset.manifest.calendar) }),
  }
}

interface RaiseParams {
  readonly event: { readonly type: string }
  readonly id: string
  readonly delay: number
}

/** A negative delay stands for a parameter nobody has set: no timer runs. */
function timerOf(bundle: Bundle, params: RaiseParams, at: string): Timer | undefined {
  if (params.delay < 0) return undefined
  const [, , delay = ''] = params.event.type.split('.')
  return {
    id: params.id,
    event: params.event.type,
    delay,
    dueAt: addMilliseconds(at, params.delay, bundle.ruleset.manifest.calendar),
  }
}

function pathwayOf(bundle: Bundle, id: string): Pathway {
  const pathway = bundle.ruleset.pathways.find((known) => known.id === id)
  if (pathway === undefined) throw new RangeError(`The bundle has no pathway "${id}".`)
  return pathway
}

/** The title of an event, or of the delay whose timer it is. */
function titleOf(pathway: Pathway, snapshot: CaseSnapshot, event: string): Text {
  const timer = snapshot.timers.find((pending) => pending.event === event)
  const named =
    timer === undefined
      ? pathway.events.find((known) => known.id === event)
      : pathway.delays.find((known) => known.id === timer.delay)
  return named?.title ?? { zh: event, en: event }
}

function stateTitle(pathway: Pathway, value: StateValue): Text {
  const path = statePath(value)
  return activeStates(pathway, value)[0]?.state.meta.title ?? { zh: path, en: path }
}
