import type { ChartEdge } from '../../model/chart-edges.ts'
import type { Issue } from '../../model/issue.ts'
import { statePath } from '../../model/state-nodes.ts'
import { titleAt } from '../around-state.ts'
import { covers, fewer } from '../covers.ts'
import type { RedLineContext } from '../red-line-context.ts'
import type { CheckOf, RedLineKind } from '../red-line-kind.ts'
import { causeOf, chartIssue, roleTitles, statesMissing } from './chart-issue.ts'
import { eachChart } from './each-chart.ts'
import { oncePerTransition } from './once-per-transition.ts'
import { exampleAt, exampleThrough } from './example-to.ts'
import type { GuardedChart } from './guarded-chart.ts'
import { playOut } from './play-out.ts'

type Never = CheckOf<'never'>

const check: RedLineKind<'never'>['check'] = (context, check) =>
  eachChart(context, check, (chart) => [
    ...statesMissing(context, chart, check),
    ...beginsThere(context, chart, check),
    ...oncePerTransition(waysInto(chart, check)).map((edge) =>
      entered(context, chart, { check, edge }),
    ),
  ])

function beginsThere(context: RedLineContext, chart: GuardedChart, check: Never): readonly Issue[] {
  const { start, pathway } = chart
  if (!chart.means(start, check.into)) return []
  return [
    chartIssue(context, chart, {
      code: 'RED_LINE_ENTERED',
      path: `/pathways/${pathway.id}`,
      values: {
        state: titleAt(pathway, start),
        from: titleAt(pathway, start),
        way: { zh: '一开始', en: 'the very start' },
      },
      example: exampleAt(chart, start, { asOf: chart.latestDay(), given: {} }),
    }),
  ]
}

/** The transitions that lead into such a state from elsewhere and are none of those that may. */
function waysInto(chart: GuardedChart, { into, by, timers }: Never): readonly ChartEdge[] {
  const rolesAt = (leaf: string) => into.filter((role) => chart.rolesOf(leaf).has(role))
  const may = (edge: ChartEdge, seen: readonly string[]): boolean => {
    if (edge.cause === 'event') {
      const role = chart.roleOf(edge)
      return role !== undefined && by.includes(role)
    }
    if (edge.cause === 'after') return timers === true
    // An automatic step goes on with what led there: all of that has to be allowed.
    if (edge.from === chart.start || seen.includes(edge.from)) return false
    const before = chart.edges.filter(({ to }) => to === edge.from)
    return before.length > 0 && before.every((one) => may(one, [...seen, edge.from]))
  }
  return chart.edges.filter((edge) => {
    if (edge.to === undefined) return false
    const held = rolesAt(edge.from)
    const crosses = rolesAt(edge.to).some((role) => !held.includes(role))
    return crosses && !may(edge, []) && chart.canOpen(edge.transition.guard)
  })
}

function entered(
  context: RedLineContext,
  chart: GuardedChart,
  { check, edge }: { readonly check: Never; readonly edge: ChartEdge },
): Issue {
  const { pathway } = chart
  const { from, to = '', transition } = edge
  return chartIssue(context, chart, {
    code: 'RED_LINE_ENTERED',
    path: `/pathways/${pathway.id}/transitions/${transition.meta.id}`,
    values: {
      state: titleAt(pathway, to),
      from: titleAt(pathway, from),
      way: causeOf(pathway, edge),
    },
    example:
      exampleThrough(
        chart,
        { from, transition: transition.meta.id },
        {
          asOf: chart.latestDay([edge]),
          given: {},
          shows: ({ value }) => statePath(value) !== from,
        },
      ) ??
      (check.pathway === undefined
        ? undefined
        : playOut(chart, {
            asOf: chart.latestDay([edge]),
            through: transition.meta.id,
            shows: ({ value }) => chart.means(statePath(value), check.into),
          })),
  })
}

/** `never`: every transition into such a state from elsewhere is one of the events that may, or waits for a time limit that may. */
export const never: RedLineKind<'never'> = {
  check,
  keeps: (ours, theirs) =>
    covers(ours.into, theirs.into) &&
    covers(theirs.by, ours.by) &&
    (ours.timers !== true || theirs.timers === true),
  milder: (line) => [
    ...fewer(line.into).map((into) => ({ ...line, into })),
    ...(line.by.includes('decline') ? [] : [{ ...line, by: [...line.by, 'decline' as const] }]),
    ...(line.timers === true ? [] : [{ ...line, timers: true }]),
  ],
  describe: ({ into, by, timers }) => {
    const [where, ways] = [roleTitles(into, 'states'), roleTitles(by, 'events')]
    const late =
      timers === true ? { zh: '或因超时', en: ' or by a time limit' } : { zh: '', en: '' }
    return {
      zh: `只有经${ways.zh}${late.zh}才能到${where.zh}，不得自动转入`,
      en: `${where.en} is entered only by ${ways.en}${late.en}, never automatically`,
    }
  },
}
