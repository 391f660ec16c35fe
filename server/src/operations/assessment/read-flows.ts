import { monthsOf, tierCode } from '@jieli/engine'
import type { Caller } from '../context/caller.ts'
import type { LiveContext } from './live-context.ts'
import { assessedRuleset } from './assessed-ruleset.ts'
import { liveCounts } from './live-counts.ts'
import type { Flow } from './month-counter.ts'
import { readPeriod } from './start-run.ts'
import { isInScope } from './unit-scope.ts'
import { knownUnits } from '../context/known-units.ts'
import type { FlowNode, FlowChart } from '../../contracts/board.ts'

/** What a tier nobody names is called. */
const unknownTier = 'unknown'

/**
 * The referrals of a period between units, and between tiers, by what is known now.
 * @throws ServerError PERIOD_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function readFlows(
  context: LiveContext,
  caller: Caller,
  query: { readonly ruleset: string; readonly period: string },
) {
  const { ruleset } = query
  const period = readPeriod(query.period)
  const { bundle, units: scope } = await assessedRuleset(context, caller, {
    ruleset,
    permission: 'assessment.read',
    day: period.end,
  })
  const months = monthsOf(period).map(({ text }) => text)
  const live = await liveCounts(context, { ruleset, bundle, months })
  const counts = [...live.months.values()].flat()
  const { units } = await knownUnits(context, ruleset)
  const directory = new Map(units.map((unit) => [unit.id, unit]))
  const said = new Map<string, string>()
  for (const { tiers } of counts) for (const [unit, tier] of tiers) said.set(unit, tier)
  const flows = summed(
    counts
      .flatMap(({ flows: some }) => some)
      .filter(({ from, to }) => isInScope(scope, from) || isInScope(scope, to)),
  )
  const tierOf = (unit: string): string | null => {
    const listed = directory.get(unit)?.tier
    return listed === undefined ? (said.get(unit) ?? null) : tierCode(listed)
  }
  const tierName = (unit: string): string => tierOf(unit) ?? unknownTier
  const between = summed(
    flows.map(({ from, to, ...rest }) => ({ ...rest, from: tierName(from), to: tierName(to) })),
  )
  return {
    period: period.text,
    units: chartOf(flows, (id) => ({
      id,
      title: directory.get(id)?.title ?? id,
      tier: tierOf(id),
    })),
    tiers: chartOf(between, (id) => ({
      id,
      title: id,
      tier: id === unknownTier ? null : id,
    })),
    total: flows.reduce((sum, { count }) => sum + count, 0),
    // Whose they are nobody knows, so they are shown to those who see all.
    unplaced: scope === '*' ? counts.reduce((sum, { unplaced }) => sum + unplaced, 0) : 0,
    leftOut: live.leftOut,
  }
}

function chartOf(links: readonly Flow[], nodeOf: (id: string) => FlowNode): FlowChart {
  const ids = new Set(links.flatMap(({ from, to }) => [from, to]))
  return { nodes: [...ids].toSorted().map(nodeOf), links }
}

/** The same links once each, in the order of their names. */
function summed(flows: readonly Flow[]): readonly Flow[] {
  const groups = Map.groupBy(flows, ({ from, to, direction }) =>
    JSON.stringify([from, to, direction]),
  )
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...rest]]) =>
      first === undefined
        ? []
        : [{ ...first, count: rest.reduce((sum, { count }) => sum + count, first.count) }],
    )
}
