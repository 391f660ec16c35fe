import type { Bundle } from '../../model/bundle.ts'
import { type ChartEdge, chartEdges, initialLeaf, leavesOf } from '../../model/chart-edges.ts'
import type { EventRole, PartyRole, StateRole } from '../../model/chart-roles.ts'
import {
  type EventDefinition,
  type Guard,
  type Party,
  type Pathway,
  subjectOf,
} from '../../model/pathway.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { nodesOf, stateAt } from '../../model/state-nodes.ts'
import { never } from '../../proof/find-case.ts'
import { proveLine } from '../../proof/prove-line.ts'
import { daysOfChange, rulesDays } from '../../decisions/rules-days.ts'

/** A chart that red lines speak of, with what its states, events and parties mean. */
export interface GuardedChart {
  readonly pathway: Pathway
  readonly bundle: Bundle
  readonly edges: readonly ChartEdge[]
  /** The state a case begins in. */
  readonly start: string
  /** The states in which a case can rest that are no ends. */
  readonly open: readonly string[]
  readonly rolesOf: (leaf: string) => ReadonlySet<StateRole>
  /** True when a state at rest means one of these. */
  readonly means: (leaf: string, roles: readonly StateRole[]) => boolean
  readonly eventsOf: (role: EventRole) => readonly EventDefinition[]
  readonly roleOf: (edge: ChartEdge) => EventRole | undefined
  readonly partiesOf: (role: PartyRole) => readonly Party[]
  /** The days on which the guards of some edges could answer otherwise, the latest first. */
  readonly daysOf: (edges: readonly ChartEdge[]) => readonly string[]
  /** The last day from which on the guards of some edges answer as they do. */
  readonly latestDay: (edges?: readonly ChartEdge[]) => string
  /** False when the guard opens in no case on any day. */
  readonly canOpen: (guard: Guard | undefined) => boolean
}

const known = new WeakMap<Ruleset, readonly GuardedChart[]>()

/**
 * The charts that red lines about patients speak of: those between units, whose parties stand for more than one, and those in
 * which anything says what it means. Pure.
 */
export function guardedCharts(ruleset: Ruleset): readonly GuardedChart[] {
  return allCharts(ruleset).filter(
    ({ pathway }) => subjectOf(pathway) === 'patient' && isGuarded(pathway),
  )
}

/** The charts a check speaks of: the one it names, or those of patients. Pure. */
export function chartsOf(
  ruleset: Ruleset,
  { pathway: named }: { readonly pathway?: string | undefined },
): readonly GuardedChart[] {
  return named === undefined
    ? guardedCharts(ruleset)
    : allCharts(ruleset).filter(({ pathway }) => pathway.id === named)
}

/** Every chart of a ruleset, made once. Pure. */
export function allCharts(ruleset: Ruleset): readonly GuardedChart[] {
  const charts = known.get(ruleset)
  if (charts !== undefined) return charts
  const bundle: Bundle = { hash: '', ruleset, origin: {} }
  const made = ruleset.pathways.map((pathway) => guardedChart(bundle, pathway))
  known.set(ruleset, made)
  return made
}

/** True for a chart between units, and for one in which anything says what it means. */
function isGuarded(pathway: Pathway): boolean {
  const units = new Set(pathway.parties.map(({ unitFact }) => unitFact))
  return (
    units.size > 1 ||
    pathway.parties.some(({ role }) => role !== undefined) ||
    pathway.events.some(({ role }) => role !== undefined) ||
    nodesOf(pathway).some(({ state }) => (state.meta.roles ?? []).length > 0)
  )
}

function guardedChart(bundle: Bundle, pathway: Pathway): GuardedChart {
  const { ruleset } = bundle
  const edges = chartEdges(pathway)
  const leaves = leavesOf(pathway)
  const roles = new Map(
    leaves.map(({ path }) => [
      path.join('.'),
      new Set(path.flatMap((_, at) => stateAt(pathway, path.slice(0, at + 1))?.meta.roles ?? [])),
    ]),
  )
  const opening = new Map<string, boolean>()
  const rolesOf = (leaf: string) => roles.get(leaf) ?? new Set()
  const daysOf = (some: readonly ChartEdge[]) => {
    const asked = some.flatMap(({ transition: { guard } }) =>
      guard === undefined
        ? []
        : [{ list: 'decisions' as const, id: guard.params.decision, path: '' }],
    )
    // The latest first: an example of rules in force says more than one of rules long gone.
    return asked.length === 0
      ? rulesDays(ruleset).slice(-1)
      : daysOfChange(ruleset, asked).toReversed()
  }
  return {
    pathway,
    bundle,
    edges,
    start: initialLeaf(pathway, [pathway.machine.initial]).join('.'),
    open: leaves.filter(({ state }) => state.type !== 'final').map(({ path }) => path.join('.')),
    rolesOf,
    means: (leaf, wanted) => wanted.some((role) => rolesOf(leaf).has(role)),
    eventsOf: (role) => pathway.events.filter((event) => event.role === role),
    roleOf: ({ cause, name }) =>
      cause === 'event' ? pathway.events.find(({ id }) => id === name)?.role : undefined,
    partiesOf: (role) => pathway.parties.filter((party) => party.role === role),
    daysOf,
    // There is always one: rules that change on no day are looked at on one of their own.
    latestDay: (some = []) => daysOf(some)[0] as string,
    canOpen: (guard) => {
      if (guard === undefined) return true
      const key = JSON.stringify(guard.params)
      const found = opening.get(key) ?? opensEver(ruleset, guard)
      opening.set(key, found)
      return found
    },
  }
}

/** True unless it is proved that no case on any day opens it. */
function opensEver(ruleset: Ruleset, { params: { decision, opens } }: Guard): boolean {
  if (!ruleset.decisions.some(({ id }) => id === decision)) return false
  const { breach, open } = proveLine(
    { ruleset, claim: { decision, outcomes: opens } },
    { ruleset, claim: { condition: never } },
  )
  return breach !== undefined || open.length > 0
}

/** The unit of an actor in an example. */
export const exampleUnit = 'unit-1'
