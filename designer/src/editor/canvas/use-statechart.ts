import { languages, type Pathway, type Ruleset } from '@jieli/engine'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Position } from '../../document/commands/place-state.ts'
import type { StatePath } from '../../document/state/state-path.ts'
import type { TransitionEntry } from '../../document/state/transition-list.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import { arrange } from './automatic-layout.ts'
import type { AutomaticLayout } from './statechart-layout.ts'
import { type Statechart, createStatechart } from './statechart.ts'
import { completePositions } from './statechart-geometry.ts'
import { type EdgeLabel, edgeLabel, labelSize } from './edge-label.ts'
import type { LabelSize } from './edge-routes.ts'

/** Everything needed to draw a pathway. */
export interface StatechartModel {
  readonly ruleset: Ruleset
  readonly pathway: Pathway
  readonly statechart: Statechart
  readonly labels: ReadonlyMap<string, EdgeLabel>
  /** The label of a transition that is drawn inside its state. */
  readonly labelOf: (entry: TransitionEntry) => EdgeLabel
  readonly sizes: ReadonlyMap<string, LabelSize>
  /** Where each box lies: as stored, else as arranged. */
  readonly positions: Readonly<Record<StatePath, Position>>
  readonly layout: AutomaticLayout | undefined
  /** False while boxes without a stored place wait for the automatic layout. */
  readonly ready: boolean
  /** Runs the automatic layout over the whole statechart, stored places or not. */
  readonly arrange: () => Promise<AutomaticLayout>
}

/** Prepares a pathway for drawing. The automatic layout runs only where places are missing, and once for the arrows. */
export function useStatechart(ruleset: Ruleset, pathway: Pathway): StatechartModel {
  const { t } = useTranslation()
  const language = useLanguage()
  const { decisions } = ruleset
  const triggerLabels = useMemo(() => ({ always: t('canvas.always'), done: t('canvas.done') }), [t])
  const statechart = useMemo(() => createStatechart(pathway), [pathway])
  const labels = useMemo(
    () =>
      new Map(
        statechart.edges.map((edge) => [
          edge.id,
          edgeLabel(edge, { decisions, pathway, language, triggerLabels }),
        ]),
      ),
    [statechart, decisions, pathway, language, triggerLabels],
  )
  // Room for the labels of both languages, so that the layout is the same in either.
  const sizes = useMemo(
    () =>
      new Map(
        statechart.edges.map((edge) => {
          const both = languages.map((each) =>
            labelSize(edgeLabel(edge, { decisions, pathway, language: each, triggerLabels })),
          )
          return [
            edge.id,
            {
              width: Math.max(...both.map(({ width }) => width)),
              height: Math.max(...both.map(({ height }) => height)),
            },
          ]
        }),
      ),
    [statechart, decisions, pathway, triggerLabels],
  )

  const [layout, setLayout] = useState<AutomaticLayout>()
  const [failed, setFailed] = useState(false)
  const latest = useRef({ statechart, sizes })
  useLayoutEffect(() => {
    latest.current = { statechart, sizes }
  })
  const runs = useRef(0)
  const runLayout = useCallback(async (): Promise<AutomaticLayout> => {
    const run = ++runs.current
    const result = await arrange(latest.current.statechart, latest.current.sizes)
    if (run === runs.current) setLayout(result)
    return result
  }, [])

  const stored = ruleset.layout[pathway.id]
  const missing = statechart.nodes.some(
    ({ path }) => stored?.[path] === undefined && layout?.positions[path] === undefined,
  )
  const needed = missing || layout === undefined
  useEffect(() => {
    if (!needed) return
    // The picture must not wait for ever for a layout that cannot be made.
    runLayout().catch(() => setFailed(true))
  }, [needed, statechart, runLayout])

  const positions = useMemo(
    () => completePositions(statechart, stored, layout?.positions),
    [statechart, stored, layout],
  )
  const ready = !missing || failed
  return {
    ruleset,
    pathway,
    statechart,
    labels,
    labelOf: ({ trigger, transition }) =>
      edgeLabel(
        { trigger, transitions: [transition] },
        { decisions, pathway, language, triggerLabels },
      ),
    sizes,
    positions,
    layout,
    ready,
    arrange: runLayout,
  }
}
