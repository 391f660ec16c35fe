import type { StateRole } from '../../model/chart-roles.ts'
import { leavesOf } from '../../model/chart-edges.ts'
import type { Condition } from '../../model/condition.ts'
import { nodesOf, stateAt } from '../../model/state-nodes.ts'
import type { Text } from '../../model/text.ts'
import { titleAt } from '../../red-lines/around-state.ts'
import type { GuardedChart } from '../../red-lines/charts/guarded-chart.ts'

/** Where a transition of an event is written. */
export interface EventPlace {
  readonly path: readonly string[]
  readonly event: string
}

/** The states, or the chart itself, on which transitions of an event are written. Pure. */
export function placesOf({ pathway }: GuardedChart, event: string): readonly EventPlace[] {
  return nodesOf(pathway)
    .filter(({ state }) => state.on?.[event] !== undefined)
    .map(({ path }) => ({ path, event }))
}

/** The states at rest in which an event written there is taken. Pure. */
export function leavesAt({ open }: GuardedChart, { path }: EventPlace): readonly string[] {
  return open.filter((leaf) => path.every((key, at) => leaf.split('.')[at] === key))
}

/** The states at rest, ends included, that mean none of these. Pure. */
export function leavesWithout(
  { pathway, rolesOf }: GuardedChart,
  roles: readonly StateRole[],
): readonly string[] {
  return leavesOf(pathway)
    .map(({ path }) => path.join('.'))
    .filter((leaf) => !roles.some((role) => rolesOf(leaf).has(role)))
}

/** True when a state at rest means one of these. Pure. */
export function means(
  { rolesOf }: GuardedChart,
  leaf: string,
  roles: readonly StateRole[],
): boolean {
  return roles.some((role) => rolesOf(leaf).has(role))
}

/** One state of each meaning, so that a change is tried in few places that differ. Pure. */
export function oneOfEach({ rolesOf }: GuardedChart, leaves: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return leaves.filter((leaf) => {
    const name = [...rolesOf(leaf)].toSorted().join(' ')
    return !seen.has(name) && seen.add(name)
  })
}

/**
 * A test on a fact that any case may have and that nothing on the way writes: some patients only. Pure.
 * @param brought facts that an event brings with it, by which it holds for everybody
 */
export function somePatients(
  { pathway, bundle }: GuardedChart,
  brought: readonly string[] = [],
): Condition | undefined {
  const { facts } = bundle.ruleset
  const asked = new Set(pathway.events.flatMap(({ asks = [] }) => asks))
  const written = JSON.stringify([pathway.machine, bundle.ruleset.decisions])
  const fact = facts.find(
    ({ id, type }) =>
      type === 'boolean' &&
      asked.has(id) &&
      !brought.includes(id) &&
      !written.includes(`"fact":"${id}","value"`),
  )
  return fact === undefined ? undefined : { fact: fact.id, operator: 'equal', value: true }
}

/** Pure. */
export function stateTitle({ pathway }: GuardedChart, leaf: string): Text {
  return titleAt(pathway, leaf)
}

/** The title of the state a place is on, or of the chart. Pure. */
export function placeTitle({ pathway }: GuardedChart, { path }: EventPlace): Text {
  return stateAt(pathway, path)?.meta.title ?? pathway.title
}
