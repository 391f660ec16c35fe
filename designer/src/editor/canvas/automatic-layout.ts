import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Position } from '../../document/commands/place-state.ts'
import type { StatePath } from '../../document/state/state-path.ts'
import type { Statechart, StatechartNode } from './statechart.ts'
import { boxSize, innerRowHeight, inset } from './statechart-geometry.ts'
import type { AutomaticLayout } from './statechart-layout.ts'
import type { LabelSize } from './edge-routes.ts'

let elk: InstanceType<typeof ELK> | undefined

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.edgeCoords': 'ROOT',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.layered.layering.strategy': 'LONGEST_PATH',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': '22',
  'elk.layered.spacing.edgeNodeBetweenLayers': '10',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
  'elk.spacing.nodeNode': '40',
  'elk.spacing.edgeNode': '20',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeLabel': '4',
}

/** The label sits on its arrow, so that it is plain which arrow it belongs to. */
const onTheLine = { 'elk.edgeLabels.inline': 'true', 'elk.edgeLabels.placement': 'CENTER' }

/** Arranges a statechart in layers from its beginning. Runs in a worker, which is loaded the first time. */
export async function arrange(
  statechart: Statechart,
  labels: ReadonlyMap<string, LabelSize>,
): Promise<AutomaticLayout> {
  elk ??= new ELK({ workerUrl })
  const children = Map.groupBy(statechart.nodes, (node) => node.parent ?? '')
  const toElk = (node: StatechartNode): ElkNode => {
    const inner = children.get(node.path)?.map(toElk)
    return inner === undefined
      ? { id: node.path, ...boxSize(node) }
      : {
          id: node.path,
          children: inner,
          layoutOptions: {
            ...options,
            'elk.padding': `[top=${inset.top},left=${inset.side},bottom=${inset.bottom + node.inner.length * innerRowHeight},right=${inset.side}]`,
          },
        }
  }
  const edges = statechart.edges.map((edge): ElkExtendedEdge => {
    const size = labels.get(edge.id) ?? { width: 80, height: 24 }
    return {
      id: `edge:${edge.id}`,
      sources: [edge.source],
      targets: [edge.target],
      labels: [{ id: `label:${edge.id}`, text: edge.id, ...size, layoutOptions: onTheLine }],
    }
  })
  const result = await elk.layout({
    id: 'root:',
    layoutOptions: options,
    children: (children.get('') ?? []).map(toElk),
    edges,
  })
  const positions: Record<StatePath, Position> = {}
  const sizes = new Map<StatePath, { width: number; height: number }>()
  const visit = (node: ElkNode): void => {
    for (const child of node.children ?? []) {
      positions[child.id] = { x: Math.round(child.x ?? 0), y: Math.round(child.y ?? 0) }
      if (child.children !== undefined)
        sizes.set(child.id, { width: child.width ?? 0, height: child.height ?? 0 })
      visit(child)
    }
  }
  visit(result)
  const routes = new Map(
    (result.edges ?? []).map((edge) => {
      const section = edge.sections?.[0]
      const points =
        section === undefined
          ? []
          : [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]
      const label = edge.labels?.[0]
      const middle =
        label?.x === undefined || label.y === undefined
          ? undefined
          : { x: label.x + (label.width ?? 0) / 2, y: label.y + (label.height ?? 0) / 2 }
      return [edge.id.slice('edge:'.length), { points, label: middle }] as const
    }),
  )
  return { positions, sizes, routes }
}
