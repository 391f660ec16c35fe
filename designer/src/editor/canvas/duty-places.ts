import { type Action, type Duty, type Pathway, type Ruleset, emittedEvents } from '@jieli/engine'
import { listStates } from '../../document/state/state-path.ts'
import { listTransitions } from '../../document/state/transition-list.ts'

type Places = ReadonlyMap<string, readonly Duty[]>

/** Where on a chart duties begin and are kept: states by path, transitions by id. */
export interface DutyPlaces {
  readonly states: Places
  readonly transitions: Places
  /** The transitions that keep a duty. */
  readonly kept: Places
}

/** Where duties begin and are kept. One that begins as something becomes true has no place of its own. Pure. */
export function dutyPlaces(ruleset: Ruleset, pathway: Pathway): DutyPlaces {
  const states = new Map<string, Duty[]>()
  const transitions = new Map<string, Duty[]>()
  const kept = new Map<string, Duty[]>()
  const add = (places: Map<string, Duty[]>, at: string, duty: Duty): void => {
    const known = places.get(at) ?? []
    if (!known.includes(duty)) places.set(at, [...known, duty])
  }
  const tells = (actions: readonly Action[] | undefined, event: string): boolean =>
    (actions ?? []).some((action) => action.type === 'emit' && action.params.event === event)
  const told = emittedEvents(ruleset)
  for (const duty of ruleset.duties.filter((one) => one.pathway === pathway.id)) {
    const { begins, keptBy } = duty
    if (begins.on === 'state') for (const path of begins.states) add(states, path, duty)
    if (begins.on === 'told')
      for (const { path, state } of listStates(pathway))
        if (tells([...(state.entry ?? []), ...(state.exit ?? [])], begins.event))
          add(states, path, duty)
    for (const { id, trigger, transition } of listTransitions(pathway)) {
      const decision = transition.guard?.params.decision
      const decided = (event: string) =>
        decision !== undefined &&
        told.some((one) => one.event === event && one.path.startsWith(`/decisions/${decision}/`))
      if (
        (begins.on === 'transition' && begins.transitions.includes(id)) ||
        (begins.on === 'told' && (tells(transition.actions, begins.event) || decided(begins.event)))
      )
        add(transitions, id, duty)
      if (keptBy.on === 'event' && trigger.kind === 'on' && keptBy.events.includes(trigger.event))
        add(kept, id, duty)
    }
  }
  return { states, transitions, kept }
}
