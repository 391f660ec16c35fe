import type { Pathway, Ruleset } from '@jieli/engine'
import { ReactFlowProvider } from '@xyflow/react'
import { ChartView } from '../canvas/chart-view.tsx'
import { useChart } from '../canvas/use-chart.ts'

/** The pathway with the way the case came and the state it is in lit up. */
export function WalkChart(props: {
  readonly ruleset: Ruleset
  readonly pathway: Pathway
  readonly active: readonly string[]
  readonly taken: readonly string[]
}) {
  return (
    <div className="walk-chart">
      <ReactFlowProvider>
        <LitChart {...props} />
      </ReactFlowProvider>
    </div>
  )
}

function LitChart(props: Parameters<typeof WalkChart>[0]) {
  const model = useChart(props.ruleset, props.pathway)
  return <ChartView model={model} active={props.active} taken={props.taken} />
}
