import { periodOf } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { RunDocument } from '../../documents/assessment-documents.ts'
import { assessedVersion } from './assessed-ruleset.ts'
import { findRuns } from './find-runs.ts'
import { contentOf } from './run-content.ts'
import { readPeriod } from './start-run.ts'
import { assertUnit } from './unit-scope.ts'
import type { TrendPoint, Trends } from '../../contracts/board.ts'

/** A trend tells no more periods than this. */
const maxPoints = 24

/** A run that no other has replaced. */
type ComparableRun = RunDocument & { readonly status: TrendPoint['status'] }

/**
 * An indicator of a unit, or of the community, period by period: of each the final run, or the latest there is.
 * Periods of one length make one line; without a scheme it is that of the latest run.
 * @throws ServerError PERIOD_UNKNOWN, INDICATOR_UNKNOWN, UNIT_OUTSIDE, WHOLE_COUNTY_NEEDED, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function readTrends(
  context: OperationContext,
  caller: Caller,
  query: {
    readonly ruleset: string
    readonly indicator: string
    readonly unit?: string | undefined
    readonly scheme?: string | undefined
    readonly until?: string | undefined
  },
): Promise<Trends> {
  const { ruleset, indicator, unit, scheme } = query
  const { publication } = await assessedVersion(context, caller, {
    ruleset,
    permission: 'assessment.read',
  })
  const { county } = publication.manifest
  assertUnit(caller, unit, { permission: 'assessment.read', county, target: ruleset })
  const until = query.until === undefined ? undefined : readPeriod(query.until)
  const runs = (await findRuns(context, ruleset)).filter(
    (run): run is ComparableRun =>
      run.status !== 'superseded' &&
      (scheme === undefined || run.scheme === scheme) &&
      (until === undefined || (periodOf(run.period)?.end ?? '') <= until.end),
  )
  const type = until?.type ?? periodOf(runs[0]?.period ?? '')?.type
  const found: TrendPoint[] = []
  for (const run of latestOfPeriods(runs.filter(({ period }) => periodOf(period)?.type === type))) {
    const { result } = await contentOf(context, run)
    const card =
      unit === undefined ? result.community : result.cards.find((one) => one.unit?.id === unit)
    const told = card?.indicators.find((one) => one.indicator === indicator)
    if (told === undefined) continue
    const { value, shown, target, targetShown, pointsShown, verdict } = told
    found.push({
      period: run.period,
      run: run.id,
      status: run.status,
      scheme: run.scheme,
      value,
      shown,
      target,
      targetShown,
      pointsShown,
      verdict,
    })
  }
  if (found.length === 0) {
    const { indicators } = (await context.bundles.bundleOf(publication)).ruleset
    if (!indicators.some(({ id }) => id === indicator))
      throw new ServerError('INDICATOR_UNKNOWN', { unit: unit ?? '—', indicator })
  }
  return { indicator, unit: unit ?? null, points: found }
}

/** Of each period one run, the final before the latest; oldest period first. `runs` come newest first. */
function latestOfPeriods(runs: readonly ComparableRun[]): readonly ComparableRun[] {
  return [...Map.groupBy(runs, ({ period }) => period)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(-maxPoints)
    .flatMap(([, some]) => some.find(({ status }) => status === 'final') ?? some[0] ?? [])
}
