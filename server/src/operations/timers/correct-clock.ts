import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Bundle, dueAfter } from '@jieli/engine'
import { mayRuleset } from '../../contracts/policy.ts'
import { ServerError } from '../../errors/server-error.ts'
import { casesRun } from '../cases/cases-run.ts'
import { assertRulesetScope, type Caller, recordedActor } from '../context/caller.ts'
import { assertCaseForm } from '../cases/case-form.ts'
import { shownProblem, unlessDamaged } from '../context/damaged-versions.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import { listRulesets } from '../library/list-rulesets.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { assertSound } from '../cases/case-soundness.ts'
import { replaceCase } from '../cases/replace-case.ts'
import { stepInLog } from '../cases/step-in-log.ts'
import { readRuleset } from '../library/read-ruleset.ts'
import { storedTime } from '../../ports/time.ts'
import {
  applyCorrection,
  type CaseCorrection,
  correctionOf,
  isWithin,
  type WrongClock,
} from './correct-case.ts'
import { noteWrongMoments } from './newest-moment.ts'
import type { ClockSpan, CorrectedCase, SkippedCase } from '../../contracts/clock.ts'

/** So many cases are shown; all are put right. */
const maxShown = 200

/** A clock that was wrong by less than this many milliseconds is within what clocks differ by. */
const minShift = 60_000

/** How often a lost compare-and-set is tried again. */
const attempts = 5

/**
 * What a wrong clock wrote in the counties the caller administers, and what it would be by the right one. Changes nothing.
 * @throws ServerError CLOCK_SPAN_INVALID, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function previewClockCorrection(
  context: OperationContext,
  caller: Caller,
  request: ClockSpan,
): Promise<{ readonly count: number; readonly items: readonly CorrectedCase[] }> {
  const wrong = wrongClock(request)
  const items: CorrectedCase[] = []
  let count = 0
  for await (const document of casesOf(context, caller, request)) {
    const found = await unlessDamaged(() => findCorrection(context, document, wrong))
    if ('value' in found && found.value === undefined) continue
    count++
    if (items.length === maxShown) continue
    const { id, ruleset, version } = document
    const told = { case: id, ruleset, version }
    items.push(
      'damaged' in found
        ? { ...told, steps: [], timers: [], problem: shownProblem(found.damaged) }
        : { ...told, ...describe(document, found.value) },
    )
  }
  return { count, items }
}

/**
 * Puts right what a wrong clock wrote in the counties the caller administers: each case gets a step that says so, its
 * timers count from the right moments, and each change is in the log.
 * @throws ServerError CLOCK_SPAN_INVALID, CLOCK_SHIFT_LATER, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function correctClock(
  context: OperationContext,
  caller: Caller,
  request: ClockSpan & { readonly reason: string },
): Promise<{ readonly corrected: number; readonly skipped: readonly SkippedCase[] }> {
  const wrong = wrongClock(request)
  // All or nothing: before any case is changed, none may come to lie in the future.
  for await (const document of casesOf(context, caller, request)) {
    const plan = await unlessDamaged(() => findCorrection(context, document, wrong))
    if ('value' in plan && plan.value !== undefined)
      assertNotLater(plan.value.found, context.clock.now())
  }
  const skipped: SkippedCase[] = []
  let corrected = 0
  for await (const { id } of casesOf(context, caller, request)) {
    const outcome = await unlessDamaged(() =>
      correctCase(context, caller, { id, wrong, ...request }),
    )
    if ('damaged' in outcome) skipped.push({ case: id, problem: shownProblem(outcome.damaged) })
    else if (outcome.value) corrected++
  }
  if (corrected > 0) await noteWrongMoments(context, wrong)
  return { corrected, skipped: skipped.slice(0, maxShown) }
}

/** @throws ServerError CLOCK_SPAN_INVALID */
function wrongClock({ from, until, shown, really }: ClockSpan): WrongClock {
  const ahead = Date.parse(shown) - Date.parse(really)
  if (Date.parse(from) > Date.parse(until) || Math.abs(ahead) < minShift)
    throw new ServerError('CLOCK_SPAN_INVALID')
  return { from: storedTime(from), until: storedTime(until), ahead }
}

