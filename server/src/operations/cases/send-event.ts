import { type Bundle, type Facts, step, type StepResult, type Text } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, engineActor, recordedActor } from '../context/caller.ts'
import { attachmentsOfStep } from './attachments/attachments-of-step.ts'
import { readSentFacts, type SentFacts } from '../code-maps/read-editions.ts'
import { assertCodesRead } from './assert-codes-read.ts'
import { type DraftRule, draftOf } from './draft-of-case.ts'
import { caseAtStep } from './case-history.ts'
import { applyRefusal, applyStep, maxHistory, type StepRecord } from './case-step.ts'
import type { CaseDocument, Refusal, RefusalDocument } from '../../documents/case-document.ts'
import type { RequestMark } from '../../documents/request-mark.ts'
import { withSuccessors } from './handover/with-successors.ts'
import { fireTimersOf } from './fire-timers-of.ts'
import { isRepeat, markRequest } from '../context/idempotency.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readVisibleCase } from './read-case.ts'
import { meetsRevision, type RevisionCondition, staleError } from '../context/revision-condition.ts'
import { storeStep } from './store-step.ts'
import { laterOf } from '../../ports/time.ts'
import type { DocumentWrite } from '../../documents/document-store.ts'

export interface EventRequest extends SentFacts {
  readonly case: string
  readonly type: string
  readonly reason?: string | undefined
  /** Documents uploaded to the case that the step files, by their hashes. */
  readonly attachments?: readonly string[] | undefined
  readonly idempotencyKey?: string | undefined
  /** The public revisions the sender saw; without it the event meets whatever the case has come to. */
  readonly expected?: RevisionCondition | undefined
}

/** How often a lost compare-and-set is tried again. */
const attempts = 8

/**
 * Sends an event to a case: one atomic write holds the new snapshot, the history entry, timers, outbox and audit.
 * A refused event is written down beside the case and changes nothing else.
 * @param ofDraft what a step of a case about a draft speaks of
 * @throws ServerError CASE_UNKNOWN, CASE_STALE, CASE_BUSY, CASE_TOO_LONG, CASE_DAMAGED, CASE_ALTERED, EVENT_REFUSED,
 * ATTACHMENT_NOT_UPLOADED, CODE_UNREAD, FACTS_INVALID, IDEMPOTENCY_KEY_REUSED
 */
export async function sendEvent(
  context: OperationContext,
  caller: Caller,
  request: EventRequest,
  ofDraft?: DraftRule,
): Promise<CaseDocument> {
  return await context.mutex.run(request.case, async () => {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const outcome = await tryEvent(context, caller, request, ofDraft)
      if (outcome !== 'lost') return outcome
    }
    throw new ServerError('CASE_BUSY')
  })
}

async function tryEvent(
  context: OperationContext,
  caller: Caller,
  request: EventRequest,
  ofDraft: DraftRule | undefined,
): Promise<CaseDocument | 'lost'> {
  const { type, reason, attachments: asked = [] } = request
  const actor = recordedActor(caller)
  const mark = await markRequest(request.idempotencyKey, actor, {
    type,
    facts: request.facts ?? null,
    reason: reason ?? null,
    ...(asked.length > 0 && { attachments: asked }),
    ...(request.editions && { editions: request.editions }),
  })
  const found = await readVisibleCase(context, caller, request.case, 'cases.step')
  const bundle = await context.bundles.bundleOfCase(found)
  const before = mark && (await answerBefore(context, found, bundle, mark))
  if (before !== undefined) return before
  const document = await fireTimersOf(context, bundle, found)
  if (document === 'lost') return 'lost'
  assertRevision(document, bundle, request.expected)
  if (document.history.length >= maxHistory) {
    throw new ServerError('CASE_TOO_LONG', { limit: maxHistory })
  }
  const { county } = document
  const read = await readSentFacts(context, { ruleset: bundle.ruleset, county }, request)
  assertCodesRead(document.snapshot.facts, bundle, read)
  const { facts } = read
  const attachments = await attachmentsOfStep(context, document, asked)

  const now = context.clock.now()
  const at = laterOf(now, document.snapshot.at)
  const engine = engineActor(caller, bundle, document, { type, facts })
  const sent = step(bundle, document.snapshot, {
    type,
    facts,
    at,
    actor: engine,
    ...(reason !== undefined && { reason }),
  })
  const result = await inHands(context, bundle, sent, document.snapshot.facts)
  const draft = result.taken
    ? await draftOfStep({ document, bundle, event: type, result }, ofDraft)
    : undefined
  const record: StepRecord = {
    event: type,
    actor: { ...actor, ...(engine.unit !== undefined && { unit: engine.unit }) },
    facts,
    at,
    recordedAt: now,
    ...(reason !== undefined && { reason }),
    ...(mark && { request: mark }),
    ...(draft && { draft }),
    attachments,
  }
  const maker = { bundle, sealer: context.sealer }
  const next = result.taken
    ? applyStep(document, maker, result, record)
    : applyRefusal(document, maker, result, record)
  const refusal = result.taken ? undefined : next.refusals.at(-1)
  const maps = read.codeMaps && { codeMaps: read.codeMaps }
  const stored = await storeStep(context, {
    before: document,
    next,
    actor: record.actor,
    detail: result.taken ? maps : { event: type, code: result.issue.code, ...maps },
    beside: result.taken ? [] : tracesOf(refusal, result.closed),
  })
  if (!stored) return 'lost'
  if (!result.taken && refusal !== undefined)
    throw eventRefused({ ...refusal, closed: result.closed }, next, bundle)
  return next
}

