import type { GuardedChart } from '../../red-lines/charts/guarded-chart.ts'
import type { CheckOf } from '../../red-lines/red-line-kind.ts'
import type { Proposal } from '../mutation.ts'
import { means, oneOfEach, somePatients, stateTitle } from './chart-places.ts'
import { addTransition, guardOn, innerState, leading, onChart } from './on-chart.ts'
import { leavesOf } from '../../model/chart-edges.ts'

/** A guarded state comes to be entered of itself, by another event, or by waiting. Pure. */
export function weakenNever(chart: GuardedChart, check: CheckOf<'never'>): readonly Proposal[] {
  const { pathway, open } = chart
  const into = oneOfEach(
    chart,
    leavesOf(pathway)
      .map(({ path }) => path.join('.'))
      .filter((leaf) => means(chart, leaf, check.into)),
  )
  return into.flatMap((to) => {
    const crossing = open.filter((from) =>
      check.into.some((role) => chart.rolesOf(to).has(role) && !chart.rolesOf(from).has(role)),
    )
    return [
      ...oneOfEach(
        chart,
        crossing.filter((from) => entersOtherwise(chart, check, from)),
      ).flatMap((from) => automatic(chart, from, to)),
      ...oneOfEach(chart, crossing).flatMap((from) => [
        ...byEvent(chart, check, { from, to }),
        ...(check.timers === true ? [] : byWaiting(chart, from, to)),
      ]),
    ]
  })
}

/** True when a case comes to the state in a way that does not count as one that may lead on: at the start, or by another event. */
function entersOtherwise(
  { start, edges, roleOf }: GuardedChart,
  { by }: CheckOf<'never'>,
  leaf: string,
): boolean {
  return (
    leaf === start ||
    edges.some((edge) => {
      const role = roleOf(edge)
      return (
        edge.to === leaf && edge.cause === 'event' && (role === undefined || !by.includes(role))
      )
    })
  )
}

function automatic(chart: GuardedChart, from: string, to: string): readonly Proposal[] {
  const [left, reached] = [stateTitle(chart, from), stateTitle(chart, to)]
  const some = somePatients(chart)
  const propose = (
    kind: string,
    whom: { readonly zh: string; readonly en: string },
    edit: Parameters<typeof onChart>[2],
  ) =>
    onChart(
      chart,
      {
        kind,
        what: {
          zh: `“${left.zh}”的${whom.zh}自动转到“${reached.zh}”`,
          en: `${whom.en} in "${left.en}" comes of itself to "${reached.en}"`,
        },
      },
      edit,
    )
  return [
    propose('alwaysInto', { zh: '每个患者', en: 'every patient' }, (pathway) => {
      innerState(pathway, from.split('.')).always = [leading(pathway, to)]
    }),
    ...(some === undefined
      ? []
      : [
          propose(
            'alwaysIntoForSome',
            { zh: '部分患者', en: 'some of the patients' },
            (pathway, draft) => {
              const guard = guardOn(draft, pathway, some)
              innerState(pathway, from.split('.')).always = [leading(pathway, to, guard)]
            },
          ),
        ]),
  ]
}

interface Way {
  readonly from: string
  readonly to: string
}

/** An event that the state does not know yet, and that may not lead there. */
function byEvent(
  chart: GuardedChart,
  { by }: CheckOf<'never'>,
  { from, to }: Way,
): readonly Proposal[] {
  const { pathway, edges } = chart
  const event = pathway.events.find(
    ({ id, role }) =>
      (role === undefined || !by.includes(role)) &&
      !edges.some((edge) => edge.from === from && edge.cause === 'event' && edge.name === id),
  )
  if (event === undefined) return []
  const [left, reached] = [stateTitle(chart, from), stateTitle(chart, to)]
  return [
    onChart(
      chart,
      {
        kind: 'eventInto',
        at: `events/${event.id}`,
        what: {
          zh: `“${left.zh}”经“${event.title.zh}”也能到“${reached.zh}”`,
          en: `"${event.title.en}" leads from "${left.en}" to "${reached.en}", too`,
        },
      },
      (changed) => {
        addTransition(changed, { path: from.split('.'), event: event.id }, leading(changed, to))
      },
    ),
  ]
}

function byWaiting(chart: GuardedChart, from: string, to: string): readonly Proposal[] {
  const [delay] = chart.pathway.delays
  if (delay === undefined) return []
  const [left, reached] = [stateTitle(chart, from), stateTitle(chart, to)]
  return [
    onChart(
      chart,
      {
        kind: 'timerInto',
        what: {
          zh: `“${left.zh}”超过${delay.title.zh}即转到“${reached.zh}”`,
          en: `"${left.en}" ends in "${reached.en}" after the ${delay.title.en}`,
        },
      },
      (pathway) => {
        innerState(pathway, from.split('.')).after = { [delay.id]: [leading(pathway, to)] }
      },
    ),
  ]
}
