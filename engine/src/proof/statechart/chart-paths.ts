import type { ChartEdge } from '../../model/chart-edges.ts'

/** How many ways are looked at, and how long one may be. */
const pathLimit = 400
const lengthLimit = 24

/** Ways through a chart from one state at rest to an edge that is wanted, the shortest first, none through a state twice. Pure. */
export function* chartPaths(
  edges: readonly ChartEdge[],
  start: string,
  wanted: (edge: ChartEdge) => boolean,
): Generator<readonly ChartEdge[]> {
  const leaving = Map.groupBy(edges, ({ from }) => from)
  const pending: (readonly ChartEdge[])[] = [[]]
  let looked = 0
  for (let path = pending.shift(); path !== undefined; path = pending.shift()) {
    const at = path.at(-1)?.to ?? start
    for (const edge of leaving.get(at) ?? []) {
      const way = [...path, edge]
      if (wanted(edge)) yield way
      const seen = edge.to === start || path.some(({ to }) => to === edge.to)
      if (edge.to === undefined || seen || way.length >= lengthLimit) continue
      if (++looked > pathLimit) return
      pending.push(way)
    }
  }
}
