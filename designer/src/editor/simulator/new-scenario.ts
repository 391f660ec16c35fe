import {
  type DecisionResult,
  dutyDueTimes,
  dutyStandings,
  type Facts,
  identifierSchema,
  type Scenario,
  statePath,
  type Text,
  type Value,
} from '@jieli/engine'
import type { Simulation } from './simulation.ts'

type PathwayScenario = Extract<Scenario, { kind: 'pathway' }>

interface Name {
  readonly id: string
  readonly title: Text
}

/** A scenario that expects exactly what was just decided. Pure. */
export function decisionScenario(name: Name, result: DecisionResult, facts: Facts): Scenario {
  const emits = result.effects.flatMap((effect) => (effect.type === 'emit' ? [effect.event] : []))
  const sets: Record<string, Value> = Object.fromEntries(
    result.effects.flatMap((effect) =>
      effect.type === 'set' ? [[effect.fact, effect.value]] : [],
    ),
  )
  return {
    ...name,
    kind: 'decision',
    decision: result.decision,
    asOf: result.asOf,
    facts: { ...facts },
    expect: {
      outcome: result.outcome,
      hits: [...result.hits],
      ...(result.needs.length === 0 ? {} : { needs: [...result.needs] }),
      ...(Object.keys(result.outputs).length === 0 ? {} : { outputs: { ...result.outputs } }),
      ...(emits.length === 0 ? {} : { emits }),
      ...(Object.keys(sets).length === 0 ? {} : { sets }),
    },
  }
}

const isEvent = (name: string): boolean => identifierSchema.safeParse(name).success

/** A scenario of every step up to the current entry; undefined before the first step. Pure. */
export function simulateScenario(name: Name, simulation: Simulation): Scenario | undefined {
  const steps = simulation.entries.slice(1, simulation.cursor + 1).flatMap((entry) => {
    const { event, result, snapshot } = entry
    if (event === undefined) return []
    const [transition] = result.taken ? result.transitions : []
    const [decision] = result.decisions
    // The times of duties are expected as `due`.
    const timers = Object.fromEntries(
      snapshot.timers.flatMap((timer) =>
        timer.duty === undefined ? [[timer.delay, timer.dueAt]] : [],
      ),
    )
    // That a duty is late is no event of the rules: it is expected as the duty's standing.
    const late = result.taken && result.actions.some((action) => !isEvent(action.event))
    const emits = result.taken && !late ? result.actions.map((action) => action.event) : []
    const duties = dutyStandings(snapshot.duties ?? [], snapshot.at)
    const due = dutyDueTimes(snapshot.duties ?? [])
    const expect: PathwayScenario['steps'][number]['expect'] = {
      state: statePath(snapshot.value),
      ...(result.taken ? {} : { refused: true }),
      ...(decision === undefined ? {} : { outcome: decision.outcome }),
      ...(transition === undefined ? {} : { transition }),
      ...(emits.length === 0 ? {} : { emits }),
      ...(Object.keys(timers).length === 0 ? {} : { timers }),
      ...(Object.keys(duties).length === 0 ? {} : { duties }),
      ...(Object.keys(due).length === 0 ? {} : { due }),
    }
    return [
      {
        event: event.type,
        at: event.at,
        ...(event.facts === undefined || Object.keys(event.facts).length === 0
          ? {}
          : { facts: { ...event.facts } }),
        ...(event.reason === undefined ? {} : { reason: event.reason }),
        ...(event.actor?.unit === undefined ? {} : { unit: event.actor.unit }),
        expect,
      },
    ]
  })
  if (steps.length === 0) return undefined
  return {
    ...name,
    kind: 'pathway',
    pathway: simulation.pathway,
    at: simulation.at,
    facts: { ...simulation.facts },
    steps,
  }
}
