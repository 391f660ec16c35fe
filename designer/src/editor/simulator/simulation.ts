import {
  type Bundle,
  type CaseEvent,
  type CaseSnapshot,
  type Facts,
  startCase,
  step,
  type StepResult,
} from '@jieli/engine'

/** Something done to the simulated case, and what came of it. */
export interface SimulationEntry {
  /** `undefined` for the start of the case. */
  readonly event: CaseEvent | undefined
  readonly result: StepResult
  /** The case after it; after a refusal, the same as before. */
  readonly snapshot: CaseSnapshot
}

/** A simulated case with everything done to it. Nothing is lost by going back until something else is done. */
export interface Simulation {
  readonly bundle: Bundle
  readonly pathway: string
  readonly at: string
  readonly facts: Facts
  readonly entries: readonly SimulationEntry[]
  /** The current entry of the case. */
  readonly cursor: number
}

/** Starts a simulated case, or gives the reason why it cannot start. Pure. */
export function startSimulation(
  bundle: Bundle,
  start: { readonly pathway: string; readonly facts: Facts; readonly at: string },
):
  | { readonly simulation: Simulation }
  | { readonly refusal: Extract<StepResult, { taken: false }> } {
  const { pathway, at } = start
  const facts = { ...officeUnits(bundle, pathway), ...start.facts }
  const result = startCase(bundle, { pathway, facts, at })
  if (!result.taken) return { refusal: result }
  const entry = { event: undefined, result, snapshot: result.snapshot }
  return { simulation: { bundle, pathway, facts, at, entries: [entry], cursor: 0 } }
}

/** A unit for each office, as the county's list of units would have it: it is called what the party is called. Pure. */
function officeUnits({ ruleset }: Bundle, pathway: string): Facts {
  const parties = ruleset.pathways.find(({ id }) => id === pathway)?.parties ?? []
  return Object.fromEntries(
    parties.flatMap(({ office, unitFact, title }) =>
      office === undefined ? [] : [[unitFact, title.zh] as const],
    ),
  )
}

/** The current entry of a case. Pure. */
export function currentEntry(simulation: Simulation): SimulationEntry {
  const entry = simulation.entries[simulation.cursor]
  if (entry === undefined)
    throw new Error(`The simulation has no entry number ${simulation.cursor}.`)
  return entry
}

/** Sends an event at the current entry; entries after it are dropped. Pure. */
export function sendEvent(simulation: Simulation, event: CaseEvent): Simulation {
  const { snapshot } = currentEntry(simulation)
  const result = step(simulation.bundle, snapshot, event)
  const entry = { event, result, snapshot: result.taken ? result.snapshot : snapshot }
  const entries = [...simulation.entries.slice(0, simulation.cursor + 1), entry]
  return { ...simulation, entries, cursor: entries.length - 1 }
}

/** Goes to an entry; later ones are kept, to go forward again. Pure. */
export function goTo(simulation: Simulation, cursor: number): Simulation {
  return { ...simulation, cursor: Math.max(0, Math.min(cursor, simulation.entries.length - 1)) }
}

/** Does everything up to the cursor again by other rules. Pure. */
export function replaySimulation(
  bundle: Bundle,
  simulation: Simulation,
): ReturnType<typeof startSimulation> {
  const started = startSimulation(bundle, simulation)
  if ('refusal' in started) return started
  return {
    simulation: simulation.entries
      .slice(1, simulation.cursor + 1)
      .reduce(
        (again, { event }) => (event === undefined ? again : sendEvent(again, event)),
        started.simulation,
      ),
  }
}

/** The transitions taken up to the current entry. Pure. */
export function takenTransitions(simulation: Simulation): readonly string[] {
  return simulation.entries
    .slice(0, simulation.cursor + 1)
    .flatMap(({ result }) => (result.taken ? result.transitions : []))
}
