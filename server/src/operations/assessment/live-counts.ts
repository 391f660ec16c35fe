import { type Bundle, type CaseRecord, factsReadBy, periodOf } from '@jieli/engine'
import { findDamagedVersions } from '../context/damaged-versions.ts'
import type { LiveContext } from './live-context.ts'
import { storedAfter } from '../../ports/time.ts'
import type { AcceptedTable } from '../../documents/assessment-documents.ts'
import { type CountedCase, countedPaths, recordOf } from './case-log.ts'
import { monthsOfCase } from './case-months.ts'
import { casesRun } from '../cases/cases-run.ts'
import { importedCases } from './known-cases.ts'
import { acceptedImports, everythingKnownAt } from './known-tables.ts'
import type { Counted } from './live-cache.ts'
import { type MonthCounts, MonthCounter, watchedBundle } from './month-counter.ts'
import type { LeftOut } from '../../contracts/board.ts'
import { removedMark } from './removed-mark.ts'

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
 * month when they come, and a case that has moved on is taken back as it was and counted as it is.
 */
export async function liveCounts(
  context: LiveContext,
  query: {
    readonly ruleset: string
    readonly bundle: Bundle
    readonly months: readonly string[]
  },
): Promise<LiveCounts> {
  const { ruleset, bundle, months } = query
  // One look at a time: two would count an ended case twice.
  return await context.mutex.run(`live ${ruleset}`, async () => {
    const counted = countedUntilNow(context, bundle)
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
      const cases = counted.months.get(month)?.counts()
      found.set(
        month,
        [tables, cases].filter((counts) => counts !== undefined),
      )
    }
    return { months: found, leftOut: counted.leftOut.told }
  })
}

/** What was counted of a version; nothing where the clock has gone far back, for nobody knows what was missed. */
function countedUntilNow(context: LiveContext, bundle: Bundle): Counted {
  const latest = storedAfter(context.clock.now(), margin)
  if (context.live.of(bundle).lookedAt > latest) context.live.forget(bundle)
  return context.live.of(bundle)
}

async function monthOfTables(
  context: LiveContext,
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

/** Brings the counts of the cases run here up to date: it reads what has moved on since, and nothing else. */
async function lookAtCases(
  context: LiveContext,
  counted: Counted,
  { ruleset, bundle }: { readonly ruleset: string; readonly bundle: Bundle },
): Promise<void> {
  const now = context.clock.now()
  await countAnewWhenMended(context, counted, ruleset)
  await countAnewWhenRemoved(context, counted, bundle.ruleset.manifest.county)
  const { lookedAt } = counted
  // What was not to be seen at the last look carries a moment a little before it, at most.
  const since = lookedAt === '' ? undefined : storedAfter(lookedAt, -margin)
  const query = { ruleset, since, only: countedPaths }
  for await (const document of casesRun<CountedCase>(context, query)) {
    if (since !== undefined && isPutRight(counted, document)) {
      // As what it was counted before nobody remembers.
      countAnew(counted)
      await lookAtCases(context, counted, { ruleset, bundle })
      return
    }
    await countCase(context, counted, { bundle, document })
  }
  // An event that was refused moves nothing on, and is counted where a rate reads how many were.
  if (since !== undefined && readsRefusals(bundle))
    for await (const document of casesRun<CountedCase>(context, {
      ruleset,
      status: 'active',
      only: countedPaths,
    }))
      await countCase(context, counted, { bundle, document })
  for (const id of counted.leftOut.damagedCases)
    for (const document of await context.store.find<'cases', CountedCase>('cases', {
      where: [{ field: 'id', operator: 'equal', value: id }],
      limit: 1,
      only: countedPaths,
    }))
      await countCase(context, counted, { bundle, document })
  counted.lookedAt = now
  // Of those that have ended, only what ended about now can be met again.
  const horizon = storedAfter(now, -margin)
  for (const [id, at] of counted.ended)
    if (at < horizon) {
      counted.ended.delete(id)
      counted.remembered.delete(id)
    }
}

/** What a damaged version keeps from being counted is counted once it opens again, and no longer where it does not. */
async function countAnewWhenMended(
  context: LiveContext,
  counted: Counted,
  ruleset: string,
): Promise<void> {
  const damaged = await damagedVersionsOf(context, ruleset)
  const before = counted.damaged
  counted.damaged = damaged
  // One may have been found damaged by the last look itself, and mended since.
  const left = counted.leftOut.damagedVersions
  if (damaged.size === before.size && [...before, ...left].every((each) => damaged.has(each)))
    return
  countAnew(counted)
}

/** A case that is gone is counted no longer (PR9): it tells no more of what it was counted as. */
async function countAnewWhenRemoved(
  context: LiveContext,
  counted: Counted,
  county: string | undefined,
): Promise<void> {
  const before = counted.removed
  counted.removed = await removedMark(context, county)
  if (counted.removed !== before) countAnew(counted)
}

/** A case that has ended moves on no more, but what was recorded of it may be put right, and it may go on by that. */
function isPutRight(counted: Counted, { id, status, history }: CountedCase): boolean {
  if (counted.remembered.has(id)) return false
  const [first] = history
  return history.some(({ correction }) => correction != null) && first !== undefined
    ? first.recordedAt < counted.lookedAt
    : status === 'done' && history.some(({ clock }) => clock != null)
}

function countAnew(counted: Counted): void {
  counted.lookedAt = ''
  for (const kept of [counted.months, counted.remembered, counted.ended, counted.leftOut])
    kept.clear()
}

/** Which versions of a ruleset do not open. */
async function damagedVersionsOf(
  context: LiveContext,
  ruleset: string,
): Promise<ReadonlySet<string>> {
  const damaged = [...(await findDamagedVersions(context.store)).values()]
  return new Set(damaged.flatMap(({ ruleset: of, version }) => (of === ruleset ? [version] : [])))
}

/** Counts a case as it stands, in the place of what was counted of it before. */
async function countCase(
  context: LiveContext,
  counted: Counted,
  { bundle, document }: { readonly bundle: Bundle; readonly document: CountedCase },
): Promise<void> {
  const { id, revision } = document
  const before = counted.remembered.get(id)
  if (before?.revision === revision) return
  // First: where this fails, nothing has been taken back yet.
  const record = await counted.leftOut.unless(document, () => recordOf(context, document))
  if (before !== undefined)
    for (const counter of countersOf(counted, bundle, before.record)) counter.remove(before.record)
  counted.remembered.delete(id)
  counted.ended.delete(id)
  if (record === undefined) return
  for (const counter of countersOf(counted, bundle, record)) counter.add(record)
  counted.remembered.set(id, { revision, record })
  if (document.status === 'done') counted.ended.set(id, document.updatedAt)
}

function countersOf(counted: Counted, bundle: Bundle, record: CaseRecord): readonly MonthCounter[] {
  return monthsOfCase(bundle.ruleset, record).flatMap((month) => {
    const counter = counted.months.get(month) ?? counterOf(bundle, month)
    if (counter === undefined) return []
    counted.months.set(month, counter)
    return [counter]
  })
}

function readsRefusals({ ruleset }: Bundle): boolean {
  return factsReadBy(ruleset, { measures: ruleset.measures }).has('log.refusals')
}

/** Nothing for what is no month: cases that name no day. */
function counterOf(bundle: Bundle, month: string): MonthCounter | undefined {
  const period = periodOf(month)
  return period === undefined ? undefined : new MonthCounter(bundle, period)
}
