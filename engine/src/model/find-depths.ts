/**
 * How many nodes stand in a row from each node to the farthest it leads to, itself included; those it leads to come
 * first. A node that leads into a circle has no depth and is not there. Pure.
 */
export function findDepths(
  edges: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, number> {
  const waiting = new Map<string, number>()
  const behind = new Map<string, string[]>()
  for (const [node, targets] of edges) {
    const known = new Set(targets.filter((target) => edges.has(target)))
    waiting.set(node, known.size)
    for (const target of known) {
      const others = behind.get(target)
      if (others === undefined) behind.set(target, [node])
      else others.push(node)
    }
  }
  const depths = new Map<string, number>()
  const next = new Map<string, number>()
  const ready = [...waiting].flatMap(([node, count]) => (count === 0 ? [node] : []))
  // Walked with a list of its own: a chain of references may be longer than the stack is deep.
  for (const node of ready) {
    const depth = (next.get(node) ?? 0) + 1
    depths.set(node, depth)
    for (const other of behind.get(node) ?? []) {
      next.set(other, Math.max(next.get(other) ?? 0, depth))
      const left = (waiting.get(other) ?? 1) - 1
      waiting.set(other, left)
      if (left === 0) ready.push(other)
    }
  }
  return depths
}
