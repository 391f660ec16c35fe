import type { Bundle } from '../model/bundle.ts'
import { addMilliseconds } from '../model/calendar.ts'
import { type EmitParams, type PathwayMicrostep, type Taken, takenAction } from './build-machine.ts'
import type { CaseSnapshot, RequestedAction, Timer } from './case-snapshot.ts'
import type { StateValue } from '../model/state-nodes.ts'
import { delayEnd } from './delay-milliseconds.ts'
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
  let timers = before.timers
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
        const timer = timerOf(bundle, action.params as RaiseParams, step.at)
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
  const { duties = [], ...rest } = before
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
      timers: done ? [] : after.timers,
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
  const dueAt = params.dueIn && delayEnd(bundle.ruleset, params.dueIn, at)
  return {
    type: 'emit',
    event: params.event,
    title: params.title,
    ...(params.to === undefined ? {} : { to: params.to }),
    ...(dueAt === undefined ? {} : { dueAt }),
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
