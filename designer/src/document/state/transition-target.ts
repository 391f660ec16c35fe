import { childPath, isWithin, parentPath, type StatePath } from './state-path.ts'

/**
 * The state a written target means, seen from its source: `#machine.a.b` (absolute), `.child` (inside the source)
 * or a sibling's key, as in XState. Undefined for a transition that stays where it is. Pure.
 */
export function resolveTarget(
  machineId: string,
  source: StatePath,
  target: string | undefined,
): StatePath | undefined {
  if (target === undefined) return undefined
  if (target.startsWith(`#${machineId}.`)) return target.slice(machineId.length + 2)
  if (target.startsWith('.')) return childPath(source, target.slice(1))
  return childPath(parentPath(source), target)
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
