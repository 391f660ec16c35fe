import type { Pathway, Ruleset } from '@jieli/engine'
import { ReactFlowProvider } from '@xyflow/react'
import type { StatePath } from '../../document/state/state-path.ts'
import { StatechartView } from './statechart-view.tsx'
import { useStatechart } from './use-statechart.ts'

/** A pathway to look at: where a case is and how it came there. Fills its parent, which needs a height. */
export function PathwayStatechart(props: {
  readonly ruleset: Ruleset
  readonly pathway: Pathway
  /** Highlighted states, `review.waiting`; their parents too, by `highlightedStates`. */
  readonly active: readonly StatePath[]
  /** Highlighted transitions, by `meta.id`. */
  readonly taken: readonly string[]
}) {
  const model = useStatechart(props.ruleset, props.pathway)
  return (
    <ReactFlowProvider>
      <StatechartView model={model} active={props.active} taken={props.taken} />
    </ReactFlowProvider>
  )
}
