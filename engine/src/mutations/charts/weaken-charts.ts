import { chartCheckKinds } from '../../model/chart-red-line.ts'
import type { RedLineCheck } from '../../model/red-line.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { chartsOf, type GuardedChart } from '../../red-lines/charts/guarded-chart.ts'
import type { CheckOf } from '../../red-lines/red-line-kind.ts'
import type { Proposal } from '../mutation.ts'
import { weakenAlwaysOpen } from './weaken-always-open.ts'
import { weakenBefore } from './weaken-before.ts'
import { weakenBounded } from './weaken-bounded.ts'
import { weakenDeclares, weakenParties } from './weaken-forms.ts'
import { weakenLeadsTo } from './weaken-leads-to.ts'
import { weakenNever } from './weaken-never.ts'
import { weakenPathways } from './weaken-pathways.ts'
import { weakenRecordedBy } from './weaken-recorded-by.ts'
import { weakenRoles } from './weaken-roles.ts'
import { weakenWayOut } from './weaken-way-out.ts'

type ChartCheckKind = (typeof chartCheckKinds)[number]
type Family<K extends RedLineCheck['kind']> = (
  chart: GuardedChart,
  check: CheckOf<K>,
) => readonly Proposal[]

/** What weakens a chart, by the check it weakens. The only list of it. */
const families: { readonly [K in ChartCheckKind]: readonly Family<K>[] } = {
  alwaysOpen: [weakenAlwaysOpen],
  leadsTo: [weakenLeadsTo],
  never: [weakenNever],
  before: [weakenBefore, weakenPathways],
  wayOut: [weakenWayOut],
  bounded: [weakenBounded],
  declares: [weakenDeclares],
  parties: [weakenParties],
  recordedBy: [weakenRecordedBy],
}

/** Charts weakened by what red lines say of them, found by what states, events and parties mean. Pure. */
export function weakenCharts(ruleset: Ruleset): readonly Proposal[] {
  const checks = ruleset.redLines.flatMap((line) => line.checks).filter(isOfChart)
  if (checks.length === 0) return []
  const spoken = checks.flatMap((check) =>
    chartsOf(ruleset, check).map((chart) => ({ chart, check })),
  )
  return [
    ...spoken.flatMap(({ chart, check }) =>
      familiesOf(check).flatMap((family) => family(chart, check)),
    ),
    ...[...new Set(spoken.map(({ chart }) => chart))].flatMap(weakenRoles),
  ]
}

function isOfChart(check: RedLineCheck): check is CheckOf<ChartCheckKind> {
  return (chartCheckKinds as readonly string[]).includes(check.kind)
}

/** The families of a check, for a check of just its kind. */
function familiesOf({ kind }: CheckOf<ChartCheckKind>): readonly Family<ChartCheckKind>[] {
  return families[kind] as readonly Family<ChartCheckKind>[]
}
