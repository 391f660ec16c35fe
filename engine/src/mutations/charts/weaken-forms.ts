import type { GuardedChart } from '../../red-lines/charts/guarded-chart.ts'
import type { CheckOf } from '../../red-lines/red-line-kind.ts'
import type { Proposal } from '../mutation.ts'
import { byId } from '../mutation.ts'
import { eventIn, onChart } from './on-chart.ts'

/** The form of an event no longer takes what it has to. Pure. */
export function weakenDeclares(
  chart: GuardedChart,
  { event, facts }: CheckOf<'declares'>,
): readonly Proposal[] {
  return chart.eventsOf(event).flatMap(({ id, title, asks = [] }) =>
    facts
      .filter((fact) => asks.includes(fact))
      .map((fact) =>
        onChart(
          chart,
          {
            kind: 'asksRemoved',
            at: `events/${id}`,
            what: {
              zh: `“${title.zh}”不能再填写“${fact}”`,
              en: `"${title.en}" no longer takes "${fact}"`,
            },
          },
          (pathway) => {
            const own = eventIn(pathway, id)
            own.asks = own.asks?.filter((other) => other !== fact)
          },
        ),
      ),
  )
}

/** A side's unit is read from another fact, the sides change places, and events are sent by others. Pure. */
export function weakenParties(
  chart: GuardedChart,
  { parties, acts }: CheckOf<'parties'>,
): readonly Proposal[] {
  const sides = parties.flatMap(({ role }) => chart.partiesOf(role))
  const exchanged = sides.flatMap((party) =>
    sides
      .filter((other) => other.unitFact !== party.unitFact)
      .map((other) =>
        onChart(
          chart,
          {
            kind: 'unitFactExchanged',
            at: `parties/${party.id}`,
            what: {
              zh: `“${party.title.zh}”的单位取自“${other.title.zh}”`,
              en: `the unit of "${party.title.en}" is read from that of "${other.title.en}"`,
            },
          },
          (pathway) => {
            byId(pathway.parties, party.id).unitFact = other.unitFact
          },
        ),
      ),
  )
  return [
    ...exchanged,
    ...acts.flatMap(({ event, by }) =>
      chart.eventsOf(event).flatMap(({ id, title, actors }) => {
        const others = chart.pathway.parties
          .filter(({ role }) => role === undefined || !by.includes(role))
          .map((party) => party.id)
        if (others.length === 0) return []
        const propose = (
          kind: string,
          words: { readonly zh: string; readonly en: string },
          next: string[],
        ) =>
          onChart(
            chart,
            {
              kind,
              at: `events/${id}`,
              what: { zh: `“${title.zh}”${words.zh}`, en: `"${title.en}" ${words.en}` },
            },
            (pathway) => {
              eventIn(pathway, id).actors = next
            },
          )
        return [
          propose(
            'actorsExchanged',
            { zh: '改由对方办理', en: 'is sent by the other side' },
            others,
          ),
          propose('actorAdded', { zh: '对方也能办理', en: 'is sent by the other side, too' }, [
            ...new Set([...actors, ...others]),
          ]),
        ]
      }),
    ),
  ]
}
