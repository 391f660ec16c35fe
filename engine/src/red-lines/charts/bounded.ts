import type { ChartEdge } from '../../model/chart-edges.ts'
import type { IssueExample } from '../../model/issue-example.ts'
import { statePath } from '../../model/state-nodes.ts'
import { playPath } from '../../proof/statechart/play-path.ts'
import { chartPaths } from '../../proof/statechart/chart-paths.ts'
import { titleAt } from '../around-state.ts'
import { covers, fewer } from '../covers.ts'
import type { CheckOf, RedLineKind } from '../red-line-kind.ts'
import { causeOf, chartIssue, roleTitles } from './chart-issue.ts'
import { eachChart } from './each-chart.ts'
import type { GuardedChart } from './guarded-chart.ts'

type Bounded = CheckOf<'bounded'>

/** How many rounds are played before none is taken to be found. */
const roundsPlayed = 24

const check: RedLineKind<'bounded'>['check'] = (context, check) =>
  eachChart(context, check, (chart) => {
    const { pathway, bundle, start, edges } = chart
    const [shortest] = waysBack(chart, check)
    if (shortest === undefined) return []
    const asOf = chart.latestDay(edges)
    const play = (way: readonly ChartEdge[], back: readonly ChartEdge[]) =>
      playPath(bundle, pathway, [...way, ...back], {
        asOf,
        given: {},
        shows: ({ value }) => statePath(value) === back.at(-1)?.to,
      })
    const shown = firstPlayed(chart, check, play)
    const back = shown?.back ?? shortest
    const last = back.at(-1) as ChartEdge
    return [
      chartIssue(context, chart, {
        code: 'RED_LINE_ROUND',
        path: `/pathways/${pathway.id}/transitions/${back[0]?.transition.meta.id ?? ''}`,
        values: {
          from: titleAt(pathway, back[0]?.from ?? start),
          state: titleAt(pathway, last.to ?? ''),
          way: causeOf(pathway, back[0] ?? last),
          by: roleTitles(check.by, 'events'),
        },
        example: shown?.example,
      }),
    ]
  })

/** The first round that a case can be played through: the way there, out, and back. */
function firstPlayed(
  chart: GuardedChart,
  check: Bounded,
  play: (way: readonly ChartEdge[], back: readonly ChartEdge[]) => IssueExample | undefined,
): { readonly back: readonly ChartEdge[]; readonly example: IssueExample } | undefined {
  let played = 0
  for (const back of waysBack(chart, check))
    for (const way of chartPaths(chart.edges, chart.start, ({ to }) => to === back[0]?.from)) {
      const example = play(way, back)
      if (example !== undefined) return { back, example }
      if (++played >= roundsPlayed) return undefined
    }
  return undefined
}

/** The ways that leave such a state and come back to one without an event that may begin another round, by their first step. */
function* waysBack(chart: GuardedChart, { through, by }: Bounded): Generator<readonly ChartEdge[]> {
  const inside = (leaf: string) => chart.means(leaf, through)
  const counts = chart.edges.filter((edge) => {
    const role = chart.roleOf(edge)
    return (
      edge.to !== undefined &&
      edge.to !== edge.from &&
      (role === undefined || !by.includes(role)) &&
      chart.canOpen(edge.transition.guard)
    )
  })
  const enters = ({ from, to }: ChartEdge) => !inside(from) && to !== undefined && inside(to)
  for (const edge of counts)
    if (inside(edge.from) && !inside(edge.to ?? ''))
      for (const way of chartPaths(counts, edge.to ?? '', enters)) yield [edge, ...way]
}

/** `bounded`: with the events that may begin another round taken away, no way leads back. */
export const bounded: RedLineKind<'bounded'> = {
  check,
  keeps: (ours, theirs) => covers(ours.through, theirs.through) && covers(theirs.by, ours.by),
  milder: (line) => [
    ...fewer(line.through).map((through) => ({ ...line, through })),
    ...(line.by.includes('decline') ? [] : [{ ...line, by: [...line.by, 'decline' as const] }]),
  ],
  describe: ({ through, by }) => {
    const [where, ways] = [roleTitles(through, 'states'), roleTitles(by, 'events')]
    return {
      zh: `离开${where.zh}后，只有经${ways.zh}才能再次进入，不得循环往复`,
      en: `${where.en} is entered again only by ${ways.en}: nobody is sent round and round`,
    }
  },
}
