import type { Pathway, Ruleset } from '@jieli/engine'
import { holderAt, type StateHolder, type StatePath } from '../state/state-path.ts'
import { itemOf } from './find-item.ts'

export interface Position {
  readonly x: number
  readonly y: number
}

/** Where states lie, by state path; a nested state's position is relative to its parent. */
export type Positions = Readonly<Record<StatePath, Position>>

/** Writes positions into the layout, rounded to whole pixels, leaving those already there as they are. */
export function storePositions(ruleset: Ruleset, pathway: string, positions: Positions): void {
  const places = (ruleset.layout[pathway] ??= {})
  for (const [path, { x, y }] of Object.entries(positions)) {
    const place = { x: Math.round(x), y: Math.round(y) }
    const old = places[path]
    if (old?.x !== place.x || old.y !== place.y) places[path] = place
  }
}

/** The pathway and the state (or machine) a command speaks of. @throws when either is missing. */
export function findHolder(
  ruleset: Ruleset,
  pathwayId: string,
  path: StatePath,
): { pathway: Pathway; holder: StateHolder } {
  const pathway = itemOf(ruleset.pathways, pathwayId)
  const holder = holderAt(pathway, path)
  if (holder === undefined) throw new Error(`There is no state "${path}" in "${pathwayId}".`)
  return { pathway, holder }
}
