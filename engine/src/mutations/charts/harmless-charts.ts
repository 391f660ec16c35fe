import { copyOf, type Proposal } from '../mutation.ts'
import type { StateDefinition } from '../../model/pathway.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { nodesOf, stateAt, transitionsOf } from '../../model/state-nodes.ts'
import { type GuardedChart, guardedCharts } from '../../red-lines/charts/guarded-chart.ts'
import { frozenPaths } from '../frozen-paths.ts'
import { placesOf, placeTitle, stateTitle } from './chart-places.ts'
import { addTransition, eventIn, innerState, onChart, stateIn } from './on-chart.ts'

/** Changes of the same places that weaken nothing, so that no check may refuse or ask about them. The only list of them. */
const families: readonly ((chart: GuardedChart) => readonly Proposal[])[] = [
  sameAhead,
  stateAdded,
  askedMore,
  noticeAdded,
  reasonsElsewhere,
  pathwayInside,
]

/** Charts changed without weakening them. Pure. */
export function harmlessCharts(ruleset: Ruleset): readonly Proposal[] {
  const frozen = frozenPaths(ruleset)
  return guardedCharts(ruleset)
    .filter(({ pathway }) => !frozen.some((path) => path.startsWith(`/pathways/${pathway.id}`)))
    .flatMap((chart) => families.flatMap((family) => family(chart)))
}

/** A transition stands ahead of another, with the same guard, target and actions. */
function sameAhead(chart: GuardedChart): readonly Proposal[] {
  return chart.pathway.events.flatMap(({ id, title }) =>
    placesOf(chart, id).map((place) => {
      const where = placeTitle(chart, place)
      return onChart(
        chart,
        {
          kind: 'sameTransitionAhead',
          at: `events/${id}`,
          what: {
            zh: `“${where.zh}”中的“${title.zh}”先写一条去向相同的`,
            en: `"${title.en}" in "${where.en}" is written twice over`,
          },
        },
        (pathway) => {
          const [first] = stateIn(pathway, place.path).on?.[id] ?? []
          if (first === undefined) return
          addTransition(pathway, place, { ...copyOf(first), meta: { id: 'triedOut' } })
        },
      )
    }),
  )
}

/** A state beside another has the same ways on, and an event leads there on the way. */
function stateAdded(chart: GuardedChart): readonly Proposal[] {
  const { pathway, edges } = chart
  return chart.open.flatMap((leaf): readonly Proposal[] => {
    const path = leaf.split('.')
    const around = path.slice(0, -1)
    const own = stateAt(pathway, path)
    // Only inside another state, which says who acts and what it means.
    if (around.length === 0 || own === undefined) return []
    const way = edges.find(
      ({ from, to, cause, name, transition }) =>
        cause === 'event' &&
        to === leaf &&
        from !== leaf &&
        from.split('.').slice(0, -1).join('.') === around.join('.') &&
        transition.guard === undefined &&
        stateAt(pathway, from.split('.'))?.on?.[name] !== undefined,
    )
    // Another way leads to the old one all the same.
    const kept = edges.some(({ to, from }) => to === leaf && from !== way?.from && from !== leaf)
    if (way === undefined || !kept) return []
    const { zh, en } = stateTitle(chart, leaf)
    return [
      onChart(
        chart,
        {
          kind: 'stateAdded',
          what: {
            zh: `“${zh}”旁边新增一个出路相同的状态`,
            en: `beside "${en}" stands a new state with the same ways on`,
          },
        },
        (changed) => {
          const added: StateDefinition = copyOf(own)
          // What a red line speaks of by its meaning is inherited from the state around it.
          if (added.meta.roles !== undefined) return
          added.meta = { ...added.meta, title: { zh: `${zh}（等候）`, en: `${en} (waiting)` } }
          for (const [at, { transition }] of transitionsOf(added).entries())
            transition.meta = { ...transition.meta, id: `triedOut${at}` }
          const { states } = innerState(changed, around)
          if (states === undefined) return
          states['triedOutState'] = added
          const [first] = innerState(changed, way.from.split('.')).on?.[way.name] ?? []
          if (first !== undefined) first.target = 'triedOutState'
        },
      ),
    ]
  })
}

/** The form of an event takes one thing more. */
function askedMore(chart: GuardedChart): readonly Proposal[] {
  return chart.pathway.events.map(({ id, title }) =>
    onChart(
      chart,
      {
        kind: 'asksAdded',
        at: `events/${id}`,
        what: { zh: `“${title.zh}”多填一项`, en: `"${title.en}" takes one thing more` },
      },
      (pathway, draft) => {
        const fact = { zh: '本县登记号', en: "the county's number" }
        draft.facts.push({ id: 'triedOut.number', type: 'text', title: fact })
        const event = eventIn(pathway, id)
        event.asks = [...(event.asks ?? []), 'triedOut.number']
      },
    ),
  )
}

/** Somebody is told as well. */
function noticeAdded(chart: GuardedChart): readonly Proposal[] {
  const [party] = chart.pathway.parties
  if (party === undefined) return []
  return nodesOf(chart.pathway)
    .filter(({ path }) => path.length > 0)
    .map(({ path, state: { meta } }) =>
      onChart(
        chart,
        {
          kind: 'noticeAdded',
          what: {
            zh: `到“${meta.title.zh}”时多发一条通知`,
            en: `one notice more is sent on entering "${meta.title.en}"`,
          },
        },
        (pathway) => {
          const state = innerState(pathway, path)
          const title = { zh: '请知悉', en: 'please note' }
          const notice = { event: 'triedOutNotice', title, to: party.id }
          state.entry = [...(state.entry ?? []), { type: 'emit', params: notice }]
        },
      ),
    )
}

/** An event that means nothing to a red line asks for a reason. */
function reasonsElsewhere(chart: GuardedChart): readonly Proposal[] {
  return chart.pathway.events
    .filter(({ role, needsReason }) => role === undefined && needsReason !== true)
    .map(({ id, title }) =>
      onChart(
        chart,
        {
          kind: 'reasonElsewhere',
          at: `events/${id}`,
          what: { zh: `“${title.zh}”须写理由`, en: `"${title.en}" asks for a reason` },
        },
        (pathway) => {
          eventIn(pathway, id).needsReason = true
        },
      ),
    )
}

/** A pathway of one unit, which takes nobody from one to another. */
function pathwayInside(chart: GuardedChart): readonly Proposal[] {
  const [party] = chart.pathway.parties
  if (party === undefined) return []
  const { id, title, unitFact } = party
  return [
    onChart(
      chart,
      {
        kind: 'pathwayInside',
        what: { zh: '另设一个单位内部的流程', en: 'a second pathway stays within one unit' },
      },
      ({ cites }, draft) => {
        const words = { zh: '内部登记', en: 'a record within' }
        draft.pathways.push({
          id: 'triedOutInside',
          title: words,
          ...(cites !== undefined && { cites }),
          parties: [{ id, title, unitFact }],
          events: [{ id: 'note', title: words, actors: [id] }],
          delays: [],
          machine: {
            id: 'triedOutInside',
            initial: 'begun',
            states: {
              begun: {
                on: { note: [{ target: 'done', meta: { id: 'noted' } }] },
                meta: { title: { zh: '已开始', en: 'begun' }, owner: id },
              },
              done: { type: 'final', meta: { title: { zh: '已登记', en: 'recorded' } } },
            },
          },
        })
      },
    ),
  ]
}
