import { assign, type EventObject, type getMicrosteps, setup } from 'xstate'
import type { Facts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Effect } from '../model/decision.ts'
import type { Delay } from '../model/parameter.ts'
import type { Guard, Pathway, StateDefinition, TransitionDefinition } from '../model/pathway.ts'
import type { Text } from '../model/text.ts'
import type { Value } from '../model/value.ts'
import { delayMilliseconds } from './delay-milliseconds.ts'
import { guardOpens, type StepContext } from './step-context.ts'

/** What XState keeps of a case between steps. */
export interface PathwayContext {
  readonly facts: Facts
}

/** Something sent to a case, with the context of the step it makes. */
export interface PathwayEvent {
  readonly type: string
  readonly step: StepContext
}

/** What a case starts with. */
export interface PathwayInput extends PathwayContext {
  readonly step: StepContext
}

/** The action that reports a transition back: XState's pure functions do not say which they took. */
export const takenAction = 'jieli.taken' as const
export interface Taken {
  readonly id: string
  /** The effects of the decision that opened it, as it was decided at that moment. */
  readonly effects: readonly Effect[]
}

/** An event a chart or a decision asks for. */
export interface EmitParams {
  readonly event: string
  readonly title: Text
  readonly to?: string | undefined
  readonly dueIn?: Delay | undefined
}

/** The action that applies what the opening decision sets. */
const effectsAction = 'jieli.effects' as const

/** More transitions than this in one step are taken for a loop. */
const maxTransitions = 1000

/** Automatic transitions of a chart go round and round. */
export class StateLoopError extends Error {
  constructor() {
    super(`A step takes more than ${maxTransitions} transitions.`)
    this.name = 'StateLoopError'
  }
}

export type PathwayMachine = ReturnType<typeof createPathwayMachine>

export type PathwayMicrostep = ReturnType<typeof getMicrosteps<PathwayMachine>>[number]
export type PathwaySnapshot = ReturnType<PathwayMachine['resolveState']>

/** The transition as it is written, from what XState was given beside it. */
export function definitionOf(meta: unknown): TransitionDefinition {
  return (meta as { readonly transition: TransitionDefinition }).transition
}

const machines = new WeakMap<Bundle, Map<string, PathwayMachine>>()

/** XState's machine of a pathway, built once for each bundle. */
export function buildMachine(bundle: Bundle, pathway: Pathway): PathwayMachine {
  const known = machines.get(bundle)?.get(pathway.id)
  if (known !== undefined) return known
  const machine = createPathwayMachine(bundle, pathway)
  const ofBundle = machines.get(bundle) ?? new Map<string, PathwayMachine>()
  ofBundle.set(pathway.id, machine)
  machines.set(bundle, ofBundle)
  return machine
}

function createPathwayMachine(bundle: Bundle, pathway: Pathway) {
  const { id, initial, states, on } = pathway.machine
  return setupPathway(bundle, pathway).createMachine({
    id,
    context: ({ input }) => startContext(input),
    initial,
    states: mapRecord(states, toXState),
    ...(on === undefined ? {} : { on: mapRecord(on, withReports) }),
  })
}

function startContext(input: PathwayInput | undefined): PathwayContext {
  if (input === undefined) throw startedInVain
  return { facts: input.facts }
}

/**
 * XState begins each of its pure calls by starting an actor without input, of which it uses nothing but its address. That
 * start is cut short before it enters a state, with an error that is made once: one for each step would be dear.
 */
const startedInVain = new TypeError('A case starts with facts.')

/** What guards, delays and actions of a pathway mean. */
function setupPathway(bundle: Bundle, pathway: Pathway) {
  return setup({
    types: {
      context: {} as PathwayContext,
      events: {} as PathwayEvent,
      input: {} as PathwayInput,
    },
    guards: {
      decision: ({ context, event }, params: Guard['params']) =>
        guardOpens(bundle, params, context.facts, stepOf(event)),
    },
    delays: Object.fromEntries(
      pathway.delays.map((delay) => [
        delay.id,
        ({ event }: Given) => {
          const wait = delayMilliseconds(bundle.ruleset, delay.after, stepOf(event).at)
          return typeof wait === 'number' ? wait : -1
        },
      ]),
    ),
    actions: {
      set: assign(({ context }, { fact, value }: { fact: string; value: Value }) => ({
        facts: { ...context.facts, [fact]: value },
      })),
      // Only reported: whoever steps the case performs them.
      emit: (_, _params: EmitParams) => undefined,
      [takenAction]: (_, _params: Taken) => undefined,
      [effectsAction]: assign(({ context }, { effects }: Taken) => ({
        facts: applySets(context.facts, effects),
      })),
    },
  })
}

interface Given {
  readonly event: EventObject
}

type MachineConfig = Parameters<ReturnType<typeof setupPathway>['createMachine']>[0]
type StateConfig = NonNullable<MachineConfig['states']>[string]

function toXState(state: StateDefinition): StateConfig {
  const { type, initial, entry, exit, states, on, after, always, onDone } = state
  return {
    ...(initial === undefined ? {} : { initial }),
    ...(entry === undefined ? {} : { entry }),
    ...(exit === undefined ? {} : { exit }),
    // The output takes the context of the step on to what the end of a compound state leads to.
    ...(type === undefined ? {} : { type, output: ({ event }: Given) => stepOf(event) }),
    ...(states === undefined ? {} : { states: mapRecord(states, toXState) }),
    ...(on === undefined ? {} : { on: mapRecord(on, withReports) }),
    ...(after === undefined ? {} : { after: mapRecord(after, withReports) }),
    ...(always === undefined ? {} : { always: withReports(always) }),
    ...(onDone === undefined ? {} : { onDone: withReports(onDone) }),
  }
}

function withReports(transitions: readonly TransitionDefinition[]) {
  return transitions.map((transition) => {
    const { target, guard, reenter, actions = [] } = transition
    // Read when the transition is taken: a later guard of the same step may ask the decision anew.
    const params = ({ event }: Given): Taken => {
      const { results } = stepOf(event)
      return {
        id: transition.meta.id,
        effects:
          guard === undefined ? [] : (results.get(guard.params.decision)?.result.effects ?? []),
      }
    }
    const reported = ({ event }: Given): Taken => {
      const { taken } = stepOf(event)
      if (taken.push(transition.meta.id) > maxTransitions) throw new StateLoopError()
      return params({ event })
    }
    return {
      ...(target === undefined ? {} : { target }),
      ...(guard === undefined ? {} : { guard }),
      ...(reenter === undefined ? {} : { reenter }),
      meta: { transition },
      actions: [
        { type: takenAction, params: reported },
        ...(guard === undefined ? [] : [{ type: effectsAction, params }]),
        ...actions,
      ],
    }
  })
}

function mapRecord<T, R>(
  record: Readonly<Record<string, T>>,
  map: (value: T) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}

/** The context of the step an event belongs to. */
function stepOf(event: EventObject): StepContext {
  // XState makes two kinds of event by itself: the start, with the input, and the end of a compound state, with its output.
  const { step, input, output } = event as Partial<
    PathwayEvent & { readonly input: PathwayInput; readonly output: StepContext }
  >
  const context = step ?? input?.step ?? output
  if (context === undefined) throw new TypeError(`The event "${event.type}" brings no step.`)
  return context
}

function applySets(facts: Facts, effects: readonly Effect[]): Facts {
  const changed: Record<string, Value> = { ...facts }
  for (const effect of effects) if (effect.type === 'set') changed[effect.fact] = effect.value
  return changed
}
