import type { JurisdictionNode } from '@jieli/server/contracts'

/** A jurisdiction and how many stand above it. */
export interface PlacedNode {
  readonly node: JurisdictionNode
  readonly depth: number
}

/** The tree from the top, each jurisdiction before what is below it. One whose parent is not seen stands at the top. Pure. */
export function treeOf(nodes: readonly JurisdictionNode[]): readonly PlacedNode[] {
  const seen = new Set(nodes.map(({ id }) => id))
  const below = Map.groupBy(nodes, ({ parent }) =>
    parent !== undefined && seen.has(parent) ? parent : undefined,
  )
  const from = (parent: string | undefined, depth: number): readonly PlacedNode[] =>
    (below.get(parent) ?? []).flatMap((node) => [{ node, depth }, ...from(node.id, depth + 1)])
  return from(undefined, 0)
}

/** The counties that what a jurisdiction says binds; a county's own node among them. Pure. */
export function countiesUnder(
  nodes: readonly JurisdictionNode[],
  id: string,
): readonly JurisdictionNode[] {
  return nodes.flatMap((node) => {
    if (node.id === id) return node.level === 'county' ? [node] : []
    return node.parent === id ? countiesUnderChild(nodes, node) : []
  })
}

function countiesUnderChild(
  nodes: readonly JurisdictionNode[],
  child: JurisdictionNode,
): readonly JurisdictionNode[] {
  return child.level === 'county' ? [child] : countiesUnder(nodes, child.id)
}
