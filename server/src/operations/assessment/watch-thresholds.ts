import {
  type Bundle,
  monthsOf,
  type Period,
  periodOf,
  periodOfDay,
  previousPeriod,
  ratesByGroup,
  type RateStatus,
} from '@jieli/engine'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import { findPublicationInForce, publishedRulesets } from '../context/find-publication.ts'
import type { LiveContext } from './live-context.ts'
import { storedAfter, dayAt } from '../../ports/time.ts'
import { pathwayFact } from './compute-run.ts'
import { acceptedImports } from './known-tables.ts'
import { liveCounts } from './live-counts.ts'
import type { RateVerdict, LookedAt, ThresholdNotice } from '../../documents/threshold-documents.ts'
import { nextWrite } from '../../documents/next-write.ts'

const watcher: RecordedActor = { kind: 'system', id: 'thresholds', title: '阈值监测 thresholds' }

/** How late a table may become visible after the moment it carries, in milliseconds: another server's commit. */
const margin = 600_000

/** The rulesets whose thresholds are watched here. */
export async function watchedRulesets(context: LiveContext): Promise<readonly string[]> {
  return await publishedRulesets(context.store)
}

/**
 * Compares every rate of a ruleset that has a threshold with the verdict stored last, in this month, the month before,
 * and every month a table has come for; tells each one that has crossed. It compares what is known with what was told,
 * so that nothing is missed by a server that was down, and the store lets only one of several servers tell.
 * @returns how many were told
 */
export async function watchRuleset(context: LiveContext, ruleset: string): Promise<number> {
  const now = context.clock.now()
  const present = periodOfDay('month', dayAt(now))
  const lookedId = `looked ${ruleset}`
  const looked = await context.store.get<'standings', LookedAt>('standings', lookedId)
  const tables = await acceptedImports(context, {
    ruleset,
    kind: 'cases',
    after: looked && storedAfter(looked.until, -margin),
  })
  const months = new Map<string, Period>(
    [previousPeriod(present), present].map((month) => [month.text, month]),
  )
  for (const { chunks } of tables)
    for (const { period: text } of chunks) {
      const month = periodOf(text)
      if (month !== undefined) months.set(text, month)
    }
  let told = 0
  for (const [, month] of [...months].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    told += await watchMonth(context, ruleset, month)
  const until = tables.at(-1)?.at
  if (until !== undefined) {
    const document: LookedAt = { id: lookedId, revision: (looked?.revision ?? 0) + 1, until }
    await context.commit([nextWrite('standings', document)], 'mark')
  }
  return told
}

async function watchMonth(context: LiveContext, ruleset: string, month: Period): Promise<number> {
  const publication = await findPublicationInForce(context.store, ruleset, month.end)
  // What another server makes runs there.
  if (publication === undefined || publication.elsewhere !== undefined) return 0
  const bundle = await context.bundles.bundleOf(publication)
  if (bundle.ruleset.pathwayRates.every(({ threshold }) => threshold === undefined)) return 0
  const months = monthsOf(month).map(({ text }) => text)
  const counts = await liveCounts(context, { ruleset, bundle, months })
  // By what is missing no threshold can be said to be crossed. The board tells that something is.
  if (counts.leftOut.length > 0) return 0
  const slices = [...counts.months.values()].flat().flatMap((count) => count.slices)
  let told = 0
  for (const facts of [[], [pathwayFact]])
    for (const { by, rates } of ratesByGroup(bundle, slices, { facts, asOf: month.end })) {
      const pathway = by[pathwayFact] ?? null
      // Cases that name no pathway are no pathway's.
      if (facts.length > 0 && pathway === null) continue
      for (const rate of rates)
        if (await noteVerdict(context, { publication, bundle, month, pathway, rate })) told++
    }
  return told
}

/** Stores a verdict that differs from the one before, with the notice of it where a threshold was crossed. */
async function noteVerdict(
  context: LiveContext,
  seen: {
    readonly publication: PublicationDocument
    readonly bundle: Bundle
    readonly month: Period
    readonly pathway: string | null
    readonly rate: RateStatus
  },
): Promise<boolean> {
  const { publication, bundle, month, pathway, rate } = seen
  const { verdict, numerator, denominator, threshold } = rate
  if (verdict !== 'pass' && verdict !== 'fail') return false
  if (numerator === null || denominator === null || threshold === null) return false
  const { ruleset, manifest } = publication
  const idIn = ({ text }: Period) => [ruleset, text, rate.id, pathway ?? ''].join(' ')
  const id = idIn(month)
  const last = await context.store.get<'standings', RateVerdict>('standings', id)
  if (last?.verdict === verdict) return false
  const before =
    last ??
    (await context.store.get<'standings', RateVerdict>('standings', idIn(previousPeriod(month))))
  const from = before?.verdict ?? null
  // A rate that is first seen within its threshold has crossed nothing.
  const crossed = from === null ? verdict === 'fail' : from !== verdict
  const standing: RateVerdict = {
    id,
    revision: (last?.revision ?? 0) + 1,
    ruleset,
    month: month.text,
    rate: rate.id,
    pathway,
    verdict,
  }
  const notice: ThresholdNotice = {
    id: `${id} ${standing.revision}`,
    revision: 1,
    ruleset,
    county: manifest.county ?? null,
    kind: 'thresholdCrossed',
    at: context.clock.now(),
    period: month.text,
    rate: rate.id,
    title: bundle.ruleset.pathwayRates.find((each) => each.id === rate.id)?.title ?? {
      zh: rate.id,
      en: rate.id,
    },
    pathway,
    from,
    to: verdict,
    numerator,
    denominator,
    threshold,
  }
  const first = nextWrite('standings', standing)
  if (!crossed) {
    await context.commit([first], 'mark')
    return false
  }
  const { committed } = await context.commit(
    [first, { kind: 'insert', collection: 'notices', document: notice }],
    {
      action: 'threshold.cross',
      actor: watcher,
      target: ruleset,
      county: manifest.county,
      detail: { notice: notice.id, to: verdict, numerator, denominator },
    },
  )
  return committed
}
