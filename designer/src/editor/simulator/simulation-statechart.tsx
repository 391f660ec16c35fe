import type { Pathway, Ruleset } from '@jieli/engine'
import { ReactFlowProvider, useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { StatechartView } from '../canvas/statechart-view.tsx'
import { useStatechart } from '../canvas/use-statechart.ts'
import { panTime } from '../../kit/less-motion.ts'

/** The pathway with the way the case came and the state it is in highlighted up. */
export function SimulationStatechart(props: {
  readonly ruleset: Ruleset
  readonly pathway: Pathway
  readonly active: readonly string[]
  readonly taken: readonly string[]
}) {
  return (
    <div className="simulation-statechart">
      <ReactFlowProvider>
        <HighlightedStatechart {...props} />
      </ReactFlowProvider>
    </div>
  )
}

function HighlightedStatechart(props: Parameters<typeof SimulationStatechart>[0]) {
  const model = useStatechart(props.ruleset, props.pathway)
  return (
    <StatechartView model={model} active={props.active} taken={props.taken}>
      <FollowState state={props.active.at(-1)} />
    </StatechartView>
  )
}

/** Moves the picture when the case goes to a state that lies outside it. */
function FollowState(props: { readonly state: string | undefined }) {
  const { state } = props
  const flow = useReactFlow()
  const store = useStoreApi()
  useEffect(() => {
    const node = state === undefined ? undefined : flow.getInternalNode(state)
    if (node === undefined) return
    const { x, y } = node.internals.positionAbsolute
    const { width = 0, height = 0 } = node.measured
    const [left, top, zoom] = store.getState().transform
    const box = {
      x: x * zoom + left,
      y: y * zoom + top,
      width: width * zoom,
      height: height * zoom,
    }
    const { width: paneWidth, height: paneHeight } = store.getState()
    const inside =
      box.x >= 0 && box.y >= 0 && box.x + box.width <= paneWidth && box.y + box.height <= paneHeight
    if (!inside) void flow.setCenter(x + width / 2, y + height / 2, { zoom, duration: panTime })
  }, [state, flow, store])
  return null
}
