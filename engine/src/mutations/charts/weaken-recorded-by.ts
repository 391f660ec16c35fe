import { actionsOf, nodesOf, transitionsOf } from '../../model/state-nodes.ts'
import type { Action, Pathway } from '../../model/pathway.ts'
import type { GuardedChart } from '../../red-lines/charts/guarded-chart.ts'
import type { CheckOf } from '../../red-lines/red-line-kind.ts'
import type { Proposal } from '../mutation.ts'
import { eventIn, onChart } from './on-chart.ts'

/** What an office alone says is left out, said by another, taken for granted, or let stand when the draft changes. Pure. */
export function weakenRecordedBy(
  chart: GuardedChart,
  { facts, fallsIn }: CheckOf<'recordedBy'>,
): readonly Proposal[] {
  const { pathway } = chart
  return facts.flatMap(({ fact, office }) => {
    const saying = pathway.events.filter(({ id }) =>
      chart.edges.some(
        ({ cause, name, transition }) =>
          cause === 'event' && name === id && isTrue(transition.actions, fact),
      ),
    )
    const other = pathway.parties.find((party) => party.office !== office)
    return saying.flatMap(({ id, title }) => {
      const at = `events/${id}`
      return [
        onChart(
          chart,
          {
            kind: 'approvalDropped',
            at,
            what: { zh: `省去“${title.zh}”`, en: `"${title.en}" is left out` },
          },
          (changed) => {
            changed.events = changed.events.filter((event) => event.id !== id)
            for (const { state } of nodesOf(changed)) delete state.on?.[id]
          },
        ),
        ...(other === undefined
          ? []
          : [
              onChart(
                chart,
                {
                  kind: 'approvalByAnother',
                  at,
                  what: {
                    zh: `“${title.zh}”改由“${other.title.zh}”办理`,
                    en: `"${title.en}" is done by the ${other.title.en}`,
                  },
                },
                (changed) => {
                  eventIn(changed, id).actors = [other.id]
                },
              ),
            ]),
        onChart(
          chart,
          {
            kind: 'approvalTakenForGranted',
            what: {
              zh: `一开始就视为已办“${title.zh}”`,
              en: `"${title.en}" is taken for granted from the start`,
            },
          },
          (changed) => {
            const state = changed.machine.states[changed.machine.initial]
            if (state === undefined) return
            const set: Action = { type: 'set', params: { fact, value: true } }
            state.entry = [...(state.entry ?? []), set]
          },
        ),
        ...(fallsIn === undefined
          ? []
          : [
              onChart(
                chart,
                {
                  kind: 'approvalStays',
                  what: {
                    zh: `退回修改后“${title.zh}”仍然算数`,
                    en: `"${title.en}" still counts after the draft was sent back`,
                  },
                },
                (changed) => {
                  withoutFalse(changed, fact)
                },
              ),
            ]),
      ]
    })
  })
}

function isTrue(actions: readonly Action[] = [], fact: string): boolean {
  return actions.some(
    ({ type, params }) => type === 'set' && params.fact === fact && params.value === true,
  )
}

/** Nothing makes the fact false any more. */
function withoutFalse(pathway: Pathway, fact: string): void {
  const kept = (actions: readonly Action[]) =>
    actions.filter(
      ({ type, params }) => type !== 'set' || params.fact !== fact || params.value !== false,
    )
  for (const { state } of nodesOf(pathway)) {
    if (actionsOf(state).length === 0) continue
    if (state.entry !== undefined) state.entry = kept(state.entry)
    if (state.exit !== undefined) state.exit = kept(state.exit)
    for (const { transition } of transitionsOf(state))
      if (transition.actions !== undefined) transition.actions = kept(transition.actions)
  }
}
