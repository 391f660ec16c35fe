import { createBundle, startCase, step, type Issue, type Ruleset } from '@jieli/engine'
import { type Played, playExample } from '../../rulesets/play-example.ts'
import { is, rule } from '../make-ruleset.ts'
import type { ChartParts, Random, State, Transition } from './sound-chart.ts'

export interface Draws {
  readonly random: Random
  readonly pick: <T>(items: readonly T[]) => T
}

export interface Found {
  readonly ruleset: Ruleset
  readonly issue: Issue
}

export interface Defect {
  readonly code: string
  /** Changes a sound chart for the worse, and says what the finding has to be about. */
  readonly plant: (parts: ChartParts, draws: Draws) => string
  /** Whether playing the chart shows what is said. */
  readonly shows: (found: Found) => boolean
}

export const statesOf = ({ pathways: [walk] }: ChartParts) => walk.machine.states
export const stateOf = (parts: ChartParts, id: string): State => statesOf(parts)[id] as State
export const only = (parts: ChartParts, id: string, event: string): Transition =>
  stateOf(parts, id).on?.[event]?.[0] as Transition
export const eventOf = (parts: ChartParts, id: string) =>
  parts.pathways[0].events.find((event) => event.id === id)!
export const decisionOf = (parts: ChartParts, id: string) =>
  parts.decisions.find((one) => one.id === id)!
export const having = (parts: ChartParts, event: string) =>
  Object.entries(statesOf(parts)).flatMap(([id, { on }]) => (on?.[event] ? [id] : []))
export const planted = (target: string, more: object = {}): Transition => ({
  target,
  ...more,
  meta: { id: 'planted' },
})
export const guard = (decision: string, ...opens: string[]) => ({
  guard: { type: 'decision' as const, params: { decision, opens } },
})
/** A decision that says yes to some patients: whether it does is known of none before somebody looks. */
export function sometimes(parts: ChartParts, { pick }: Draws): string {
  parts.decisions.push({
    ...decisionOf(parts, 'isUrgent'),
    id: 'sometimes',
    rules: [rule('some', pick([is('came'), is('consent', 'refused'), is('urgent', false)]))],
  })
  return 'sometimes'
}

export const played = ({ ruleset, issue }: Found): Played | undefined =>
  issue.example && playExample(ruleset, issue.example)
export const last = (found: Found) => played(found)?.states.at(-1)?.split('.')[0]
export const rolesOf = ({ ruleset }: Found, state = '') =>
  ruleset.pathways[0]?.machine.states[state]?.meta.roles ?? []
export const rests =
  (...roles: string[]) =>
  (found: Found) =>
    played(found)?.refused === undefined &&
    roles.some((role) => (rolesOf(found, last(found)) as readonly string[]).includes(role))
export const elsewhereThan =
  (...roles: string[]) =>
  (found: Found) =>
    last(found) !== undefined && !rests(...roles)(found)
export const isRefused = (found: Found) => played(found)?.refused !== undefined
export const at = '2026-03-03T12:00:00+08:00'
export const units = { 'from.id': 'a', 'to.id': 'b' }
export const sent = ({ ruleset }: Found, type: string, unit: string, facts = {}) => {
  const bundle = createBundle(ruleset, {})
  const begun = startCase(bundle, { pathway: 'walk', facts: units, at })
  if (!begun.taken) throw new TypeError(begun.issue.message.en)
  return step(bundle, begun.snapshot, { type, at, actor: { unit }, facts })
}
