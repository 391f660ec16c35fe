import { type AnyStateMachine, assign, createMachine } from 'xstate'
import type { DecisionResult } from '../decisions/decision-result.ts'
import { evaluateDecision } from '../decisions/evaluate-decision.ts'
import type { Facts } from '../decisions/facts.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Effect } from '../model/decision.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Guard, Pathway, StateDefinition, TransitionDefinition } from '../model/pathway.ts'
import type { Value } from '../model/value.ts'
import { dateOf } from '../model/calendar.ts'
import { delayMilliseconds } from './delay-milliseconds.ts'

/** What one step knows beside the facts, and the decisions it has asked. */
export interface Frame {
  readonly at: string
  readonly reason: string | undefined
  /** Results by decision, made anew when the facts have changed. */
  readonly results: Map<string, { readonly facts: Facts; readonly result: DecisionResult }>
  /** Every result in the order it was first asked for. */
  readonly asked: DecisionResult[]
}

export function createFrame(at: string, reason?: string): Frame {
  return { at, reason, results: new Map(), asked: [] }
}

/** The machine of a pathway. `within` runs one pure XState call with a frame for its guards and delays to read. */
export interface PathwayMachine {
  readonly machine: AnyStateMachine
  within<T>(frame: Frame, call: () => T): T
}

/** The action that reports a transition back: XState's pure functions do not say which they took. */
export const takenAction = 'jieli.taken'
export interface Taken {
  readonly id: string
  /** The effects of the decision that opened it, as it was decided at that moment. */
  readonly effects: readonly Effect[]
}
/** More automatic transitions than this in one step are taken for a loop. */
const microstepLimit = 1000
/** The action that applies what the opening decision sets. */
const effectsAction = 'jieli.effects'

const machines = new WeakMap<Bundle, Map<string, PathwayMachine>>()

/** XState's machine of a pathway, built once for each bundle. */
export function buildMachine(bundle: Bundle, pathway: Pathway): PathwayMachine {
  const known = machines.get(bundle)?.get(pathway.id)
  if (known !== undefined) return known
  let frame: Frame | undefined
  const current = (): Frame => {
    if (frame === undefined) throw new TypeError('A pathway machine runs only within a frame.')
    return frame
  }
  const effectsOf: EffectsOf = (decision) => current().results.get(decision)?.result.effects ?? []
  const machine = createMachine(
    {
      id: pathway.machine.id,
      context: ({ input }: { input: unknown }) => ({ facts: input as Facts }),
      initial: pathway.machine.initial,
      states: mapRecord(pathway.machine.states, (state) => toXState(state, effectsOf)),
      options: { maxIterations: microstepLimit },
      ...(pathway.machine.on === undefined
        ? {}
        : { on: mapRecord(pathway.machine.on, (list) => withReports(list, effectsOf)) }),
    } as never,
    {
      guards: {
        decision: ({ context }: { context: { facts: Facts } }, params: Guard['params']) =>
          guardOpens(bundle, params, context.facts, current()),
      },
      delays: Object.fromEntries(
        pathway.delays.map((delay) => [
          delay.id,
          () => delayMilliseconds(bundle.ruleset, delay.after, current().at) ?? -1,
        ]),
      ),
      actions: {
        set: assign(
          ({ context }: { context: { facts: Facts } }, params: { fact: string; value: Value }) => ({
            facts: { ...context.facts, [params.fact]: params.value },
          }),
        ) as never,
        [effectsAction]: assign(
          ({ context }: { context: { facts: Facts } }, { effects }: Pick<Taken, 'effects'>) => ({
            facts: applySets(context.facts, effects),
          }),
        ) as never,
      },
    } as never,
  ) as AnyStateMachine
  const built: PathwayMachine = {
    machine,
    within(next, call) {
      const outer = frame
      frame = next
      try {
        return call()
      } finally {
        frame = outer
      }
    },
  }
  const ofBundle = machines.get(bundle) ?? new Map<string, PathwayMachine>()
  ofBundle.set(pathway.id, built)
  machines.set(bundle, ofBundle)
  return built
}

/**
 * True when the decision's outcome is one the guard opens on. An outcome of `requireReason` opens only
 * with a written reason; an unknown decision never opens.
 */
export function guardOpens(
  bundle: Bundle,
  params: Guard['params'],
  facts: Facts,
  frame: Frame,
): boolean {
  const result = askDecision(bundle, params.decision, facts, frame)
  if (result === undefined || !opens(params, result.outcome)) return false
  return result.outcome !== 'requireReason' || (frame.reason ?? '').trim() !== ''
}

function opens({ opens: outcomes }: Guard['params'], outcome: Outcome): boolean {
  return (outcomes as readonly Outcome[]).includes(outcome)
}

/** Asks a decision once for the same facts within a step. */
export function askDecision(
  bundle: Bundle,
  decision: string,
  facts: Facts,
  frame: Frame,
): DecisionResult | undefined {
  const known = frame.results.get(decision)
  if (known !== undefined && known.facts === facts) return known.result
  if (!indexRuleset(bundle.ruleset).decisions.has(decision)) return undefined
  const asOf = dateOf(frame.at, bundle.ruleset.manifest.calendar)
  const result = evaluateDecision(bundle, decision, facts, asOf)
  frame.results.set(decision, { facts, result })
  frame.asked.push(result)
  return result
}

/** The effects of a decision as it was last asked within the step. */
type EffectsOf = (decision: string) => readonly Effect[]

function applySets(facts: Facts, effects: readonly Effect[]): Facts {
  const changed: Record<string, Value> = { ...facts }
  for (const effect of effects) if (effect.type === 'set') changed[effect.fact] = effect.value
  return changed
}

function toXState(state: StateDefinition, effectsOf: EffectsOf): unknown {
  const reporting = (list: readonly TransitionDefinition[]) => withReports(list, effectsOf)
  return {
    ...state,
    ...(state.states === undefined
      ? {}
      : { states: mapRecord(state.states, (inner) => toXState(inner, effectsOf)) }),
    ...(state.on === undefined ? {} : { on: mapRecord(state.on, reporting) }),
    ...(state.after === undefined ? {} : { after: mapRecord(state.after, reporting) }),
    ...(state.always === undefined ? {} : { always: reporting(state.always) }),
    ...(state.onDone === undefined ? {} : { onDone: reporting(state.onDone) }),
  }
}

function withReports(transitions: readonly TransitionDefinition[], effectsOf: EffectsOf): unknown {
  return transitions.map((transition) => {
    const decision = transition.guard?.params.decision
    // Read when the transition is taken: a later guard of the same step may ask the decision anew.
    const params = (): Taken => ({
      id: transition.meta.id,
      effects: decision === undefined ? [] : effectsOf(decision),
    })
    return {
      ...transition,
      actions: [
        { type: takenAction, params },
        ...(decision === undefined ? [] : [{ type: effectsAction, params }]),
        ...(transition.actions ?? []),
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
