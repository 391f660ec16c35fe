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
export interface WalkEntry {
  /** `undefined` for the start of the case. */
  readonly event: CaseEvent | undefined
  readonly result: StepResult
  /** The case after it; after a refusal, the same as before. */
  readonly snapshot: CaseSnapshot
}

/** A simulated case with everything done to it. Nothing is lost by going back until something else is done. */
export interface Walk {
  readonly bundle: Bundle
  readonly pathway: string
  readonly at: string
  readonly facts: Facts
  readonly entries: readonly WalkEntry[]
  /** The entry the case stands at. */
  readonly cursor: number
}

/** Starts a simulated case, or says why it cannot start. Pure. */
export function startWalk(
  bundle: Bundle,
  start: { readonly pathway: string; readonly facts: Facts; readonly at: string },
): { readonly walk: Walk } | { readonly refusal: Extract<StepResult, { taken: false }> } {
  const { pathway, facts, at } = start
  const result = startCase(bundle, { pathway, facts, at })
  if (!result.taken) return { refusal: result }
  const entry = { event: undefined, result, snapshot: result.snapshot }
  return { walk: { bundle, pathway, facts, at, entries: [entry], cursor: 0 } }
}

/** The entry a case stands at. Pure. */
export function currentEntry(walk: Walk): WalkEntry {
  const entry = walk.entries[walk.cursor]
  if (entry === undefined) throw new Error(`The walk has no entry number ${walk.cursor}.`)
  return entry
}

/** Sends an event where the case stands; what came after it before is forgotten. Pure. */
export function sendEvent(walk: Walk, event: CaseEvent): Walk {
  const { snapshot } = currentEntry(walk)
  const result = step(walk.bundle, snapshot, event)
  const entry = { event, result, snapshot: result.taken ? result.snapshot : snapshot }
  const entries = [...walk.entries.slice(0, walk.cursor + 1), entry]
  return { ...walk, entries, cursor: entries.length - 1 }
}

/** Goes to an entry; those behind it stay to be gone to again. Pure. */
export function goTo(walk: Walk, cursor: number): Walk {
  return { ...walk, cursor: Math.max(0, Math.min(cursor, walk.entries.length - 1)) }
}

/** Does everything up to the cursor again by other rules. Pure. */
export function replayWalk(bundle: Bundle, walk: Walk): ReturnType<typeof startWalk> {
  const started = startWalk(bundle, walk)
  if ('refusal' in started) return started
  return {
    walk: walk.entries
      .slice(1, walk.cursor + 1)
      .reduce(
        (again, { event }) => (event === undefined ? again : sendEvent(again, event)),
        started.walk,
      ),
  }
}

/** The transitions taken on the way to where the case stands. Pure. */
export function takenTransitions(walk: Walk): readonly string[] {
  return walk.entries
    .slice(0, walk.cursor + 1)
    .flatMap(({ result }) => (result.taken ? result.transitions : []))
}
