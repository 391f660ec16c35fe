import { periodOf, previousPeriod } from '@jieli/engine'
import type { Permission } from '../../contracts/roles.ts'
import { unlessDamaged } from '../context/damaged-versions.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findSettlements } from '../settlement/find-settlements.ts'
import { outdatedBy } from '../settlement/outdated-by.ts'
import type { RunDocument } from '../../documents/assessment-documents.ts'
import { findRuns } from '../assessment/find-runs.ts'
import { lateForRun } from '../assessment/late-arrivals.ts'
import { findNotices } from '../assessment/read-notices.ts'
import type { WorkOfRuleset } from './work-of-ruleset.ts'

/** Something that waits in a county's assessment. */
type AssessmentWork = WorkOfRuleset<
  | 'thresholdCrossed'
  | 'objectionOpen'
  | 'runToReview'
  | 'runToFinalise'
  | 'lateFigures'
  | 'alertRaised'
  | 'settlementOutdated'
>

/** Final runs and settlements older than the last so many are no longer looked at for what came late. */
const lookedAt = 3

/** What waits in the assessment of one ruleset, for somebody who may do what `may` says. */
export async function listAssessmentWork(
  context: OperationContext,
  ruleset: string,
  may: (permission: Permission) => boolean,
): Promise<readonly AssessmentWork[]> {
  const runs = newestOfEach(await findRuns(context, ruleset))
  const entries: AssessmentWork[] = []
  if (may('assessment.review') || may('drafts.write'))
    entries.push(...(await crossings(context, ruleset)), ...raisedAlerts(runs))
  if (may('assessment.review')) entries.push(...runs.flatMap(toReview))
  if (may('assessment.finalise')) entries.push(...runs.flatMap(toFinalise))
  if (may('assessment.write'))
    entries.push(...(await lateFigures(context, runs)), ...(await outdated(context, ruleset)))
  return entries
}

/** Of each period and scheme the newest run that stands. `runs` come newest first. */
function newestOfEach(runs: readonly RunDocument[]): readonly RunDocument[] {
  const found = new Map<string, RunDocument>()
  for (const run of runs) {
    const key = JSON.stringify([run.period, run.scheme])
    if (run.status !== 'superseded' && !found.has(key)) found.set(key, run)
  }
  return [...found.values()]
}

/** The rates below their threshold in the last month anything was told of, and in the month before. */
async function crossings(
  context: OperationContext,
  ruleset: string,
): Promise<readonly AssessmentWork[]> {
  const notices = await findNotices(context, ruleset)
  const last = periodOf(
    notices.reduce((latest, { period }) => (period > latest ? period : latest), ''),
  )
  if (last === undefined) return []
  const since = previousPeriod(last).text
  const newest = new Map<string, (typeof notices)[number]>()
  for (const notice of notices) {
    const key = JSON.stringify([notice.rate, notice.pathway])
    const known = newest.get(key)
    // The later month tells how it stands; within a month, the later notice.
    if (known === undefined || notice.period > known.period) newest.set(key, notice)
  }
  const failing = [...newest.values()].filter(({ to, period }) => to === 'fail' && period >= since)
  // A rate that many pathways miss is one thing to look at: all together first, then the largest.
  const ofRate = Map.groupBy(failing, ({ rate, period }) => JSON.stringify([rate, period]))
  return [...ofRate.values()].flatMap((some) => {
    const [first, ...others] = some.toSorted(
      (a, b) =>
        Number(a.pathway !== null) - Number(b.pathway !== null) || b.denominator - a.denominator,
    )
    if (first === undefined) return []
    const { at, period, rate, title, pathway, numerator, denominator, threshold } = first
    return [
      {
        kind: 'thresholdCrossed',
        at,
        period,
        rate,
        rateTitle: title,
        pathway,
        others: others.length,
        numerator,
        denominator,
        threshold,
      } as const,
    ]
  })
}

/** The alerts of the newest run of each scheme. */
function raisedAlerts(runs: readonly RunDocument[]): readonly AssessmentWork[] {
  const seen = new Set<string | null>()
  return runs.flatMap((run) => {
    if (seen.has(run.scheme)) return []
    seen.add(run.scheme)
    return run.alerts.map(
      ({ alert, title, unit }) =>
        ({
          kind: 'alertRaised',
          at: startOf(run),
          run: run.id,
          period: run.period,
          alert,
          alertTitle: title,
          unit,
        }) as const,
    )
  })
}

function toReview(run: RunDocument): readonly AssessmentWork[] {
  const { id, period, status, open, objections } = run
  const of = { run: id, period }
  const waiting = objections.flatMap(({ at, unit, indicator, reason, answer }) =>
    answer === undefined
      ? [{ kind: 'objectionOpen', at, ...of, unit, indicator, reason } as const]
      : [],
  )
  return status === 'provisional' && !open
    ? [{ kind: 'runToReview', at: startOf(run), ...of }, ...waiting]
    : waiting
}

function toFinalise(run: RunDocument): readonly AssessmentWork[] {
  const { id, period, status, open, objections } = run
  const answered = objections.every(({ answer }) => answer !== undefined)
  const at = run.history.at(-1)?.at ?? run.knownAt
  return status === 'reviewed' && !open && answered
    ? [{ kind: 'runToFinalise', at, run: id, period }]
    : []
}

async function lateFigures(
  context: OperationContext,
  runs: readonly RunDocument[],
): Promise<readonly AssessmentWork[]> {
  const entries: AssessmentWork[] = []
  const finals = runs.filter(({ status }) => status === 'final')
  for (const run of finals.slice(0, lookedAt)) {
    // Of a run whose version is damaged this cannot be said, and its page tells why.
    const late = await unlessDamaged(() => lateForRun(context, run))
    if ('damaged' in late || late.value.tables + late.value.cases === 0) continue
    const { tables, cases } = late.value
    const { id, period, knownAt } = run
    entries.push({ kind: 'lateFigures', at: knownAt, run: id, period, count: tables + cases })
  }
  return entries
}

async function outdated(
  context: OperationContext,
  ruleset: string,
): Promise<readonly AssessmentWork[]> {
  const entries: AssessmentWork[] = []
  const settlements = await findSettlements(context, ruleset)
  for (const settlement of settlements
    .filter(({ status }) => status === 'final')
    .slice(0, lookedAt)) {
    const outdated = await unlessDamaged(() => outdatedBy(context, settlement))
    if ('damaged' in outdated || outdated.value === null) continue
    const { id, period, knownAt } = settlement
    entries.push({ kind: 'settlementOutdated', at: knownAt, settlement: id, period })
  }
  return entries
}

function startOf({ history, knownAt }: RunDocument): string {
  return history[0]?.at ?? knownAt
}
