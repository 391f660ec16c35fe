import type { Position } from '../../document/commands/place-state.ts'
import { isWithin } from '../../document/state/state-path.ts'
import type { Statechart, StatechartEdge } from './statechart.ts'
import type { Rectangle } from './statechart-geometry.ts'

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

interface Link {
  readonly edge: StatechartEdge
  readonly from: End
  readonly to: End
}

/**
 * Right-angled arrows for boxes that people placed by hand: ends are spread along the sides that face each other, and
 * labels slide along their arrow until they cover neither a box nor another label. Pure.
 */
export function routeEdges(
  edges: readonly StatechartEdge[],
  boxes: ReadonlyMap<string, Rectangle>,
  labels: ReadonlyMap<string, LabelSize>,
  leaves: readonly Rectangle[],
): Map<string, Route> {
  const links = edges.flatMap((edge): Link[] => {
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
  spreadEnds(links)
  const shares = crossings(links)
  const routes = new Map<string, Route>()
  const taken: Rectangle[] = [...leaves]
  for (const link of links) {
    const points = cornersOf(link, shares.get(link) ?? 0.5)
    const size = labels.get(link.edge.id) ?? { width: 80, height: 24 }
    const label = placeLabel(points, size, taken)
    taken.push(around(label, size))
    routes.set(link.edge.id, { path: pathThrough(points), label })
  }
  return routes
}

/** The boxes labels must not cover: all but those that hold others. Pure. */
export function leafBoxes(
  statechart: Statechart,
  boxes: ReadonlyMap<string, Rectangle>,
): Rectangle[] {
  return statechart.nodes.flatMap((node) => {
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

function facingSides(edge: StatechartEdge, source: Rectangle, target: Rectangle): [Side, Side] {
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
function spreadEnds(links: readonly Link[]): void {
  const groups = new Map<string, { end: End; other: Rectangle }[]>()
  const add = (end: End, other: Rectangle): void => {
    const key = `${end.side} ${end.box.x} ${end.box.y} ${end.box.width}`
    groups.set(key, [...(groups.get(key) ?? []), { end, other }])
  }
  for (const { from, to } of links) {
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

/** How far an arrow runs straight out of a box before it turns, where the other box is not across. */
const detour = 28

/**
 * The corners of an arrow: straight out of its box, across between the two, straight into the other.
 * @param share where between the two boxes it crosses, so that arrows beside each other keep apart
 */
function cornersOf({ from, to }: Link, share: number): readonly Position[] {
  const [a, d] = [from.at, to.at]
  const across = (p: number, q: number): number => p + (q - p) * share
  if (from.side === to.side) {
    const x = Math.max(a.x, d.x) + detour * (1 + share)
    return [a, { x, y: a.y }, { x, y: d.y }, d]
  }
  if (to.side === 'top' && from.side === 'right') {
    const [x, y] = [a.x + detour * (0.5 + share), d.y - detour * (0.5 + share)]
    return [a, { x, y: a.y }, { x, y }, { x: d.x, y }, d]
  }
  if (from.side === 'left' || from.side === 'right') {
    const x = across(a.x, d.x)
    return [a, { x, y: a.y }, { x, y: d.y }, d]
  }
  const y = across(a.y, d.y)
  return [a, { x: a.x, y }, { x: d.x, y }, d]
}

/** Where each arrow crosses between its two boxes: those that leave a side of a box together cross apart. */
function crossings(links: readonly Link[]): ReadonlyMap<Link, number> {
  const groups = Map.groupBy(links, ({ from }) => `${from.side} ${from.box.x} ${from.box.y}`)
  const shares = [...groups.values()].flatMap((group) =>
    group.map((link, index): [Link, number] => [
      link,
      0.3 + (0.4 * (index + 1)) / (group.length + 1),
    ]),
  )
  return new Map(shares)
}

function placeLabel(
  points: readonly Position[],
  size: LabelSize,
  taken: readonly Rectangle[],
): Position {
  for (const share of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
    const at = pointOn(points, share)
    if (!taken.some((other) => overlaps(around(at, size), other))) return at
  }
  return pointOn(points, 0.5)
}

/** The point at a share of the way along corners. */
function pointOn(points: readonly Position[], share: number): Position {
  const legs = points.slice(1).map((end, index) => {
    const start = points[index] ?? end
    return { start, end, length: Math.hypot(end.x - start.x, end.y - start.y) }
  })
  let left = legs.reduce((sum, { length }) => sum + length, 0) * share
  for (const { start, end, length } of legs) {
    if (left <= length) return towards(start, end, left, length)
    left -= length
  }
  return points.at(-1) ?? { x: 0, y: 0 }
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

/** The point some way from one towards another, at most as far as the limit. */
function towards(from: Position, to: Position, distance: number, limit?: number): Position {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length === 0 ? 0 : Math.min(distance, limit ?? length / 2) / length
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

function point({ x, y }: Position): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`
}
