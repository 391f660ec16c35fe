import type { Positions } from '../../document/commands/place-state.ts'
import { isWithin, type StatePath } from '../../document/state/state-path.ts'
import type { AutomaticLayout } from './statechart-layout.ts'
import type { Statechart } from './statechart.ts'
import { placeBoxes, type Rectangle } from './statechart-geometry.ts'
import { type LabelSize, leafBoxes, pathThrough, type Route, routeEdges } from './edge-routes.ts'

export interface StatechartGeometry {
  readonly boxes: ReadonlyMap<StatePath, Rectangle>
  readonly routes: ReadonlyMap<string, Route>
}

/**
 * Boxes and arrows for the positions on screen. Where the boxes still lie as the automatic layout put them, its
 * arrows are used; those of boxes that were moved are drawn anew, at right angles too. Pure.
 */
export function routeStatechart(
  statechart: Statechart,
  positions: Positions,
  labels: ReadonlyMap<string, LabelSize>,
  layout: AutomaticLayout | undefined,
): StatechartGeometry {
  const untouched = (path: StatePath): boolean => {
    const wanted = layout?.positions[path]
    const actual = positions[path]
    return wanted !== undefined && wanted.x === actual?.x && wanted.y === actual.y
  }
  const sizes = new Map(
    [...(layout?.sizes ?? [])].filter(([compound]) =>
      statechart.nodes.every(
        ({ path }) => path === compound || !isWithin(path, compound) || untouched(path),
      ),
    ),
  )
  const boxes = placeBoxes(statechart, positions, sizes)
  const intended =
    layout === undefined ? undefined : placeBoxes(statechart, layout.positions, layout.sizes)
  const same = (path: StatePath): boolean => {
    const a = boxes.get(path)
    const b = intended?.get(path)
    return (
      layout?.positions[path] !== undefined &&
      a !== undefined &&
      b !== undefined &&
      a.x === b.x &&
      a.y === b.y &&
      a.width === b.width &&
      a.height === b.height
    )
  }
  const routes = new Map<string, Route>()
  for (const edge of statechart.edges) {
    const route = layout?.routes.get(edge.id)
    if (route === undefined || route.points.length < 2 || !same(edge.source) || !same(edge.target))
      continue
    const middle = route.points[Math.floor(route.points.length / 2)] ?? { x: 0, y: 0 }
    routes.set(edge.id, { path: pathThrough(route.points), label: route.label ?? middle })
  }
  const rest = statechart.edges.filter((edge) => !routes.has(edge.id))
  const taken = [
    ...leafBoxes(statechart, boxes),
    ...[...routes].map(([id, { label }]) => {
      const size = labels.get(id) ?? { width: 80, height: 24 }
      return { x: label.x - size.width / 2, y: label.y - size.height / 2, ...size }
    }),
  ]
  for (const [id, route] of routeEdges(rest, boxes, labels, taken)) routes.set(id, route)
  return { boxes, routes }
}
