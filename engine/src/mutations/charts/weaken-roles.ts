import { nodesOf } from '../../model/state-nodes.ts'
import type { GuardedChart } from '../../red-lines/charts/guarded-chart.ts'
import { byId, type Proposal } from '../mutation.ts'
import { eventIn, innerState, onChart } from './on-chart.ts'

/** What a state, an event or a party means is taken away, or exchanged with another's. Pure. */
export function weakenRoles(chart: GuardedChart): readonly Proposal[] {
  const { pathway } = chart
  const marked = pathway.events.filter(({ role }) => role !== undefined)
  const states = nodesOf(pathway).filter(({ state }) => (state.meta.roles ?? []).length > 0)
  const loses = (at: string, title: { zh: string; en: string }) => ({
    kind: 'roleRemoved',
    at,
    what: { zh: `“${title.zh}”不再标明含义`, en: `"${title.en}" no longer says what it means` },
  })
  const swaps = (
    at: string,
    one: { zh: string; en: string },
    other: { zh: string; en: string },
  ) => ({
    kind: 'roleExchanged',
    at,
    what: {
      zh: `“${one.zh}”与“${other.zh}”的含义对调`,
      en: `"${one.en}" and "${other.en}" exchange what they mean`,
    },
  })
  return [
    ...marked.map(({ id, title }) =>
      onChart(chart, loses(`events/${id}`, title), (changed) => {
        delete eventIn(changed, id).role
      }),
    ),
    ...states.map(({ path, state: { meta } }) =>
      onChart(chart, loses(`machine/states/${path.join('/states/')}`, meta.title), (changed) => {
        delete innerState(changed, path).meta.roles
      }),
    ),
    ...pathway.parties
      .filter(({ role }) => role !== undefined)
      .map(({ id, title }) =>
        onChart(chart, loses(`parties/${id}`, title), (changed) => {
          delete byId(changed.parties, id).role
        }),
      ),
    ...marked.flatMap((one, at) =>
      marked
        .slice(at + 1)
        .filter(({ role }) => role !== one.role)
        .map((other) =>
          onChart(chart, swaps(`events/${one.id}`, one.title, other.title), (changed) => {
            const pair = [eventIn(changed, one.id), eventIn(changed, other.id)] as const
            ;[pair[0].role, pair[1].role] = [other.role, one.role]
          }),
        ),
    ),
    ...states.flatMap((one, at) =>
      states
        .slice(at + 1)
        .filter(({ state }) => String(state.meta.roles) !== String(one.state.meta.roles))
        .map((other) =>
          onChart(
            chart,
            swaps(
              `machine/states/${one.path.join('/states/')}`,
              one.state.meta.title,
              other.state.meta.title,
            ),
            (changed) => {
              innerState(changed, one.path).meta.roles = [...(other.state.meta.roles ?? [])]
              innerState(changed, other.path).meta.roles = [...(one.state.meta.roles ?? [])]
            },
          ),
        ),
    ),
  ]
}
