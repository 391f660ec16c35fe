import type { Bundle } from '../model/bundle.ts'
import { type EmitParams, type PathwayMicrostep, type Taken, takenAction } from './build-machine.ts'
import type { CaseSnapshot, RequestedAction, Timer, UntimedTimer } from './case-snapshot.ts'
import type { Facts } from '../decisions/facts.ts'
import { hoursOf, ownerOf } from './hours-of.ts'
import type { StateValue } from '../model/state-nodes.ts'
import { delayEnd, dueFields } from './delay-milliseconds.ts'
import { stepDuties } from './duties/step-duties.ts'
import type { StepContext } from './step-context.ts'
import type { StepResult } from './step-result.ts'

interface Moved {
  readonly before: CaseSnapshot
  readonly microsteps: readonly PathwayMicrostep[]
  readonly step: StepContext
  /** The event that was taken; absent at the start of a case. */
  readonly event?: string
}

/** Gathers what XState returned into our snapshot and plain data. Pure. */
export function gatherStep(bundle: Bundle, { before, microsteps, step, event }: Moved): StepResult {
  const state = microsteps.at(-1)?.[0]
  if (state === undefined) throw new TypeError('A step has no microstep.')
  const done = state.status === 'done'
  const transitions: string[] = []
  const requested: RequestedAction[] = []
  let timers: readonly (Timer | UntimedTimer)[] = [...before.timers, ...(before.untimed ?? [])]
  for (const action of microsteps.flatMap(([, actions]) => actions)) {
    // XState's own actions are typed by what this machine could ask for, and `after` asks for more.
    switch (action.type as string) {
      case takenAction: {
        const { id, effects } = action.params as Taken
        transitions.push(id)
        for (const effect of effects)
          if (effect.type === 'emit') requested.push(request(bundle, effect, step.at))
        break
      }
      case 'emit':
        requested.push(request(bundle, action.params as EmitParams, step.at))
        break
      case 'xstate.raise': {
        const params = action.params as RaiseParams
        const timer = timerOf(bundle, before.pathway, {
          ...params,
          at: step.at,
          facts: state.context.facts,
        })
        if (timer !== undefined) timers = [...timers.filter((old) => old.id !== timer.id), timer]
        break
      }
      case 'xstate.cancel': {
        const { sendId } = action.params as unknown as { readonly sendId: string }
        timers = timers.filter((timer) => timer.id !== sendId)
        break
      }
      default:
        break
    }
  }
  const { facts } = state.context
  const value = state.value as StateValue
  const { duties = [], untimed: _untimed, ...rest } = before
  const after = stepDuties(
    bundle,
    { duties, timers },
    {
      pathway: before.pathway,
      event,
      from: before.value,
      to: value,
      transitions,
      told: requested.map((action) => action.event),
      facts,
      at: step.at,
      done,
    },
  )
  return {
    taken: true,
    snapshot: {
      ...rest,
      value,
      status: done ? 'done' : 'active',
      facts,
      ...(done ? { timers: [] } : splitTimers(after.timers)),
      ...(after.duties.length === 0 ? {} : { duties: after.duties }),
      at: step.at,
      steps: before.steps + 1,
    },
    transitions,
    actions: requested,
    duties: after.changes,
    decisions: step.asked,
  }
}

function request(bundle: Bundle, params: EmitParams, at: string): RequestedAction {
  return {
    type: 'emit',
    event: params.event,
    title: params.title,
    ...(params.to === undefined ? {} : { to: params.to }),
    ...(params.dueIn && dueFields(delayEnd(bundle.ruleset, params.dueIn, at))),
  }
}

/** Timers by whether their moment is known. Pure. */
export function splitTimers(
  timers: readonly (Timer | UntimedTimer)[],
): Pick<CaseSnapshot, 'timers' | 'untimed'> {
  const untimed = timers.filter((timer) => 'yearMissing' in timer)
  return {
    timers: timers.filter((timer) => 'dueAt' in timer),
    ...(untimed.length === 0 ? {} : { untimed }),
  }
}

interface RaiseParams {
  readonly event: { readonly type: string }
  readonly id: string
}

/**
 * A timer begins by the hours of whoever is in charge of its state. One without an end has no length, and no timer runs, or
 * its end is not known yet.
 */
export function timerOf(
  { ruleset }: Bundle,
  pathway: string,
  { id, event, at, facts }: RaiseParams & { readonly at: string; readonly facts: Facts },
): Timer | UntimedTimer | undefined {
  // XState names it `xstate.after.<delay>.<chart>.<path of the state>`.
  const [, , delay = '', , ...path] = event.type.split('.')
  const chart = ruleset.pathways.find((known) => known.id === pathway)
  const known = chart?.delays.find((each) => each.id === delay)
  if (chart === undefined || known === undefined) return undefined
  const hours = hoursOf(ruleset, chart, {
    party: ownerOf(chart, path),
    facts,
    delays: [known.after],
  })
  const timer = { id, event: event.type, delay, ...hours }
  const end = delayEnd(ruleset, known.after, at, hours.hoursOf)
  if (end === undefined) return undefined
  return typeof end === 'string' ? { ...timer, dueAt: end } : { ...timer, begunAt: at, ...end }
}
