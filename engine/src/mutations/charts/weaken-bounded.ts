import type { GuardedChart } from '../../red-lines/charts/guarded-chart.ts'
import type { CheckOf } from '../../red-lines/red-line-kind.ts'
import type { Proposal } from '../mutation.ts'
import { means, stateTitle } from './chart-places.ts'
import { addTransition, leading, onChart } from './on-chart.ts'

/** From inside, an event leads back to before: the patient is sent round and round. Pure. */
export function weakenBounded(
  chart: GuardedChart,
  { through, by }: CheckOf<'bounded'>,
): readonly Proposal[] {
  const { pathway, edges, open, roleOf } = chart
  const inside = open.filter((leaf) => means(chart, leaf, through))
  // States from which an event leads in that may not begin another round.
  const before = open.filter(
    (leaf) =>
      !inside.includes(leaf) &&
      edges.some((edge) => {
        const role = roleOf(edge)
        const free = role === undefined || !by.includes(role)
        const open = edge.transition.guard === undefined
        return (
          edge.from === leaf &&
          edge.cause === 'event' &&
          free &&
          open &&
          inside.includes(edge.to ?? '')
        )
      }),
  )
  return inside.flatMap((from) =>
    before.flatMap((to) => {
      const events = pathway.events.filter(
        ({ id, role }) =>
          (role === undefined || !by.includes(role)) &&
          !edges.some((edge) => edge.from === from && edge.cause === 'event' && edge.name === id),
      )
      const [left, reached] = [stateTitle(chart, from), stateTitle(chart, to)]
      return events.slice(0, 3).map((event) =>
        onChart(
          chart,
          {
            kind: 'backEdge',
            at: `events/${event.id}`,
            what: {
              zh: `“${left.zh}”经“${event.title.zh}”退回“${reached.zh}”，循环往复`,
              en: `"${event.title.en}" leads from "${left.en}" back to "${reached.en}", round and round`,
            },
          },
          (changed) => {
            addTransition(changed, { path: from.split('.'), event: event.id }, leading(changed, to))
          },
        ),
      )
    }),
  )
}
