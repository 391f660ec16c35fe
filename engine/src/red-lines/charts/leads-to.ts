import type { Facts } from '../../decisions/facts.ts'
import { isAutomatic } from '../../model/chart-edges.ts'
import type { Issue } from '../../model/issue.ts'
import type { Text } from '../../model/text.ts'
import { statePath } from '../../model/state-nodes.ts'
import { exploreFacts } from '../../proof/explore-facts.ts'
import { sendEvent } from '../../proof/statechart/send-event.ts'
import { titleAt } from '../around-state.ts'
import { covers } from '../covers.ts'
import type { RedLineContext } from '../red-line-context.ts'
import type { CheckOf, RedLineKind } from '../red-line-kind.ts'
import { chartIssue, roleTitles } from './chart-issue.ts'
import { eachChartWithEvent } from './each-chart.ts'
import { exampleThrough } from './example-to.ts'
import type { GuardedChart } from './guarded-chart.ts'

type LeadsTo = CheckOf<'leadsTo'>

const check: RedLineKind<'leadsTo'>['check'] = (context, check) =>
  eachChartWithEvent(context, check, (chart, events) => {
    return events.flatMap(({ id }) => {
      const found = chart.open.flatMap((state) => elsewhereAt(chart, { check, state, event: id }))
      // A transition written around many states is told once.
      const told = new Map(found.toReversed().map((one) => [one.transition, one]))
      return [...told.values()].toReversed().map((one) => leadsElsewhere(context, chart, one))
    })
  })

interface Place {
  readonly check: LeadsTo
  readonly state: string
  readonly event: string
}

interface Elsewhere extends Place {
  readonly asOf: string
  readonly transition: string
  /** `undefined` when there were too many cases to look at. */
  readonly found: { readonly facts: Facts; readonly to: string } | undefined
}

/** The first day and case, if there is one, in which the event leads to a state of another meaning. */
function elsewhereAt(chart: GuardedChart, place: Place): readonly Elsewhere[] {
  const { check, state, event } = place
  const { pathway, bundle, edges } = chart
  const here = edges.filter(
    ({ from, name, cause }) => from === state && name === event && cause === 'event',
  )
  if (here.length === 0) return []
  const asked = [...here, ...edges.filter(isAutomatic)]
  for (const asOf of chart.daysOf(asked))
    for (const reason of [undefined, 'reason']) {
      let found: Elsewhere | undefined
      const finished = exploreFacts(
        bundle,
        { asOf, given: {}, edges: asked },
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
          if (chart.means(to, check.to)) return false
          const transition = result.transitions[0] ?? ''
          found = { ...place, asOf, transition, found: { facts, to } }
          return true
        },
      )
      if (found !== undefined) return [found]
      if (!finished)
        return [{ ...place, asOf, transition: here[0]?.transition.meta.id ?? '', found: undefined }]
    }
  return []
}

function leadsElsewhere(
  context: RedLineContext,
  chart: GuardedChart,
  { check, state, event, asOf, transition, found }: Elsewhere,
): Issue {
  const { pathway } = chart
  return chartIssue(context, chart, {
    code: 'RED_LINE_LEADS_ELSEWHERE',
    path: `/pathways/${pathway.id}/transitions/${transition}`,
    values: {
      state: titleAt(pathway, state),
      event: pathway.events.find(({ id }) => id === event)?.title ?? event,
      to: found === undefined ? another : titleAt(pathway, found.to),
      wanted: roleTitles(check.to, 'states'),
    },
    example:
      found &&
      exampleThrough(
        chart,
        { from: state, transition },
        {
          asOf,
          given: found.facts,
          shows: ({ value }) => !chart.means(statePath(value), check.to),
        },
      ),
  })
}

const another: Text = { zh: '其他状态', en: 'another state' }

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
