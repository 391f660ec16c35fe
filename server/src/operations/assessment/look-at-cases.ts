import { type Bundle, type CaseRecord, factsReadBy, periodOf } from '@jieli/engine'
import { findDamagedVersions } from '../context/damaged-versions.ts'
import type { LiveContext } from './live-context.ts'
import { laterOf, storedAfter } from '../../ports/time.ts'
import { caseBefore } from './case-before.ts'
import { type CountedCase, countedPaths, recordOf } from './case-log.ts'
import { monthsOfCase } from './case-months.ts'
import { casesRun } from '../cases/cases-run.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { Counted } from './live-cache.ts'
import { MonthCounter, tallyOf } from './month-counter.ts'
import { removedMark } from './removed-mark.ts'

/** How late a step may become visible after the moment it carries: another server's clock and commit. */
const margin = 120_000

/** Of what the cases are counted. */
interface Look {
  readonly ruleset: string
  readonly bundle: Bundle
  /** Everything that came after this moment may have been missed by the last look; nothing before the first. */
  readonly since: string | undefined
  /** What ended after this moment may be met again by the next look. */
  readonly horizon: string
}

/**
 * Brings the counts of the cases run here up to date: of what has not moved on since the last look nothing is read. Only
 * one look at a ruleset may go on at a time, for two would count a case twice.
 */
export async function lookAtCases(
  context: LiveContext,
  { ruleset, bundle }: Pick<Look, 'ruleset' | 'bundle'>,
): Promise<Counted> {
  const counted = countedUntilNow(context, bundle)
  await countAnewWhenMended(context, counted, ruleset)
  await countAnewWhenRemoved(context, counted, bundle.ruleset.manifest.county)
  while (!(await bringUpToDate(context, counted, { ruleset, bundle }))) countAnew(counted)
  return counted
}

/** What was counted of a version; nothing where the clock has gone far back, for nobody knows what was missed. */
function countedUntilNow(context: LiveContext, bundle: Bundle): Counted {
  const latest = storedAfter(context.clock.now(), margin)
  if (context.live.of(bundle).lookedAt > latest) context.live.forget(bundle)
  return context.live.of(bundle)
}

/** @returns false where nobody can say as what a case was counted before, so that all have to be counted anew */
async function bringUpToDate(
  context: LiveContext,
  counted: Counted,
  { ruleset, bundle }: Pick<Look, 'ruleset' | 'bundle'>,
): Promise<boolean> {
  const now = context.clock.now()
  const { lookedAt } = counted
  // What was not to be seen at the last look carries a moment a little before it, at most.
  const since = lookedAt === '' ? undefined : storedAfter(lookedAt, -margin)
  const look: Look = { ruleset, bundle, since, horizon: storedAfter(now, -margin) }
  if (since === undefined) {
    // What is put right while the others are counted is met once more, as the last.
    const forgotten = new Set<string>()
    const query = { ruleset, only: countedPaths }
    for await (const document of casesRun<CountedCase>(context, query)) {
      const { id } = document
      if (forgotten.has(id) && !(await recallCase(context, counted, { id, since: now })))
        return false
      await countCase(context, counted, look, document)
      if (!counted.remembered.has(id)) forgotten.add(id)
    }
  } else {
    for (const id of await movedSince(context, counted, { ...look, since }))
      if (!(await countMoved(context, counted, { ...look, since }, id))) return false
  }
  for (const id of counted.leftOut.damagedCases)
    for (const document of await readCase(context, id))
      await countCase(context, counted, look, document)
  counted.lookedAt = now
  // Of those that have ended, only what ended about now can be met again.
  for (const [id, at] of counted.ended)
    if (at < look.horizon) {
      counted.ended.delete(id)
      counted.remembered.delete(id)
    }
  return true
}

/** The cases that are no longer as they were counted: those that took a step, and those that refused an event. */
async function movedSince(
  context: LiveContext,
  counted: Counted,
  { ruleset, bundle, since }: Look & { readonly since: string },
): Promise<ReadonlySet<string>> {
  const moved = new Set<string>()
  // An event that was refused moves nothing on, and is counted where a measure reads how many were.
  for (const by of readsRefusals(bundle)
    ? (['updatedAt', 'refusedAt'] as const)
    : ['updatedAt' as const])
    for await (const { id, revision } of casesRun<HeadOfCase>(context, {
      ruleset,
      by,
      since,
      only: [],
    }))
      if (counted.remembered.get(id)?.revision !== revision) moved.add(id)
  return moved
}

type HeadOfCase = Pick<CaseDocument, 'id' | 'revision' | 'updatedAt'>

async function readCase(context: LiveContext, id: string): Promise<readonly CountedCase[]> {
  return await context.store.find<'cases', CountedCase>('cases', {
    where: [{ field: 'id', operator: 'equal', value: id }],
    limit: 1,
    only: countedPaths,
  })
}

/** @returns false where nobody can say as what it was counted before */
async function countMoved(
  context: LiveContext,
  counted: Counted,
  look: Look & { readonly since: string },
  id: string,
): Promise<boolean> {
  if (!(await recallCase(context, counted, { id, since: look.since }))) return false
  for (const document of await readCase(context, id))
    await countCase(context, counted, look, document)
  return true
}

/**
 * Remembers again as what a case was counted that ended long ago: it may still be put right, or asked in vain.
 * @returns false where nobody can say
 */
async function recallCase(
  context: LiveContext,
  counted: Counted,
  { id, since }: { readonly id: string; readonly since: string },
): Promise<boolean> {
  if (counted.remembered.has(id) || counted.leftOut.has(id)) return true
  const before = await caseBefore(context, { id, since })
  if (before === 'unknown') return false
  if (before !== undefined) counted.remembered.set(id, { revision: 0, record: before })
  return true
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

function countAnew(counted: Counted): void {
  counted.lookedAt = ''
  counted.undated = undefined
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
  { bundle, horizon }: Look,
  document: CountedCase,
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
  const moved = laterOf(document.updatedAt, document.refusedAt ?? document.updatedAt)
  if (document.status === 'done') {
    // What ended long ago is met no more: that nothing of it is kept is what lets a server hold millions.
    if (moved < horizon) return
    counted.ended.set(id, moved)
  }
  counted.remembered.set(id, { revision, record })
}

function countersOf(
  counted: Counted,
  bundle: Bundle,
  record: CaseRecord,
): readonly Pick<MonthCounter, 'add' | 'remove'>[] {
  counted.undated ??= tallyOf(bundle, [])
  const months = monthsOfCase(bundle.ruleset, record).flatMap((month) => {
    const counter = counted.months.get(month) ?? counterOf(bundle, month)
    if (counter === undefined) return []
    counted.months.set(month, counter)
    return [counter]
  })
  return [counted.undated, ...months]
}

function readsRefusals({ ruleset }: Bundle): boolean {
  return factsReadBy(ruleset, { measures: ruleset.measures }).has('log.refusals')
}

/** Nothing for what is no month: cases that name no day. */
export function counterOf(bundle: Bundle, month: string): MonthCounter | undefined {
  const period = periodOf(month)
  return period === undefined ? undefined : new MonthCounter(bundle, period)
}
