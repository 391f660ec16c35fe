import type { Duty } from '@jieli/engine'
import {
  Background,
  type Connection,
  ConnectionMode,
  ControlButton,
  Controls,
  type EdgeChange,
  MarkerType,
  MiniMap,
  type NodeChange,
  Position as Side,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Position, Positions } from '../../document/commands/place-state.ts'
import type { StatePath } from '../../document/state/state-path.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { inset } from './statechart-geometry.ts'
import './canvas.css'
import { dutyPlaces } from './duty-places.ts'
import type { StatechartBadges, ElementBadge } from './element-badges.ts'
import { firstView } from './first-view.ts'
import { routeStatechart } from './route-statechart.ts'
import { type Selection, nothingSelected } from './selection.ts'
import { StateBox, type StateBoxNode } from './state-box.tsx'
import { TransitionArrow, type TransitionArrowEdge } from './transition-arrow.tsx'
import { useAriaLabels } from './use-aria-labels.ts'
import type { StatechartModel } from './use-statechart.ts'

const nodeTypes = { state: StateBox }
const edgeTypes = { transition: TransitionArrow }
const noNames: ReadonlySet<string> = new Set()

export interface StatechartViewProps {
  readonly model: StatechartModel
  /** States highlighted as where a case is. */
  readonly active?: readonly StatePath[]
  /** Transitions highlighted as the way a case came. */
  readonly taken?: readonly string[]
  readonly problems?: {
    readonly states: ReadonlySet<string>
    readonly transitions: ReadonlySet<string>
  }
  /** The state the statechart opens on; else where the case is, else where the pathway begins. */
  readonly focus?: StatePath | undefined
  /** Where states and transitions come from, and which of them are locked. */
  readonly badges?: StatechartBadges | undefined
  readonly selection?: Selection
  readonly onSelect?: (selection: Selection) => void
  /** With it the statechart can be edited; `how` lets the steps of one keyboard move become one undo step. */
  readonly onMove?: (positions: Positions, how: 'drag' | 'keyboard') => void
  readonly onConnect?: (source: StatePath, target: StatePath) => void
  readonly onArrange?: () => void
  readonly children?: ReactNode
}

