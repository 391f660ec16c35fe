import { isPrefix } from '../../model/chart-edges.ts'
import { type GuardedChart } from '../../red-lines/charts/guarded-chart.ts'
import type { Text } from '../../model/text.ts'
import { statesHeldOpen } from '../../red-lines/charts/always-open.ts'
import type { CheckOf } from '../../red-lines/red-line-kind.ts'
import type { Proposal } from '../mutation.ts'
import { type EventPlace, leavesAt, placesOf, placeTitle, somePatients } from './chart-places.ts'
import {
  addTransition,
  eventIn,
  guardOn,
  leading,
  neverKnown,
  onChart,
  stateIn,
} from './on-chart.ts'

/** An event that has to be open is taken away, asks for a reason, loses an actor, is led nowhere or barred by a guard. Pure. */
export function weakenAlwaysOpen(
  chart: GuardedChart,
  check: CheckOf<'alwaysOpen'>,
): readonly Proposal[] {
  const [event, ...others] = chart.eventsOf(check.event)
  // Where another event of the same meaning is left, one that shuts weakens nothing.
  if (event === undefined || others.length > 0) return []
  const held = new Set(statesHeldOpen(chart, check))
  const all = placesOf(chart, event.id)
  const places = all.filter(
    (place) =>
      leavesAt(chart, place).some((leaf) => held.has(leaf)) &&
      // What is shut inside may be open on a state around it.
      !all.some(({ path }) => path.length < place.path.length && isPrefix(path, place.path)),
  )
  if (places.length === 0) return []
  const at = `events/${event.id}`
  const { zh, en } = event.title
  const sides = check.actors.flatMap((role) => chart.partiesOf(role))
  return [
    ...(event.needsReason === true
      ? []
      : [
          onChart(
            chart,
            {
              kind: 'reasonAdded',
              at,
              what: { zh: `“${zh}”须写理由`, en: `"${en}" asks for a reason` },
            },
            (pathway) => {
              eventIn(pathway, event.id).needsReason = true
            },
          ),
        ]),
    ...(event.actors.length < 2
      ? []
      : sides
          .filter(({ id }) => event.actors.includes(id))
          .map((party) =>
            onChart(
              chart,
              {
                kind: 'actorRemoved',
                at,
                what: {
                  zh: `“${zh}”不再由“${party.title.zh}”办理`,
                  en: `"${en}" is no longer sent by "${party.title.en}"`,
                },
              },
              (pathway) => {
                const own = eventIn(pathway, event.id)
                own.actors = own.actors.filter((actor) => actor !== party.id)
              },
            ),
          )),
    ...places.flatMap((place) => shutAt(chart, { check, place, title: { zh, en } })),
  ]
}

function shutAt(
  chart: GuardedChart,
  {
    check,
    place,
    title,
  }: {
    readonly check: CheckOf<'alwaysOpen'>
    readonly place: EventPlace
    readonly title: Text
  },
): readonly Proposal[] {
  const { path, event } = place
  const where = placeTitle(chart, place)
  const propose = (
    kind: string,
    words: { readonly zh: string; readonly en: string },
    edit: Parameters<typeof onChart>[2],
  ) =>
    onChart(
      chart,
      {
        kind,
        at: `events/${event}`,
        what: {
          zh: `“${where.zh}”中的“${title.zh}”${words.zh}`,
          en: `"${title.en}" in "${where.en}" ${words.en}`,
        },
      },
      edit,
    )
  const some = somePatients(chart, Object.keys(check.given ?? {}))
  return [
    propose('eventRemoved', { zh: '被取消', en: 'is taken away' }, (pathway) => {
      const state = stateIn(pathway, path)
      delete state.on?.[event]
    }),
    propose('eventLedNowhere', { zh: '办了也停在原处', en: 'leads nowhere' }, (pathway) => {
      addTransition(pathway, place, leading(pathway, undefined))
    }),
    propose(
      'guardNeverKnown',
      { zh: '须等无人填写的事项', en: 'waits for what nobody fills in' },
      (pathway, draft) => {
        const guard = guardOn(draft, pathway, neverKnown(draft))
        for (const transition of stateIn(pathway, path).on?.[event] ?? []) transition.guard = guard
      },
    ),
    propose(
      'guardNeverOpen',
      { zh: '的判定从不放行', en: 'asks a decision that never opens' },
      (pathway, draft) => {
        const guard = guardOn(draft, pathway, { any: [] })
        for (const transition of stateIn(pathway, path).on?.[event] ?? []) transition.guard = guard
      },
    ),
    ...(some === undefined
      ? []
      : [
          propose(
            'guardForSome',
            { zh: '只对部分患者开放', en: 'is open to some patients only' },
            (pathway, draft) => {
              const guard = guardOn(draft, pathway, some)
              for (const transition of stateIn(pathway, path).on?.[event] ?? [])
                transition.guard = guard
            },
          ),
        ]),
  ]
}
