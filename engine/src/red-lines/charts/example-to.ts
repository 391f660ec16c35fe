import type { ChartEdge } from '../../model/chart-edges.ts'
import type { Facts } from '../../decisions/facts.ts'
import type { IssueExample } from '../../model/issue-example.ts'
import { statePath } from '../../model/state-nodes.ts'
import type { CaseSnapshot } from '../../pathways/case-snapshot.ts'
import { chartPaths } from '../../proof/statechart/chart-paths.ts'
import { playPath } from '../../proof/statechart/play-path.ts'
import type { GuardedChart } from './guarded-chart.ts'

/** How many ways are played before none is taken to be found. */
const waysPlayed = 12

/** A case that comes to a transition and then shows something. `undefined` when none was found. Pure. */
export function exampleThrough(
  { bundle, pathway, edges, start }: GuardedChart,
  through: { readonly from: string; readonly transition: string },
  seen: {
    readonly asOf: string
    readonly given: Facts
    readonly shows: (end: CaseSnapshot) => boolean
  },
): IssueExample | undefined {
  let played = 0
  const last = (edge: ChartEdge) =>
    edge.from === through.from && edge.transition.meta.id === through.transition
  for (const way of chartPaths(edges, start, last)) {
    const example = playPath(bundle, pathway, way, seen)
    if (example !== undefined) return example
    if (++played >= waysPlayed) return undefined
  }
  return undefined
}

/** A case that comes to rest in a state, of which some facts are known, and that shows something there. `undefined` when none was found. Pure. */
export function exampleAt(
  { bundle, pathway, edges, start }: GuardedChart,
  state: string,
  seen: {
    readonly asOf: string
    readonly given: Facts
    readonly shows?: (end: CaseSnapshot) => boolean
  },
): IssueExample | undefined {
  const { shows = () => true } = seen
  const question = {
    ...seen,
    shows: (end: CaseSnapshot) => statePath(end.value) === state && shows(end),
  }
  if (state === start) {
    const at = playPath(bundle, pathway, [], question)
    if (at !== undefined) return at
  }
  let played = 0
  for (const way of chartPaths(edges, start, ({ to }) => to === state)) {
    const example = playPath(bundle, pathway, way, question)
    if (example !== undefined) return example
    if (++played >= waysPlayed) return undefined
  }
  return undefined
}
