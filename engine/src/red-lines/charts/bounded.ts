import type { ChartEdge } from '../../model/chart-edges.ts'
import { statePath } from '../../model/state-nodes.ts'
import { playPath } from '../../proof/statechart/play-path.ts'
import { chartPaths } from '../../proof/statechart/chart-paths.ts'
import { titleAt } from '../around-state.ts'
import { covers, fewer } from '../covers.ts'
import type { CheckOf, RedLineKind } from '../red-line-kind.ts'
import { causeOf, chartIssue, roleTitles } from './chart-issue.ts'
import { eachChart } from './each-chart.ts'
import type { GuardedChart } from './guarded-chart.ts'

const check: RedLineKind<'bounded'>['check'] = (context, check) =>
  eachChart(context, (chart) => {
    const { pathway, bundle, start } = chart
    const back = wayBack(chart, check)
    if (back === undefined) return []
    const last = back.at(-1) as ChartEdge
    const asOf = chart.daysOf(chart.edges).at(-1) ?? '2000-01-01'
    let example
    for (const way of chartPaths(chart.edges, start, ({ to }) => to === back[0]?.from)) {
      const shows = ({ value }: { readonly value: Parameters<typeof statePath>[0] }) =>
        statePath(value) === last.to
      example = playPath(bundle, pathway, [...way, ...back], { asOf, given: {}, shows })
      if (example !== undefined) break
    }
    return [
      chartIssue(context, chart, {
        code: 'RED_LINE_ROUND',
        path: `/pathways/${pathway.id}/transitions/${last.transition.meta.id}`,
        values: {
          from: titleAt(pathway, back[0]?.from ?? ''),
          state: titleAt(pathway, last.to ?? ''),
          way: causeOf(pathway, last),
          by: roleTitles(check.by, 'events'),
        },
        example,
      }),
    ]
  })

/** The shortest way that leaves such a state and comes back to one without an event that may begin another round. */
function wayBack(
  chart: GuardedChart,
  { through, by }: CheckOf<'bounded'>,
): readonly ChartEdge[] | undefined {
  const inside = (leaf: string) => through.some((role) => chart.rolesOf(leaf).has(role))
  const counts = chart.edges.filter((edge) => {
    const role = chart.roleOf(edge)
    return (
      edge.to !== undefined &&
      edge.to !== edge.from &&
      (role === undefined || !by.includes(role)) &&
      chart.canOpen(edge.transition.guard)
    )
  })
  for (const edge of counts) {
    if (!inside(edge.from) || inside(edge.to ?? '')) continue
    for (const way of chartPaths(
      counts,
      edge.to ?? '',
      ({ from, to }) => !inside(from) && to !== undefined && inside(to),
    ))
      return [edge, ...way]
  }
  return undefined
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
