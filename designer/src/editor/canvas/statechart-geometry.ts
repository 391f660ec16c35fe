import type { Position, Positions } from '../../document/commands/place-state.ts'
import type { StatePath } from '../../document/state/state-path.ts'
import type { Statechart, StatechartNode } from './statechart.ts'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Padding of a compound state; its title is in the wider top. */
export const inset = { side: 24, top: 58, bottom: 24 } as const

/** Height of one transition drawn inside its state. */
export const innerRowHeight = 26

/** The size of a box without children, and the least size of one with children. Pure. */
export function boxSize(node: StatechartNode): { width: number; height: number } {
  if (node.state === undefined)
    return { width: 132, height: 40 + node.inner.length * innerRowHeight }
  const owner = node.state.meta.owner === undefined ? 0 : 22
  const inner = node.inner.length === 0 ? 0 : node.inner.length * innerRowHeight + 4
  return { width: 188, height: 56 + owner + inner }
}

/** Where every box lies on the canvas; a compound state grows around its children. Pure. */
export function placeBoxes(
  statechart: Statechart,
  positions: Positions,
  leastSizes: ReadonlyMap<
    StatePath,
    { readonly width: number; readonly height: number }
  > = new Map(),
): Map<StatePath, Rectangle> {
  const children = Map.groupBy(statechart.nodes, (node) => node.parent ?? '')
  const sizes = new Map<StatePath, { width: number; height: number }>()
  const measure = (node: StatechartNode): { width: number; height: number } => {
    const own = boxSize(node)
    const least = leastSizes.get(node.path)
    let width = Math.max(own.width, least?.width ?? 0)
    let height = Math.max(own.height, least?.height ?? 0)
    const inner = node.inner.length * innerRowHeight
    for (const child of children.get(node.path) ?? []) {
      const size = measure(child)
      const at = positionOf(positions, child.path)
      width = Math.max(width, at.x + size.width + inset.side)
      height = Math.max(height, at.y + size.height + inset.bottom + inner)
    }
    sizes.set(node.path, { width, height })
    return { width, height }
  }
  for (const node of children.get('') ?? []) measure(node)

  const boxes = new Map<StatePath, Rectangle>()
  for (const node of statechart.nodes) {
    const at = positionOf(positions, node.path)
    const parent = node.parent === undefined ? { x: 0, y: 0 } : boxes.get(node.parent)
    const size = sizes.get(node.path) ?? boxSize(node)
    boxes.set(node.path, { x: at.x + (parent?.x ?? 0), y: at.y + (parent?.y ?? 0), ...size })
  }
  return boxes
}

/** Positions for states that have none yet: below everything else, side by side. Pure. */
export function completePositions(
  statechart: Statechart,
  ...sources: readonly (Positions | undefined)[]
): Record<StatePath, Position> {
  const positions: Record<StatePath, Position> = {}
  const missing: StatechartNode[] = []
  for (const node of statechart.nodes) {
    const found = sources.map((source) => source?.[node.path]).find((at) => at !== undefined)
    if (found !== undefined) positions[node.path] = found
    else missing.push(node)
  }
  for (const node of missing) {
    const siblings = statechart.nodes.filter((other) => other.parent === node.parent)
    const placed = siblings.flatMap((other) => {
      const at = positions[other.path]
      return at === undefined ? [] : [{ ...at, ...boxSize(other) }]
    })
    const bottom = Math.max(
      node.parent === undefined ? 0 : inset.top - 40,
      ...placed.map((box) => box.y + box.height),
    )
    positions[node.path] = {
      x: node.parent === undefined ? 0 : inset.side,
      y: placed.length === 0 ? (node.parent === undefined ? 0 : inset.top) : bottom + 40,
    }
  }
  return positions
}

function positionOf(positions: Positions, path: StatePath): Position {
  return positions[path] ?? { x: 0, y: 0 }
}
