import type { Position } from '../commands/place-state.ts'
import { isWithin } from '../document/state-path.ts'
import type { Chart, ChartEdge } from './chart.ts'
import type { Rectangle } from './chart-geometry.ts'

/** How an arrow runs: an SVG path, and where its label's middle lies. */
export interface Route {
  readonly path: string
  readonly label: Position
}

export interface LabelSize {
  readonly width: number
  readonly height: number
}

type Side = 'top' | 'right' | 'bottom' | 'left'

interface End {
  readonly box: Rectangle
  readonly side: Side
  at: Position
}

interface Curve {
  readonly edge: ChartEdge
  readonly from: End
  readonly to: End
}

const normals: Record<Side, Position> = {
  top: { x: 0, y: -1 },
  right: { x: 1, y: 0 },
  bottom: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
}

/**
 * Curves for arrows whose boxes people placed by hand: ends are spread along the sides that face each other, and
 * labels slide along their arrow until they cover neither a box nor another label. Pure.
 */
export function routeEdges(
  edges: readonly ChartEdge[],
  boxes: ReadonlyMap<string, Rectangle>,
  labels: ReadonlyMap<string, LabelSize>,
  leaves: readonly Rectangle[],
): Map<string, Route> {
  const curves = edges.flatMap((edge): Curve[] => {
    const source = boxes.get(edge.source)
    const target = boxes.get(edge.target)
    if (source === undefined || target === undefined) return []
    const [from, to] = facingSides(edge, source, target)
    return [
      {
        edge,
        from: { box: source, side: from, at: middleOf(source) },
        to: { box: target, side: to, at: middleOf(target) },
      },
    ]
  })
  spreadEnds(curves)
  const routes = new Map<string, Route>()
  const taken: Rectangle[] = [...leaves]
  for (const curve of curves) {
    const points = controlPoints(curve)
    const size = labels.get(curve.edge.id) ?? { width: 80, height: 24 }
    const label = placeLabel(points, size, taken)
    taken.push(around(label, size))
    const [a, b, c, d] = points
    routes.set(curve.edge.id, {
      path: `M${point(a)} C${point(b)} ${point(c)} ${point(d)}`,
      label,
    })
  }
  return routes
}

/** The boxes labels must not cover: all but those that hold others. Pure. */
export function leafBoxes(chart: Chart, boxes: ReadonlyMap<string, Rectangle>): Rectangle[] {
  return chart.nodes.flatMap((node) => {
    const box = boxes.get(node.path)
    return node.compound || box === undefined ? [] : [box]
  })
}

/** The path of an arrow through given corners, rounded. Pure. */
export function pathThrough(points: readonly Position[], radius = 8): string {
  const [first, ...rest] = points
  if (first === undefined) return ''
  let path = `M${point(first)}`
  rest.forEach((corner, index) => {
    const before = index === 0 ? first : (rest[index - 1] ?? first)
    const after = rest[index + 1]
    if (after === undefined) {
      path += ` L${point(corner)}`
      return
    }
    const into = towards(corner, before, radius)
    const out = towards(corner, after, radius)
    path += ` L${point(into)} Q${point(corner)} ${point(out)}`
  })
  return path
}

function facingSides(edge: ChartEdge, source: Rectangle, target: Rectangle): [Side, Side] {
  if (isWithin(edge.source, edge.target) || isWithin(edge.target, edge.source))
    return ['right', edge.source === edge.target ? 'top' : 'right']
  const gapRight = target.x - (source.x + source.width)
  const gapLeft = source.x - (target.x + target.width)
  const gapBelow = target.y - (source.y + source.height)
  const gapAbove = source.y - (target.y + target.height)
  const widest = Math.max(gapRight, gapLeft, gapBelow, gapAbove)
  if (widest === gapRight) return ['right', 'left']
  if (widest === gapLeft) return ['left', 'right']
  return widest === gapBelow ? ['bottom', 'top'] : ['top', 'bottom']
}

/** Gives the ends on each side of each box a place of their own, in the order of where they lead. */
function spreadEnds(curves: readonly Curve[]): void {
  const groups = new Map<string, { end: End; other: Rectangle }[]>()
  const add = (end: End, other: Rectangle): void => {
    const key = `${end.side} ${end.box.x} ${end.box.y} ${end.box.width}`
    groups.set(key, [...(groups.get(key) ?? []), { end, other }])
  }
  for (const { from, to } of curves) {
    add(from, to.box)
    add(to, from.box)
  }
  for (const group of groups.values()) {
    const along = (box: Rectangle, side: Side): number =>
      side === 'left' || side === 'right' ? middleOf(box).y : middleOf(box).x
    group.sort((a, b) => along(a.other, a.end.side) - along(b.other, b.end.side))
    group.forEach(({ end }, index) => {
      const share = (index + 1) / (group.length + 1)
      const { x, y, width, height } = end.box
      end.at =
        end.side === 'left' || end.side === 'right'
          ? { x: end.side === 'left' ? x : x + width, y: y + height * share }
          : { x: x + width * share, y: end.side === 'top' ? y : y + height }
    })
  }
}

type Cubic = readonly [Position, Position, Position, Position]

function controlPoints({ from, to }: Curve): Cubic {
  const distance = Math.hypot(to.at.x - from.at.x, to.at.y - from.at.y)
  const reach = Math.min(Math.max(distance * 0.45, 36), 220)
  const out = normals[from.side]
  const into = normals[to.side]
  return [
    from.at,
    { x: from.at.x + out.x * reach, y: from.at.y + out.y * reach },
    { x: to.at.x + into.x * reach, y: to.at.y + into.y * reach },
    to.at,
  ]
}

function placeLabel(points: Cubic, size: LabelSize, taken: readonly Rectangle[]): Position {
  for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
    const at = pointOn(points, t)
    if (!taken.some((other) => overlaps(around(at, size), other))) return at
  }
  return pointOn(points, 0.5)
}

function pointOn([a, b, c, d]: Cubic, t: number): Position {
  const s = 1 - t
  const mix = (axis: 'x' | 'y'): number =>
    s ** 3 * a[axis] + 3 * s ** 2 * t * b[axis] + 3 * s * t ** 2 * c[axis] + t ** 3 * d[axis]
  return { x: mix('x'), y: mix('y') }
}

function around(at: Position, size: LabelSize): Rectangle {
  return { x: at.x - size.width / 2, y: at.y - size.height / 2, ...size }
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function middleOf(box: Rectangle): Position {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

function towards(from: Position, to: Position, distance: number): Position {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length === 0 ? 0 : Math.min(distance, length / 2) / length
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

function point({ x, y }: Position): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`
}
