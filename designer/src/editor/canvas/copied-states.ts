import { type Pathway, pathwaySchema, type StateDefinition } from '@jieli/engine'
import type { CopiedStates } from '../../document/commands/paste-states.ts'
import type { Positions } from '../../document/commands/place-state.ts'
import { isWithin, stateAt, type StatePath } from '../../document/state/state-path.ts'

const format = 'jieli/states@1'

/** Takes states (without those inside others taken) and where they lie. Pure. */
export function copyStates(
  pathway: Pathway,
  paths: readonly StatePath[],
  positions: Positions,
): CopiedStates {
  const roots = paths.filter(
    (path) => !paths.some((other) => other !== path && isWithin(path, other)),
  )
  return {
    pathway: pathway.id,
    machine: pathway.machine.id,
    states: roots.flatMap((path) => {
      const state = stateAt(pathway, path)
      if (state === undefined) return []
      const inside = Object.entries(positions).filter(([p]) => p !== path && isWithin(p, path))
      return [
        { path, state, at: positions[path] ?? { x: 0, y: 0 }, inside: Object.fromEntries(inside) },
      ]
    }),
  }
}

/** As text for the system's clipboard, so that it can be pasted into another window. Pure. */
export function writeCopied(copied: CopiedStates): string {
  return JSON.stringify({ format, ...copied })
}

/** Reads text from the clipboard; undefined when it holds no states. Pure. */
export function readCopied(text: string): CopiedStates | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined
  const copied = parsed as CopiedStates & { format?: unknown }
  if (copied.format !== format || !Array.isArray(copied.states)) return undefined
  const { pathway, machine } = copied
  const states = copied.states.filter(
    ({ path, state, at }) =>
      typeof path === 'string' &&
      Number.isFinite(at.x) &&
      Number.isFinite(at.y) &&
      isStateDefinition(state),
  )
  return states.length === 0 ? undefined : { pathway, machine, states }
}

/** Whatever is on the clipboard, only a well-formed state may enter the document. */
function isStateDefinition(state: unknown): state is StateDefinition {
  const text = { zh: '-', en: '-' }
  return pathwaySchema.safeParse({
    id: 'clipboard',
    title: text,
    parties: [],
    events: [],
    delays: [],
    machine: { id: 'clipboard', initial: 'state', states: { state } },
  }).success
}
