import { namedPath } from '@jieli/engine'
import { isWithin, parentPath, type StatePath } from './state-path.ts'

/**
 * The state a written target means, seen from its source: `#machine.a.b` (absolute), `.child` (inside the source)
 * or a sibling's key, as the engine reads it. Undefined for a transition that stays where it is. Pure.
 */
export function resolveTarget(
  machineId: string,
  source: StatePath,
  target: string | undefined,
): StatePath | undefined {
  if (target === undefined) return undefined
  const from = source === '' ? [] : source.split('.')
  // What names no state is shown by the name that was written.
  return namedPath(machineId, from, target)?.join('.') ?? target
}

/** Writes a target the shortest way that XState understands from that source. Pure. */
export function writeTarget(machineId: string, source: StatePath, target: StatePath): string {
  const siblings = source !== '' && parentPath(source) === parentPath(target)
  return siblings ? target.slice(target.lastIndexOf('.') + 1) : `#${machineId}.${target}`
}

/** Where a path leads after the state at `from` has become `to`; itself when it is not inside. Pure. */
export function movedPath(path: StatePath, from: StatePath, to: StatePath): StatePath {
  return isWithin(path, from) ? to + path.slice(from.length) : path
}
