import { type Bundle, factsReadBy } from '@jieli/engine'
import { findDamagedVersions } from '../context/damaged-versions.ts'
import { forgetStoredCounts } from '../context/forget-counts.ts'
import type { LiveContext } from './live-context.ts'
import { storedAfter } from '../../ports/time.ts'
import { casesRun } from '../cases/cases-run.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import { countAll } from './count-all.ts'
import { countCase, endLook, type Look, margin, readCase, recallCase } from './count-case.ts'
import type { Counted } from './live-cache.ts'
import { storeCounts, takeUpCounts } from './stored-counts.ts'
import { removedMark } from './removed-mark.ts'

/**
 * Brings the counts of the cases run here up to date: of what has not moved on since the last look nothing is read. Only
 * one look at a ruleset may go on at a time, for two would count a case twice.
 *
 * @throws ServerError CASES_BEING_COUNTED while not every case has been counted once: each look goes on with that
 */
export async function lookAtCases(
  context: LiveContext,
  asked: Pick<Look, 'ruleset' | 'bundle'>,
): Promise<Counted> {
  const { ruleset, bundle } = asked
  const counted = countedUntilNow(context, bundle)
  await countAnewWhenMended(context, counted, ruleset)
  const isNew = counted.removed === undefined
  await countAnewWhenRemoved(context, counted, bundle.ruleset.manifest.county)
  if (isNew && counted.damaged.size === 0) await takeUpCounts(context, counted, asked)
  for (;;) {
    const { lookedAt } = counted
    const isUpToDate =
      lookedAt === ''
        ? await countAll(context, counted, asked)
        : await countWhatMoved(context, counted, { ...asked, lookedAt })
    if (!isUpToDate) {
      countAnew(counted)
      continue
    }
    await storeCounts(context, counted, asked)
    return counted
  }
}

/** What was counted of a version; nothing where the clock has gone far back, for nobody knows what was missed. */
function countedUntilNow(context: LiveContext, bundle: Bundle): Counted {
  const latest = storedAfter(context.clock.now(), margin)
  const { lookedAt, first } = context.live.of(bundle)
  if (lookedAt > latest || (first?.begunAt ?? '') > latest) context.live.forget(bundle)
  return context.live.of(bundle)
}

/** @returns false where nobody can say as what a case was counted before, so that all have to be counted anew */
async function countWhatMoved(
  context: LiveContext,
  counted: Counted,
  { ruleset, bundle, lookedAt }: Pick<Look, 'ruleset' | 'bundle'> & { readonly lookedAt: string },
): Promise<boolean> {
  const now = context.clock.now()
  const look: Look = { ruleset, bundle, horizon: storedAfter(now, -margin) }
  // What was not to be seen at the last look carries a moment a little before it, at most.
  const since = storedAfter(lookedAt, -margin)
  for (const id of await movedSince(context, counted, { ...look, since }))
    if (!(await countMoved(context, counted, { ...look, since }, id))) return false
  for (const id of counted.leftOut.damagedCases)
    for (const document of await readCase(context, id))
      await countCase(context, counted, look, document)
  endLook(counted, { at: now, horizon: look.horizon })
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
  if (before === undefined || counted.removed === before) return
  countAnew(counted)
  if (county !== undefined) await forgetStoredCounts(context, county)
}

function countAnew(counted: Counted): void {
  counted.lookedAt = ''
  counted.first = undefined
  counted.undated = undefined
  counted.cases = 0
  counted.stored = undefined
  for (const kept of [counted.months, counted.remembered, counted.leftOut]) kept.clear()
}

/** Which versions of a ruleset do not open. */
async function damagedVersionsOf(
  context: LiveContext,
  ruleset: string,
): Promise<ReadonlySet<string>> {
  const damaged = [...(await findDamagedVersions(context.store)).values()]
  return new Set(damaged.flatMap(({ ruleset: of, version }) => (of === ruleset ? [version] : [])))
}

function readsRefusals({ ruleset }: Bundle): boolean {
  return factsReadBy(ruleset, { measures: ruleset.measures }).has('log.refusals')
}
