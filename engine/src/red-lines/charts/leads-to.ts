import type { Facts } from '../../decisions/facts.ts'
import type { Issue } from '../../model/issue.ts'
import { statePath } from '../../model/state-nodes.ts'
import { exploreFacts } from '../../proof/explore-facts.ts'
import { sendEvent } from '../../proof/statechart/send-event.ts'
import { titleAt } from '../around-state.ts'
import { covers } from '../covers.ts'
import type { RedLineContext } from '../red-line-context.ts'
import type { CheckOf, RedLineKind } from '../red-line-kind.ts'
import { chartIssue, missingRole, roleTitles } from './chart-issue.ts'
import { eachChart } from './each-chart.ts'
import { exampleThrough } from './example-to.ts'
import type { GuardedChart } from './guarded-chart.ts'

type LeadsTo = CheckOf<'leadsTo'>

const check: RedLineKind<'leadsTo'>['check'] = (context, check) =>
  eachChart(context, (chart) => {
    const events = chart.eventsOf(check.event)
    if (events.length === 0)
      return [missingRole(context, chart, roleTitles([check.event], 'events'))]
    return events.flatMap(({ id }) =>
      chart.open.flatMap((state) => checkState(context, chart, { check, state, event: id })),
    )
  })

interface Place {
  readonly check: LeadsTo
  readonly state: string
  readonly event: string
}

interface Elsewhere {
  readonly facts: Facts
  readonly transition: string
  readonly to: string
}

/** The first day and case, if there is one, in which the event leads to a state of another meaning. */
function checkState(
  context: RedLineContext,
  chart: GuardedChart,
  { check, state, event }: Place,
): readonly Issue[] {
  const { pathway, bundle, edges } = chart
  const here = edges.filter(
    ({ from, name, cause }) => from === state && name === event && cause === 'event',
  )
  if (here.length === 0) return []
  const means = (leaf: string) => check.to.some((role) => chart.rolesOf(leaf).has(role))
  for (const asOf of chart.daysOf(edges.filter(({ cause }) => cause !== 'event').concat(here)))
    for (const reason of [undefined, 'reason']) {
      let found: Elsewhere | undefined
      const finished = exploreFacts(
        bundle,
        {},
        (facts) =>
          sendEvent(
            bundle,
            pathway,
            { state, facts, asOf },
            { type: event, ...(reason !== undefined && { reason }) },
          ),
        (facts, result) => {
          if (!result.taken) return false
          const to = statePath(result.snapshot.value)
          if (means(to)) return false
          found = { facts, to, transition: result.transitions[0] ?? '' }
          return true
        },
      )
      if (found === undefined && finished) continue
      const { facts = {}, to = '', transition = '' } = found ?? {}
      const example =
        found === undefined
          ? undefined
          : exampleThrough(
              chart,
              { from: state, transition },
              { asOf, given: facts, shows: ({ value }) => !means(statePath(value)) },
            )
      return [
        chartIssue(context, chart, {
          code: 'RED_LINE_LEADS_ELSEWHERE',
          path: `/pathways/${pathway.id}/transitions/${transition === '' ? (here[0]?.transition.meta.id ?? '') : transition}`,
          values: {
            state: titleAt(pathway, state),
            event: pathway.events.find(({ id }) => id === event)?.title ?? event,
            to: to === '' ? { zh: '其他状态', en: 'another state' } : titleAt(pathway, to),
            wanted: roleTitles(check.to, 'states'),
          },
          example,
        }),
      ]
    }
  return []
}

/** `leadsTo`: tried in every state that has the event, for every case that could be told apart, with and without a reason. */
export const leadsTo: RedLineKind<'leadsTo'> = {
  check,
  keeps: (ours, theirs) => ours.event === theirs.event && covers(theirs.to, ours.to),
  milder: (line) => [{ ...line, to: [...line.to, 'cancelled'] }],
  describe: ({ event, to }) => {
    const [what, where] = [roleTitles([event], 'events'), roleTitles(to, 'states')]
    return {
      zh: `办理${what.zh}后只能到${where.zh}，不得转到别处`,
      en: `${what.en} leads to ${where.en} and nowhere else`,
    }
  },
}
