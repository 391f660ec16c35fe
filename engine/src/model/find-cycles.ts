/** Circles in a graph, each told once, as the nodes along it. Pure. */
export function findCycles(
  edges: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const cycles: string[][] = []
  const done = new Set<string>()
  for (const start of edges.keys()) {
    // Walked with a list of its own: a chain of references may be longer than the stack is deep.
    const path: string[] = []
    const at = new Map<string, number>()
    const waiting: string[][] = [[start]]
    while (waiting.length > 0) {
      const next = waiting.at(-1)?.pop()
      if (next === undefined) {
        waiting.pop()
        const left = path.pop()
        if (left !== undefined) {
          at.delete(left)
          done.add(left)
        }
        continue
      }
      const begun = at.get(next)
      if (begun !== undefined) cycles.push(path.slice(begun))
      else if (!done.has(next)) {
        at.set(next, path.length)
        path.push(next)
        waiting.push([...new Set(edges.get(next))].toReversed())
      }
    }
  }
  return cycles
}
