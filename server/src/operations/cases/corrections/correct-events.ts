import type { Bundle } from '@jieli/engine'
import type { CaseCorrectionInput } from '../../../contracts/case-correction.ts'
import { ServerError } from '../../../errors/server-error.ts'
import type { CaseDocument, VersionOfCase } from '../../../documents/case-document.ts'
import { type Caller, recordedActor } from '../../context/caller.ts'
import { isRepeat, markRequest } from '../../context/idempotency.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import type { RevisionCondition } from '../../context/revision-condition.ts'
import { storedCalendars } from '../../context/stored-calendars.ts'
import { nameFacts, presentDecision } from '../../decisions/present-decision.ts'
import { caseAtStep } from '../case-history.ts'
import { draftOf } from '../draft-of-case.ts'
import { isErased } from '../case-seal.ts'
import { assertSound } from '../case-soundness.ts'
import { maxHistory } from '../case-step.ts'
import { withSuccessors } from '../handover/with-successors.ts'
import { standingMigrations } from '../migration/standing-migrations.ts'
import { noteCaseRead } from '../note-case-read.ts'
import { readVisibleCase } from '../read-case.ts'
import { assertRevision } from '../send-event.ts'
import { storeStep } from '../store-step.ts'
import { eventTitle, planCorrection } from './plan-correction.ts'
import { type PlannedCorrection, replayPlanned, withCorrection } from './with-correction.ts'
import { codeMapsOf } from '../../code-maps/read-editions.ts'

export interface CorrectionRequest extends CaseCorrectionInput {
  readonly case: string
  readonly idempotencyKey?: string | undefined
  /** The public revisions the sender saw. */
  readonly expected?: RevisionCondition | undefined
}

/** Each correction keeps all steps of the case: more of them than this are no corrections. */
const maxCorrections = 50

/** How often a lost compare-and-set is tried again. */
const attempts = 8

/**
 * Voids and corrects events of a case, and enters others late, all of it or nothing: one atomic write holds the case as
 * its events now make it, one more step of its history that names what was changed, and the audit.
 * @throws ServerError CASE_UNKNOWN, CASE_STALE, CASE_BUSY, CASE_TOO_LONG, CASE_DAMAGED, CASE_ALTERED,
 * CODE_UNREAD, CORRECTION_REFUSED, CORRECTION_LIMIT, CORRECTION_ERASED, CORRECTION_OF_APPROVAL, IDEMPOTENCY_KEY_REUSED, and what planCorrection throws
 */
export async function correctEvents(
  context: OperationContext,
  caller: Caller,
  request: CorrectionRequest,
): Promise<CaseDocument> {
  const { changes, reason } = request
  const mark = await markRequest(request.idempotencyKey, recordedActor(caller), {
    changes,
    reason,
  } as never)
  return await context.mutex.run(request.case, async () => {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const before = await readVisibleCase(context, caller, request.case, 'cases.correct')
      const done = mark && before.history.find((entry) => isRepeat(entry.request, mark))
      if (done !== undefined) return caseAtStep(before, done.seq)
      const { next, codeMaps } = await correctedCase(context, caller, before, {
        ...request,
        ...(mark && { mark }),
      })
      const stored = await storeStep(context, {
        before,
        next,
        action: 'case.correct',
        actor: recordedActor(caller),
        ...(codeMaps.length > 0 && { detail: { codeMaps } }),
      })
      if (stored) return next
    }
    throw new ServerError('CASE_BUSY')
  })
}

/** The case as a correction would make it. Nothing is stored. @throws as {@link correctEvents} */
export async function previewCorrection(
  context: OperationContext,
  caller: Caller,
  request: CorrectionRequest,
): Promise<CaseDocument> {
  const before = await readVisibleCase(context, caller, request.case, 'cases.correct')
  await noteCaseRead(context, caller, 'correction', before)
  return (await correctedCase(context, caller, before, request)).next
}

