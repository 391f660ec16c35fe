import { getInitialMicrosteps, getMicrosteps } from 'xstate'
import type { Facts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import { createIssue } from '../model/issue.ts'
import type { Pathway } from '../model/pathway.ts'
import {
  buildMachine,
  type PathwayMicrostep,
  StateLoopError,
  takenAction,
} from './build-machine.ts'
import type { CaseSnapshot } from './case-snapshot.ts'
import { closedMessage, closedTransitions } from './closed-transitions.ts'
import { fireDutyTimer } from './duties/fire-duty-timer.ts'
import { gatherStep } from './gather-step.ts'
import { dueTimer, eventTitle, refuseEvent, stateTitle } from './refuse-event.ts'
import { createStepContext, type Decide, type StepContext } from './step-context.ts'
import type { CaseEvent, StepResult } from './step-result.ts'

/**
 * Starts a case on a pathway. Pure.
 * @throws RangeError when the bundle has no such pathway: check the name first
 */
export function startCase(
  bundle: Bundle,
  start: { readonly pathway: string; readonly facts: Facts; readonly at: string },
  decide?: Decide,
): StepResult {
  const pathway = pathwayOf(bundle, start.pathway)
  const machine = buildMachine(bundle, pathway)
  const step = createStepContext(start.at, undefined, decide)
  const { facts, at } = start
  const microsteps = untilAtRest(() => getInitialMicrosteps(machine, { facts, step }))
  if (microsteps === undefined) return looping(pathway, step)
  const before: CaseSnapshot = {
    bundle: bundle.hash,
    pathway: pathway.id,
    value: '',
    status: 'active',
    facts,
    timers: [],
    at,
    steps: 0,
  }
  return gatherStep(bundle, { before, microsteps, step })
}

/** Sends an event to a case: the next snapshot and what to do, or why it was not taken. Pure. */
export function step(
  bundle: Bundle,
  snapshot: CaseSnapshot,
  event: CaseEvent,
  decide?: Decide,
): StepResult {
  const pathway = pathwayOf(bundle, snapshot.pathway)
  const refusal = refuseEvent(bundle, pathway, snapshot, event)
  if (refusal !== undefined)
    return { taken: false, issue: refusal, closed: [], needs: [], decisions: [] }
  const timer = dueTimer(snapshot, event)
  if (timer?.duty !== undefined)
    return fireDutyTimer(bundle, snapshot, { ...timer, duty: timer.duty }, event.at)
  const machine = buildMachine(bundle, pathway)
  const context = { facts: { ...snapshot.facts, ...event.facts } }
  const state = machine.resolveState({ value: snapshot.value, context })
  const sent = { type: event.type, step: createStepContext(event.at, event.reason, decide) }
  const microsteps = untilAtRest(() => getMicrosteps(machine, state, sent))
  if (microsteps === undefined) return looping(pathway, sent.step)
  if (takes(microsteps[0])) {
    // A timer fires once, also where its transition leads nowhere.
    const timers = snapshot.timers.filter((pending) => pending.event !== event.type)
    return gatherStep(bundle, {
      before: { ...snapshot, timers },
      microsteps,
      step: sent.step,
      event: event.type,
    })
  }

  const closed = closedTransitions(bundle, state, sent)
  const words = {
    event: eventTitle(pathway, snapshot, event.type),
    state: stateTitle(pathway, snapshot.value),
  }
  const issue =
    closed.length === 0
      ? createIssue('EVENT_NOT_TAKEN', '/type', words)
      : createIssue('EVENT_GUARDED', '/type', { ...words, detail: closedMessage(bundle, closed) })
  const needs = [...new Set(closed.flatMap((found) => found.result?.needs ?? []))]
  return { taken: false, issue, closed, needs, decisions: sent.step.asked }
}

/**
 * True when the event itself is taken by a transition. Without one XState would still let the facts of an event nobody
 * waits for set off automatic transitions: those are the microsteps that follow.
 */
function takes(first: PathwayMicrostep | undefined): boolean {
  return first?.[1].some(({ type }) => type === takenAction) === true
}

/** Runs a pure XState call; `undefined` when automatic transitions go round and round. */
function untilAtRest<T>(call: () => T): T | undefined {
  try {
    return call()
  } catch (error) {
    if (error instanceof StateLoopError) return undefined
    throw error
  }
}

function looping(pathway: Pathway, { asked }: StepContext): StepResult {
  const issue = createIssue('STATE_LOOP', `/pathways/${pathway.id}/machine`, {
    cycle: pathway.title,
  })
  return { taken: false, issue, closed: [], needs: [], decisions: asked }
}

function pathwayOf(bundle: Bundle, id: string): Pathway {
  const pathway = bundle.ruleset.pathways.find((known) => known.id === id)
  if (pathway === undefined) throw new RangeError(`The bundle has no pathway "${id}".`)
  return pathway
}
