import { type Bundle, type CaseRecord, periodOf } from '@jieli/engine'
import { findDamagedVersions } from '../damaged-versions.ts'
import type { CaseSummary } from '../documents.ts'
import type { OperationContext } from '../operation-context.ts'
import { rangesByStatus } from '../ruleset-cases.ts'
import { addMilliseconds, laterOf } from '../time.ts'
import type { AcceptedTable } from './assessment-documents.ts'
import { monthsOfCase } from './case-months.ts'
import { casesRun, importedCases, recordAt } from './known-cases.ts'
import { acceptedImports, everythingKnownAt } from './known-tables.ts'
import { type LeftOut, LeftOutCases } from './left-out-cases.ts'
import type { Counted } from './live-shelf.ts'
import { type MonthCounts, MonthCounter, watchedBundle } from './month-counter.ts'

/** How late a step may become visible after the moment it carries: another server's clock and commit. */
const margin = 120_000

/** The counts of some months. */
export interface LiveCounts {
  readonly months: ReadonlyMap<string, readonly MonthCounts[]>
  /** Cases that could not be read: nobody knows of which month they are. */
  readonly leftOut: readonly LeftOut[]
}

/**
 * The counts of months by what is known now. A look costs what has come since the last: tables are counted month by
 * month when they come, ended cases once, cases under way anew when any has moved on.
 */
export async function liveCounts(
  context: OperationContext,
  asked: {
    readonly ruleset: string
    readonly bundle: Bundle
    readonly months: readonly string[]
  },
): Promise<LiveCounts> {
  const { ruleset, bundle, months } = asked
  // One look at a time: two would count an ended case twice.
  return await context.turns.take(`live ${ruleset}`, async () => {
    const counted = context.live.of(bundle)
    const watched = watchedBundle(bundle)
    const imports = await acceptedImports(context, { ruleset, kind: 'cases' })
    await lookAtCases(context, counted, { ruleset, bundle: watched })
    const found = new Map<string, readonly MonthCounts[]>()
    for (const month of months) {
      const tables = await monthOfTables(context, counted, {
        bundle: watched,
        ruleset,
        month,
        imports,
      })
      const cases = [counted.ended.get(month), counted.running.get(month)]
      found.set(month, [
        ...(tables === undefined ? [] : [tables]),
        ...cases.flatMap((counter) => (counter === undefined ? [] : [counter.counts()])),
      ])
    }
    const { endedLeftOut, runningLeftOut } = counted
    return { months: found, leftOut: [...endedLeftOut.told, ...runningLeftOut.told] }
  })
}

async function monthOfTables(
  context: OperationContext,
  counted: Counted,
  of: {
    readonly bundle: Bundle
    readonly ruleset: string
    readonly month: string
    readonly imports: readonly AcceptedTable[]
  },
): Promise<MonthCounts | undefined> {
  const { bundle, ruleset, month, imports } = of
  const touching = imports.filter(({ chunks }) => chunks.some(({ period }) => period === month))
  if (touching.length === 0) return undefined
  const key = touching.map(({ id }) => id).join(' ')
  const kept = counted.tables.get(month)
  if (kept?.key === key) return kept.counts
  const counter = counterOf(bundle, month)
  if (counter === undefined) return undefined
  const knownAt = await everythingKnownAt(context, ruleset)
  const question = { ruleset, months: new Set([month]), knownAt }
  for (const pathway of new Set(touching.map((table) => table.pathway ?? '')))
    for (const record of await importedCases(context, { ...question, pathway })) counter.add(record)
  const counts = counter.counts()
  counted.tables.set(month, { key, counts })
  return counts
}

/** Brings the counts of the cases run here up to date. */
async function lookAtCases(
  context: OperationContext,
  counted: Counted,
  { ruleset, bundle }: { readonly ruleset: string; readonly bundle: Bundle },
): Promise<void> {
  const now = context.clock.now()
  const [newest] = await context.store.find<CaseSummary>('cases', {
    anyOf: await rangesByStatus(context.store, { ruleset }),
    sort: { field: 'updatedAt', direction: 'descending' },
    limit: 1,
    summary: true,
  })
  if (newest === undefined) return
  const stamp = `${newest.updatedAt} ${newest.id} ${newest.revision}`
  const settled = addMilliseconds(newest.updatedAt, margin) < counted.lookedAt
  const damaged = await damagedKey(context)
  // What a version kept from being counted is counted once it opens again.
  const mended = damaged !== counted.damaged
  if (stamp === counted.newest && settled && !mended) return
  if (mended && counted.endedLeftOut.any) {
    counted.ended = new Map()
    counted.recent = new Map()
    counted.endedUntil = ''
    counted.endedLeftOut = new LeftOutCases()
  }
  const since = counted.endedUntil === '' ? '' : addMilliseconds(counted.endedUntil, -margin)
  const recent = new Map<string, string>()
  let until = counted.endedUntil
  for await (const document of casesRun(context, { ruleset, status: 'done', since })) {
    recent.set(document.id, document.updatedAt)
    if (document.updatedAt > until) until = document.updatedAt
    if (counted.recent.has(document.id)) continue
    const record = await counted.endedLeftOut.unless(document, () =>
      recordAt(context, document, document.updatedAt),
    )
    if (record !== undefined) addTo(counted.ended, bundle, record)
  }
  // Only what ended about now can be met again.
  const horizon = until === '' ? '' : addMilliseconds(until, -margin)
  counted.recent = new Map([...recent].filter(([, at]) => at >= horizon))
  counted.endedUntil = until
  const running = new Map<string, MonthCounter>()
  counted.runningLeftOut = new LeftOutCases()
  for await (const document of casesRun(context, { ruleset, status: 'active' })) {
    const record = await counted.runningLeftOut.unless(document, () =>
      recordAt(context, document, laterOf(now, document.updatedAt)),
    )
    if (record !== undefined) addTo(running, bundle, record)
  }
  counted.running = running
  counted.newest = stamp
  counted.lookedAt = now
  counted.damaged = await damagedKey(context)
}

/** Which versions do not open, as one text to compare. */
async function damagedKey(context: OperationContext): Promise<string> {
  return [...(await findDamagedVersions(context.store)).keys()].toSorted().join(' ')
}

function addTo(counters: Map<string, MonthCounter>, bundle: Bundle, record: CaseRecord): void {
  for (const month of monthsOfCase(bundle.ruleset, record)) {
    const counter = counters.get(month) ?? counterOf(bundle, month)
    if (counter === undefined) continue
    counters.set(month, counter)
    counter.add(record)
  }
}

/** Nothing for what is no month: cases that name no day. */
function counterOf(bundle: Bundle, month: string): MonthCounter | undefined {
  const period = periodOf(month)
  return period === undefined ? undefined : new MonthCounter(bundle, period)
}