/** A step that was taken, with those who act for units that ended before it named them. */
async function inHands(
  context: OperationContext,
  bundle: Bundle,
  result: StepResult,
  before: Facts,
): Promise<StepResult> {
  if (!result.taken) return result
  return { ...result, snapshot: await withSuccessors(context, bundle, result.snapshot, before) }
}

async function draftOfStep(step: Parameters<DraftRule>[0], ofDraft: DraftRule | undefined) {
  if (draftOf(step.document.history) === undefined) return undefined
  // No step of an approval goes without being asked what it speaks of.
  if (ofDraft === undefined) throw new RangeError('A step of a case about a draft needs its rule.')
  return await ofDraft(step)
}

function tracesOf(refusal: Refusal | undefined, closed: readonly unknown[]): DocumentWrite[] {
  if (refusal?.traces === undefined) return []
  const document: RefusalDocument = { id: refusal.traces, revision: 1, closed }
  return [{ kind: 'insert', collection: 'refusals', document }]
}

/** The answer a request got when it was first sent. @throws the refusal it got */
async function answerBefore(
  context: OperationContext,
  document: CaseDocument,
  bundle: Bundle,
  mark: RequestMark,
): Promise<CaseDocument | undefined> {
  const entry = document.history.find((each) => isRepeat(each.request, mark))
  if (entry !== undefined) return caseAtStep(document, entry.seq)
  const refusal = document.refusals.find((each) => isRepeat(each.request, mark))
  if (refusal === undefined) return undefined
  const kept = refusal.traces && (await context.store.get('refusals', refusal.traces))
  const { closed } = kept || refusal
  throw eventRefused({ ...refusal, ...(closed && { closed }) }, document, bundle)
}

/** @throws ServerError CASE_STALE with the steps since */
export function assertRevision(
  document: CaseDocument,
  bundle: Bundle,
  condition: RevisionCondition | undefined,
): void {
  const revision = document.history.length
  if (condition === undefined || meetsRevision(condition, revision)) return
  const changes = document.history.map(({ seq, at, actor, event, to }) => ({
    revision: seq,
    at,
    by: actor.title,
    what: eventLabels(document, bundle, event),
    items: [to],
  }))
  throw staleError('CASE_STALE', { condition, revision, changes })
}

function eventLabels(document: CaseDocument, bundle: Bundle, event: string): Text {
  const pathway = bundle.ruleset.pathways.find(({ id }) => id === document.pathway)
  const title = pathway?.events.find(({ id }) => id === event)?.title
  return { zh: `“${title?.zh ?? event}”`, en: `"${title?.en ?? event}"` }
}

function eventRefused(refusal: Refusal, document: CaseDocument, bundle: Bundle): ServerError {
  const pathway = bundle.ruleset.pathways.find(({ id }) => id === document.pathway)
  const event = pathway?.events.find(({ id }) => id === refusal.event)
  return new ServerError(
    'EVENT_REFUSED',
    { event: event?.title ?? refusal.event, detail: refusal.message },
    {
      issues: [refusal.issue],
      extra: {
        revision: refusal.revision,
        needs: refusal.needs,
        decisions: refusal.decisions,
        closed: refusal.closed ?? [],
      },
    },
  )
}
