import { isPrefix, leavesOf } from '../../model/chart-edges.ts'
import { nodesOf, stateAt } from '../../model/state-nodes.ts'
import type { GuardedChart } from '../../red-lines/charts/guarded-chart.ts'
import type { CheckOf } from '../../red-lines/red-line-kind.ts'
import type { Proposal } from '../mutation.ts'
import { means, oneOfEach, stateTitle } from './chart-places.ts'
import { innerState, leading, onChart, stateIn } from './on-chart.ts'

type WayOut = CheckOf<'wayOut'>

/** A state that leads on only by giving up, that nobody answers for, or whose time limit is gone or comes too late. Pure. */
export function weakenWayOut(chart: GuardedChart, check: WayOut): readonly Proposal[] {
  return [
    ...deadEnds(chart, check),
    ...withoutOwner(chart),
    ...withoutDeadline(chart, check),
    ...onlyByGivingUp(chart, check),
  ]
}

/** A new state beside another, or inside one, is led to and leads on nowhere but by what leads out of the state around it. */
function deadEnds(chart: GuardedChart, { without, to }: WayOut): readonly Proposal[] {
  const { pathway, open, edges, roleOf } = chart
  return oneOfEach(chart, open).flatMap((leaf) => {
    const around = leaf.split('.').slice(0, -1)
    // What leads out of the state around it must not be a way on.
    const goesOn = edges.some(({ from, name, cause, transition, to: target }) => {
      const role = roleOf({ from, name, cause, transition, to: target })
      const written = around
        .map((_, at) => stateAt(pathway, around.slice(0, at + 1)))
        .some((state) => state?.on?.[name]?.includes(transition) === true)
      return from === leaf && written && (role === undefined || !without.includes(role))
    })
    if (goesOn || means(chart, leaf, to)) return []
    const way = edges.find(
      ({ from, cause, name, to: target }) =>
        from === leaf &&
        cause === 'event' &&
        target !== undefined &&
        stateAt(pathway, leaf.split('.'))?.on?.[name] !== undefined,
    )
    if (way === undefined) return []
    const { zh, en } = stateTitle(chart, leaf)
    return [
      onChart(
        chart,
        {
          kind: 'stateLeadingNowhere',
          at: `events/${way.name}`,
          what: {
            zh: `“${zh}”之后新增“等候”，没有办下去的出路`,
            en: `after "${en}" comes a new state "waiting" that leads on nowhere`,
          },
        },
        (changed) => {
          const siblings =
            around.length === 0
              ? changed.machine.states
              : (innerState(changed, around).states ??= {})
          const state = innerState(changed, leaf.split('.'))
          const { owner, roles } = state.meta
          siblings['triedOutWaiting'] = {
            meta: {
              title: { zh: '等候', en: 'waiting' },
              ...(owner !== undefined && { owner }),
              ...(roles !== undefined && { roles }),
            },
          }
          for (const transition of state.on?.[way.name] ?? [])
            transition.target = leading(changed, [...around, 'triedOutWaiting'].join('.')).target
        },
      ),
    ]
  })
}

function withoutOwner(chart: GuardedChart): readonly Proposal[] {
  const { pathway } = chart
  return nodesOf(pathway)
    .filter(({ path, state }) => path.length > 0 && state.meta.owner !== undefined)
    .filter(({ path }) =>
      // Somewhere within nobody else is named.
      leavesOf(pathway).some(({ path: leaf, state }) => {
        if (state.type === 'final' || !isPrefix(path, leaf)) return false
        const owned = leaf.filter(
          (_, at) => stateAt(pathway, leaf.slice(0, at + 1))?.meta.owner !== undefined,
        )
        return owned.length === 1
      }),
    )
    .map(({ path, state: { meta } }) =>
      onChart(
        chart,
        {
          kind: 'ownerRemoved',
          at: `machine${path.map((key) => `/states/${key}`).join('')}`,
          what: {
            zh: `“${meta.title.zh}”没有责任方`,
            en: `nobody is responsible in "${meta.title.en}"`,
          },
        },
        (changed) => {
          delete innerState(changed, path).meta.owner
        },
      ),
    )
}

function withoutDeadline(chart: GuardedChart, { deadlineIn = [] }: WayOut): readonly Proposal[] {
  const { pathway, open, edges } = chart
  const held = open.filter((leaf) => means(chart, leaf, deadlineIn))
  const timed = nodesOf(pathway).filter(
    ({ path, state }) =>
      path.length > 0 &&
      state.after !== undefined &&
      held.some((leaf) => {
        const limits = edges.filter(({ from, cause }) => from === leaf && cause === 'after')
        const own = Object.values(state.after ?? {}).flat()
        return (
          isPrefix(path, leaf.split('.')) &&
          limits.every(({ transition }) => own.includes(transition))
        )
      }),
  )
  return timed.map(({ path, state: { meta } }) =>
    onChart(
      chart,
      {
        kind: 'timerRemoved',
        at: `machine${path.map((key) => `/states/${key}`).join('')}`,
        what: {
          zh: `“${meta.title.zh}”没有时限`,
          en: `"${meta.title.en}" has no time limit`,
        },
      },
      (changed) => {
        delete innerState(changed, path).after
      },
    ),
  )
}

/** Everything that leads on from a state is taken away; what remains is to give up. */
function onlyByGivingUp(chart: GuardedChart, { without, to }: WayOut): readonly Proposal[] {
  const { pathway, open, edges } = chart
  return open.flatMap((leaf) => {
    const leaving = edges.filter(({ from, to: target }) => from === leaf && target !== undefined)
    const onwards = leaving.filter((edge) => {
      const role = chart.roleOf(edge)
      return edge.cause === 'event' && (role === undefined || !without.includes(role))
    })
    const own = stateAt(pathway, leaf.split('.'))?.on ?? {}
    const written = onwards.every(({ name }) => own[name] !== undefined)
    if (onwards.length === 0 || !written || onwards.some(({ to: at = '' }) => means(chart, at, to)))
      return []
    if (leaving.some(({ cause }) => cause === 'always' || cause === 'done')) return []
    const { zh, en } = stateTitle(chart, leaf)
    return [
      onChart(
        chart,
        {
          kind: 'onlyGivingUp',
          what: {
            zh: `“${zh}”只剩下撤销、结束之类的出路`,
            en: `"${en}" is left only by giving up`,
          },
        },
        (changed) => {
          const state = stateIn(changed, leaf.split('.'))
          for (const { name } of onwards) delete state.on?.[name]
        },
      ),
    ]
  })
}