/** Draws a pathway. Must be inside a `ReactFlowProvider`. */
export function StatechartView(props: StatechartViewProps) {
  const { t } = useTranslation()
  const text = useText()
  const ariaLabels = useAriaLabels()
  const { model } = props
  const { statechart, pathway } = model
  const selection = props.selection ?? nothingSelected
  const editable = props.onMove !== undefined
  // Places under the pointer while boxes are dragged; the document hears of it when they are let go.
  const [dragged, setDragged] = useState<Record<StatePath, Position>>({})
  const positions = useMemo(() => ({ ...model.positions, ...dragged }), [model.positions, dragged])
  const geometry = useMemo(
    () => routeStatechart(statechart, positions, model.sizes, model.layout),
    [statechart, positions, model.sizes, model.layout],
  )

  const duties = useMemo(() => dutyPlaces(model.ruleset, pathway), [model.ruleset, pathway])
  const titlesAt = (places: ReadonlyMap<string, readonly Duty[]>, ids: readonly string[]) => [
    ...new Set(ids.flatMap((id) => places.get(id) ?? []).map(({ title: words }) => text(words))),
  ]

  const frame = useRef<HTMLDivElement>(null)
  const select = (change: Partial<Selection>): void =>
    props.onSelect?.({ ...nothingSelected, ...change })

  const nodes = statechart.nodes.map((node): StateBoxNode => {
    const box = geometry.boxes.get(node.path) ?? { x: 0, y: 0, width: 188, height: 56 }
    const at = positions[node.path] ?? { x: 0, y: 0 }
    const { width, height } = box
    const title = node.state === undefined ? t('canvas.anyState') : text(node.state.meta.title)
    const owner = pathway.parties.find((party) => party.id === node.state?.meta.owner)
    return {
      id: node.path,
      type: 'state',
      position: at,
      width,
      height,
      measured: { width, height },
      handles: [
        { id: Side.Top, type: 'source', position: Side.Top, x: width / 2, y: 0 },
        { id: Side.Right, type: 'source', position: Side.Right, x: width, y: height / 2 },
        { id: Side.Bottom, type: 'source', position: Side.Bottom, x: width / 2, y: height },
        { id: Side.Left, type: 'source', position: Side.Left, x: 0, y: height / 2 },
      ],
      ...(node.parent === undefined ? {} : { parentId: node.parent }),
      selected: selection.states.includes(node.path),
      ariaLabel: t('canvas.stateNamed', { title, key: node.key }),
      data: {
        node,
        title,
        owner: owner === undefined ? undefined : text(owner.title),
        inner: node.inner.map((entry) => ({
          id: entry.id,
          title: model.labelOf(entry).title,
          badges: badgesOf(props.badges?.transitions, [entry.id]),
          duties: titlesAt(duties.transitions, [entry.id]),
        })),
        selectedTransition: selection.transitions[0],
        badges: badgesOf(props.badges?.states, [node.path]),
        duties: titlesAt(duties.states, [node.path]),
        highlighted: props.active?.includes(node.path) ?? false,
        problem: props.problems?.states.has(node.path) ?? false,
        connectable: editable,
        onTransition: (id) => select({ transitions: [id] }),
      },
    }
  })

  const titleOf = (path: StatePath): string =>
    nodes.find((node) => node.id === path)?.data.title ?? path
  const taken = props.taken === undefined ? noNames : new Set(props.taken)
  const edges = statechart.edges.flatMap((edge): TransitionArrowEdge[] => {
    const route = geometry.routes.get(edge.id)
    const label = model.labels.get(edge.id)
    if (route === undefined || label === undefined) return []
    const selected = edge.ids.some((id) => selection.transitions.includes(id))
    const highlighted = edge.ids.some((id) => taken.has(id))
    const color = selected ? '#0958d9' : highlighted ? '#1a7f37' : '#7b8799'
    const description = t('canvas.transitionNamed', {
      event:
        label.guards.length === 0
          ? label.title
          : `${label.title} [${label.guards.join(t('canvas.or'))}]`,
      source: titleOf(edge.source),
      target: titleOf(edge.target),
    })
    return [
      {
        id: edge.id,
        type: 'transition',
        source: edge.source,
        target: edge.target,
        selected,
        ariaLabel: description,
        reconnectable: false,
        markerEnd: { type: MarkerType.ArrowClosed, color, width: 16, height: 16 },
        data: {
          route,
          label,
          badges: badgesOf(props.badges?.transitions, edge.ids),
          duties: titlesAt(duties.transitions, edge.ids),
          highlighted,
          problem: edge.ids.some((id) => props.problems?.transitions.has(id) ?? false),
          onSelect:
            props.onSelect === undefined ? undefined : (id) => select({ transitions: [id] }),
        },
      },
    ]
  })

  const onNodesChange = (changes: NodeChange<StateBoxNode>[]): void => {
    const moved: Record<StatePath, Position> = {}
    const dropped: Record<StatePath, Position> = {}
    let states: StatePath[] | undefined
    for (const change of changes) {
      if (change.type === 'position' && change.position !== undefined) {
        const inside =
          statechart.nodes.find((node) => node.path === change.id)?.parent !== undefined
        const at = inside ? keptInside(change.position) : change.position
        if (change.dragging === true) moved[change.id] = at
        else dropped[change.id] = at
      }
      if (change.type === 'select') {
        states ??= [...selection.states]
        const others = states.filter((path) => path !== change.id)
        states = change.selected ? [...others, change.id] : others
      }
    }
    if (Object.keys(moved).length > 0) setDragged((before) => ({ ...before, ...moved }))
    if (Object.keys(dropped).length > 0) {
      const byPointer = Object.keys(dragged).length > 0
      setDragged({})
      props.onMove?.({ ...model.positions, ...dropped }, byPointer ? 'drag' : 'keyboard')
    }
    if (states !== undefined) props.onSelect?.({ states, transitions: [] })
  }
  const onEdgesChange = (changes: EdgeChange<TransitionArrowEdge>[]): void => {
    const chosen = changes.flatMap((change) =>
      change.type === 'select' && change.selected ? [change.id] : [],
    )
    if (chosen.length > 0) props.onSelect?.({ states: selection.states, transitions: chosen })
  }
  const onConnect = ({ source, target }: Connection): void => props.onConnect?.(source, target)

  const showFirst = (flow: ReactFlowInstance<StateBoxNode, TransitionArrowEdge>): void => {
    const screen = frame.current?.getBoundingClientRect()
    const focus =
      props.focus ??
      props.active?.[0] ??
      statechart.nodes.find((node) => node.initial && node.parent === undefined)?.path
    if (screen !== undefined)
      void flow.setViewport(
        firstView(geometry.boxes.values(), geometry.boxes.get(focus ?? ''), screen),
      )
  }

  if (!model.ready) return <div className="statechart-wait" aria-busy="true" />
  return (
    <ReactFlow<StateBoxNode, TransitionArrowEdge>
      key={pathway.id}
      ref={frame}
      className="statechart"
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onConnect={onConnect}
      onPaneClick={() => props.onSelect?.(nothingSelected)}
      connectionMode={ConnectionMode.Loose}
      connectionRadius={28}
      nodesDraggable={editable}
      nodesConnectable={editable}
      elementsSelectable={props.onSelect !== undefined}
      nodesFocusable={props.onSelect !== undefined}
      edgesFocusable={props.onSelect !== undefined}
      deleteKeyCode={null}
      multiSelectionKeyCode={['Meta', 'Control', 'Shift']}
      selectionKeyCode="Shift"
      zoomOnDoubleClick={false}
      minZoom={0.15}
      maxZoom={2}
      onInit={showFirst}
      fitViewOptions={{ maxZoom: 1, padding: 0.08 }}
      ariaLabelConfig={ariaLabels}
      proOptions={{ hideAttribution: true }}
    >
      <Background gap={20} size={1.2} color="#d5dbe4" />
      <Controls showInteractive={false} position="bottom-left">
        {props.onArrange !== undefined && (
          <ControlButton
            title={t('canvas.arrange')}
            aria-label={t('canvas.arrange')}
            onClick={props.onArrange}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M6 1h4v4H6zM1 11h4v4H1zm10 0h4v4h-4zM7.4 5h1.2v2.4H13V11h-1.2V8.6H4.2V11H3V7.4h4.4z" />
            </svg>
          </ControlButton>
        )}
      </Controls>
      <MiniMap
        pannable
        zoomable
        position="bottom-right"
        nodeColor={(node) =>
          node.data.highlighted ? '#1a7f37' : node.selected ? '#0958d9' : '#c3ccd9'
        }
        maskColor="rgb(244 246 249 / 72%)"
      />
      {props.children}
    </ReactFlow>
  )
}

const noBadges: readonly ElementBadge[] = []

function badgesOf(
  badges: ReadonlyMap<string, ElementBadge> | undefined,
  ids: readonly string[],
): readonly ElementBadge[] {
  return badges === undefined ? noBadges : ids.flatMap((id) => badges.get(id) ?? [])
}

/** Children may not cover their parent's title. */
function keptInside(at: Position): Position {
  return { x: Math.max(at.x, inset.side / 2), y: Math.max(at.y, inset.top) }
}