async function correctedCase(
  context: OperationContext,
  caller: Caller,
  document: CaseDocument,
  request: CorrectionRequest & { readonly mark?: PlannedCorrection['request'] },
): Promise<{ readonly next: CaseDocument; readonly codeMaps: readonly string[] }> {
  const bundle = await context.bundles.bundleOfCase(document)
  assertRevision(document, bundle, request.expected)
  assertCorrectable(context, document)
  const now = context.clock.now()
  const planned = await planCorrection({ context, caller, bundle, document, now }, request)
  const counted = document.history.some(({ calendar }) => calendar !== undefined)
  const plan: PlannedCorrection = {
    ...planned,
    ...(await movesOf(context, document)),
    calendars: counted ? await storedCalendars(context, document.ruleset) : [],
    ...(request.mark && { request: request.mark }),
  }
  const maker = { bundle, sealer: context.sealer }
  const replay = replayPlanned(maker, document, plan)
  if (!replay.held) throw refused(bundle, document, plan, replay)
  const snapshot = await withSuccessors(context, bundle, replay.snapshot, document.snapshot.facts)
  return {
    next: withCorrection(document, maker, plan, { ...replay, snapshot }),
    codeMaps: codeMapsOf(plan.reads.values()),
  }
}

/** The versions a case went by, where it was moved. @throws ServerError BUNDLE_DAMAGED */
async function movesOf(
  { bundles }: OperationContext,
  { ruleset, history }: CaseDocument,
): Promise<Pick<PlannedCorrection, 'moved'>> {
  const standing = standingMigrations(history)
  const [begun] = standing
  if (begun === undefined) return {}
  const open = async (version: VersionOfCase) => await bundles.bundleOfCase({ ruleset, ...version })
  const migrations = standing.map(async ({ at, to, choices }) => ({
    at,
    choices,
    to: await open(to),
  }))
  return { moved: { first: await open(begun.from), migrations: await Promise.all(migrations) } }
}

/** @throws ServerError CASE_ALTERED, CASE_TOO_LONG, CORRECTION_LIMIT, CORRECTION_ERASED, CORRECTION_OF_APPROVAL */
function assertCorrectable(context: OperationContext, document: CaseDocument): void {
  const { history } = document
  assertSound(context, document)
  if (history.length >= maxHistory) throw new ServerError('CASE_TOO_LONG', { limit: maxHistory })
  // What departments decided about a draft is decided anew, in their own accounts.
  if (draftOf(history) !== undefined) throw new ServerError('CORRECTION_OF_APPROVAL')
  if (history.some(isErased)) throw new ServerError('CORRECTION_ERASED')
  const corrections = history.filter(({ correction }) => correction !== undefined).length
  if (corrections >= maxCorrections)
    throw new ServerError('CORRECTION_LIMIT', { limit: maxCorrections })
}

function refused(
  bundle: Bundle,
  document: CaseDocument,
  { changes, events }: PlannedCorrection,
  { entry, result, unmoved }: Extract<ReturnType<typeof replayPlanned>, { held: false }>,
): ServerError {
  if (unmoved === true) return new ServerError('CORRECTION_UNMOVED')
  const event = events.find((each) => each.entry === entry)
  if (event === undefined || result === undefined)
    return new ServerError('CASE_TOO_LONG', { limit: maxHistory })
  const own = changes.some((change) => change.entry === entry)
  return new ServerError(
    'CORRECTION_REFUSED',
    {
      event: eventTitle(bundle, document, event.type),
      at: event.at,
      detail: result.issue.message,
      advice: own
        ? {
            zh: '请核对本次填写的内容和时间。',
            en: 'Please check what you entered, and when it happened.',
          }
        : {
            zh: '请先作废这一步，或在同一次更正中一并更正。',
            en: 'Please void that step first, or correct it in the same request.',
          },
    },
    {
      issues: [result.issue],
      extra: {
        revision: document.history.length,
        entry: event.entry,
        needs: nameFacts(bundle.ruleset, result.needs),
        decisions: result.decisions.map((decision) => presentDecision(bundle, decision)),
      },
    },
  )
}