/** The cases asked for in the counties the caller administers. */
async function* casesOf(
  context: OperationContext,
  caller: Caller,
  { ruleset, cases }: ClockSpan,
): AsyncGenerator<CaseDocument, void> {
  const permission = 'timers.manage'
  if (ruleset !== undefined) {
    const { county } = await readRuleset(context, caller, ruleset)
    assertRulesetScope(caller, permission, { id: ruleset, ...(county !== undefined && { county }) })
  }
  const only = cases && new Set(cases)
  for (const summary of await listRulesets(context, caller)) {
    if (ruleset !== undefined && summary.id !== ruleset) continue
    if (!mayRuleset(caller, permission, summary)) continue
    let looked = 0
    for await (const document of casesRun(context, { ruleset: summary.id })) {
      if (only?.has(document.id) !== false) yield document
      if (++looked % 50 === 0) await nextTurn()
    }
  }
}

/** @throws ServerError BUNDLE_DAMAGED, CASE_DAMAGED, CASE_ALTERED */
async function findCorrection(
  context: OperationContext,
  document: CaseDocument,
  wrong: WrongClock,
): Promise<{ readonly found: CaseCorrection; readonly bundle: Bundle } | undefined> {
  assertCaseForm(document)
  // The version is opened only for a case that needs it.
  if (!document.history.some(({ recordedAt }) => isWithin(recordedAt, wrong))) return undefined
  assertSound(context, document)
  if (document.history.some(({ correction }) => correction !== undefined))
    throw new ServerError('CASE_CORRECTED', { id: document.id })
  const bundle = await context.bundles.bundleOfCase(document)
  const found = correctionOf(bundle, document, wrong)
  return found && { found, bundle }
}

/** Whether there was anything to put right. @throws ServerError BUNDLE_DAMAGED, CASE_DAMAGED, CASE_ALTERED, CLOCK_SHIFT_LATER, CASE_BUSY */
async function correctCase(
  context: OperationContext,
  caller: Caller,
  input: { readonly id: string; readonly wrong: WrongClock; readonly reason: string },
): Promise<boolean> {
  const { id, wrong, reason } = input
  const actor = recordedActor(caller)
  return await context.mutex.run(id, async () => {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const document = await context.store.get('cases', id)
      const plan = document && (await findCorrection(context, document, wrong))
      if (document === undefined || plan === undefined) return false
      const { found, bundle } = plan
      const now = context.clock.now()
      assertNotLater(found, now)
      const next = applyCorrection(document, { bundle, sealer: context.sealer }, found, {
        actor,
        reason,
        now,
      })
      const stored = await storeCorrection(context, { before: document, next, actor })
      if (stored) return true
    }
    throw new ServerError('CASE_BUSY')
  })
}

async function storeCorrection(
  context: OperationContext,
  change: {
    readonly before: CaseDocument
    readonly next: CaseDocument
    readonly actor: RecordedActor
  },
): Promise<boolean> {
  const { before, next, actor } = change
  const { committed } = await context.commit([replaceCase(before, next)], {
    action: 'case.clock',
    actor,
    target: next.id,
    county: next.county,
    ...stepInLog(next),
  })
  return committed
}

/** A step that would not have come yet shows that the clock was not wrong by as much. @throws ServerError CLOCK_SHIFT_LATER */
function assertNotLater({ correction }: CaseCorrection, now: string): void {
  const later = correction.moments.find(
    ({ recordedAt }) => Date.parse(recordedAt) > Date.parse(now) + minShift,
  )
  if (later !== undefined) throw new ServerError('CLOCK_SHIFT_LATER', { at: later.recordedAt, now })
}

function describe(
  { history, snapshot, pathway }: CaseDocument,
  plan: { readonly found: CaseCorrection; readonly bundle: Bundle } | undefined,
): Pick<CorrectedCase, 'steps' | 'timers'> {
  if (plan === undefined) return { steps: [], timers: [] }
  const { found, bundle } = plan
  return {
    steps: found.correction.moments.flatMap(({ seq, recordedAt: rightAt }) => {
      const entry = history[seq - 1]
      return entry === undefined
        ? []
        : [{ seq, event: entry.event, writtenAt: entry.recordedAt, rightAt }]
    }),
    timers: snapshot.timers.map((timer) => {
      const { id, delay, dueAt } = timer
      const begun = found.begun[id]
      const right = begun === undefined ? dueAt : dueAfter(bundle, { pathway, ...timer }, begun)
      return { delay, dueAt, rightDueAt: typeof right === 'string' ? right : null }
    }),
  }
}
