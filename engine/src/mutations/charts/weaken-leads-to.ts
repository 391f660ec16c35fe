import type { GuardedChart } from '../../red-lines/charts/guarded-chart.ts'
import type { CheckOf } from '../../red-lines/red-line-kind.ts'
import type { Proposal } from '../mutation.ts'
import {
  leavesAt,
  leavesWithout,
  means,
  oneOfEach,
  placesOf,
  placeTitle,
  somePatients,
  stateTitle,
} from './chart-places.ts'
import { addTransition, guardOn, innerState, leading, onChart, stateIn } from './on-chart.ts'

/** A transition ahead of, or behind, an event's own leads to a state of another meaning; so does its target, or what follows it. Pure. */
export function weakenLeadsTo(chart: GuardedChart, check: CheckOf<'leadsTo'>): readonly Proposal[] {
  const elsewhere = oneOfEach(chart, leavesWithout(chart, check.to))
  const some = somePatients(chart)
  return [
    ...chart.eventsOf(check.event).flatMap((event) =>
      placesOf(chart, event.id).flatMap((place) => {
        const where = placeTitle(chart, place)
        const leaves = leavesAt(chart, place)
        const own = chart.edges.filter(
          ({ from, cause, name }) => from === leaves[0] && cause === 'event' && name === event.id,
        )
        return elsewhere
          .filter((leaf) => !leaves.includes(leaf))
          .flatMap((leaf) => {
            const to = stateTitle(chart, leaf)
            const propose = (
              kind: string,
              words: { readonly zh: string; readonly en: string },
              edit: Parameters<typeof onChart>[2],
            ) =>
              onChart(
                chart,
                {
                  kind,
                  at: `events/${event.id}`,
                  what: {
                    zh: `“${where.zh}”中的“${event.title.zh}”${words.zh}“${to.zh}”`,
                    en: `"${event.title.en}" in "${where.en}" ${words.en} "${to.en}"`,
                  },
                },
                edit,
              )
            return [
              propose('transitionAhead', { zh: '先转到', en: 'first leads to' }, (pathway) => {
                addTransition(pathway, place, leading(pathway, leaf))
              }),
              ...(some === undefined
                ? []
                : [
                    propose(
                      'transitionAheadForSome',
                      { zh: '把部分患者先转到', en: 'first leads some patients to' },
                      (pathway, draft) => {
                        const guard = guardOn(draft, pathway, some)
                        addTransition(pathway, place, leading(pathway, leaf, guard))
                      },
                    ),
                  ]),
              // What stands behind is taken only where every transition before it can stay shut.
              ...(own.every(({ transition }) => transition.guard !== undefined)
                ? [
                    propose(
                      'transitionBehind',
                      { zh: '不放行时转到', en: 'leads, where it is shut, to' },
                      (pathway) => {
                        addTransition(pathway, place, leading(pathway, leaf), 'behind')
                      },
                    ),
                  ]
                : []),
              propose('targetChanged', { zh: '改为转到', en: 'comes to lead to' }, (pathway) => {
                for (const transition of stateIn(pathway, place.path).on?.[event.id] ?? [])
                  transition.target = leading(pathway, leaf).target
              }),
            ]
          })
      }),
    ),
    ...sentOn(chart, check, elsewhere),
  ]
}

/** Where the event leads, a case is sent on at once. */
function sentOn(
  chart: GuardedChart,
  check: CheckOf<'leadsTo'>,
  elsewhere: readonly string[],
): readonly Proposal[] {
  const reached = new Set(
    chart.edges.flatMap((edge) =>
      chart.roleOf(edge) === check.event && edge.to !== undefined ? [edge.to] : [],
    ),
  )
  return [...reached]
    .filter((leaf) => chart.open.includes(leaf) && means(chart, leaf, check.to))
    .flatMap((leaf) =>
      elsewhere.map((to) => {
        const [from, onto] = [stateTitle(chart, leaf), stateTitle(chart, to)]
        return onChart(
          chart,
          {
            kind: 'alwaysOnwards',
            what: {
              zh: `到“${from.zh}”后自动转到“${onto.zh}”`,
              en: `"${from.en}" leads of itself to "${onto.en}"`,
            },
          },
          (pathway) => {
            innerState(pathway, leaf.split('.')).always = [leading(pathway, to)]
          },
        )
      }),
    )
}
