import type { ChartEdge } from '../../model/chart-edges.ts'

/** The first edge of each transition: one written around many states is told once. Pure. */
export function oncePerTransition(edges: readonly ChartEdge[]): readonly ChartEdge[] {
  const seen = new Set<string>()
  return edges.filter(({ transition: { meta } }) => !seen.has(meta.id) && seen.add(meta.id))
}
