import type { Text } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { Permission } from '../../contracts/roles.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { RequestMark } from '../../documents/request-mark.ts'
import { isRepeat } from '../context/idempotency.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { meetsRevision, type RevisionCondition, staleError } from '../context/revision-condition.ts'
import type { Objection, RunAction, RunDocument } from '../../documents/assessment-documents.ts'
import { assessedRuleset } from './assessed-ruleset.ts'
import { contentOf } from './run-content.ts'
import { runOf } from './find-runs.ts'
import { assertUnit } from './unit-scope.ts'

/** A run, and the revisions of it that somebody may act on. */
export interface RunRevision {
  readonly run: string
  readonly expected: RevisionCondition
}

/**
 * Marks a provisional run as looked through.
 * @throws ServerError RUN_UNKNOWN, RUN_STALE, RUN_STATUS, SCOPE_MISSING
 */
export async function reviewRun(
  context: OperationContext,
  caller: Caller,
  input: RunRevision,
): Promise<RunDocument> {
  return await changeRun(context, caller, async () => {
    const run = await runAt(context, caller, input, 'assessment.review')
    if (run.status !== 'provisional') throw wrongStatus(run)
    return { run, change: { status: 'reviewed' }, entry: { action: 'review' } }
  })
}

/**
 * Makes a reviewed run final: the period has ended, no objection is open, and whoever computed it does not confirm it.
 * @throws ServerError RUN_UNKNOWN, RUN_STALE, RUN_STATUS, PERIOD_OPEN, OBJECTIONS_OPEN, RUN_OWN, SCOPE_MISSING
 */
export async function finaliseRun(
  context: OperationContext,
  caller: Caller,
  input: RunRevision,
): Promise<RunDocument> {
  return await changeRun(context, caller, async () => {
    const run = await runAt(context, caller, input, 'assessment.finalise')
    if (run.status !== 'reviewed') throw wrongStatus(run)
    if (run.open) throw new ServerError('PERIOD_OPEN', { period: run.period })
    const open = run.objections.filter(({ answer }) => answer === undefined)
    if (open.length > 0) throw new ServerError('OBJECTIONS_OPEN', { count: open.length })
    const [first] = run.history
    const { kind, id } = recordedActor(caller)
    if (first?.by.id === id && first.by.kind === kind) throw new ServerError('RUN_OWN')
    return { run, change: { status: 'final' }, entry: { action: 'finalise' } }
  })
}

/**
 * Holds something against a number of a unit. Possible until the run is final. A repeated request is answered with the
 * run as it now stands.
 * @throws ServerError RUN_UNKNOWN, RUN_STATUS, INDICATOR_UNKNOWN, UNIT_OUTSIDE, SCOPE_MISSING
 */
export async function objectToRun(
  context: OperationContext,
  caller: Caller,
  input: {
    readonly run: string
    readonly unit: string
    readonly indicator: string
    readonly reason: string
    readonly request?: RequestMark | undefined
  },
): Promise<RunDocument> {
  const { unit, indicator, reason, request } = input
  return await changeRun(context, caller, async () => {
    const { run, county } = await runOf(context, caller, {
      run: input.run,
      permission: 'assessment.object',
    })
    const before = request && run.objections.some((one) => isRepeat(one.request, request))
    if (before === true) return { run }
    if (run.status !== 'provisional' && run.status !== 'reviewed') throw wrongStatus(run)
    assertUnit(caller, unit, { permission: 'assessment.object', county, target: run.id })
    const { result } = await contentOf(context, run)
    const card = result.cards.find((one) => one.unit?.id === unit)
    if (card?.indicators.some((one) => one.indicator === indicator) !== true)
      throw new ServerError('INDICATOR_UNKNOWN', { unit, indicator })
    const at = context.clock.now()
    const objection: Objection = {
      id: context.newId(),
      unit,
      indicator,
      reason,
      at,
      by: recordedActor(caller),
      ...(request && { request }),
    }
    const objections = [...run.objections, objection]
    return { run, change: { objections }, entry: { action: 'object', reason } }
  })
}

/**
 * Answers an objection. One that is accepted is put right by a correction.
 * @throws ServerError RUN_UNKNOWN, OBJECTION_UNKNOWN, OBJECTION_ANSWERED, SCOPE_MISSING
 */
export async function answerObjection(
  context: OperationContext,
  caller: Caller,
  input: {
    readonly run: string
    readonly objection: string
    readonly accepted: boolean
    readonly words: string
  },
): Promise<RunDocument> {
  return await changeRun(context, caller, async () => {
    const { run } = await runOf(context, caller, {
      run: input.run,
      permission: 'assessment.review',
    })
    const found = run.objections.find(({ id }) => id === input.objection)
    if (found === undefined) throw new ServerError('OBJECTION_UNKNOWN', { id: input.objection })
    if (found.answer !== undefined) throw new ServerError('OBJECTION_ANSWERED')
    const { accepted, words } = input
    const answer = { accepted, words, at: context.clock.now(), by: recordedActor(caller) }
    const objections = run.objections.map((one) => (one.id === found.id ? { ...one, answer } : one))
    return { run, change: { objections }, entry: { action: 'answer', reason: words } }
  })
}

/** The run as its caller saw it. @throws ServerError RUN_STALE */
export async function runAt(
  context: OperationContext,
  caller: Caller,
  { run: id, expected }: RunRevision,
  permission: Permission,
): Promise<RunDocument> {
  const { run } = await runOf(context, caller, { run: id, permission })
  if (!meetsRevision(expected, run.revision)) throw staleRun(run, expected)
  return run
}

/** Every revision of a run is one entry of its history. */
function staleRun({ revision, history }: RunDocument, condition: RevisionCondition): ServerError {
  const changes = history.map(({ at, by, action }, index) => ({
    revision: index + 1,
    at,
    by: by.title,
    what: actionLabels[action],
  }))
  return staleError('RUN_STALE', { condition, revision, changes })
}

const actionLabels: Readonly<Record<RunAction['action'], Text>> = {
  start: { zh: '计算', en: 'computed' },
  review: { zh: '复核', en: 'reviewed' },
  finalise: { zh: '定稿', en: 'made final' },
  object: { zh: '提出异议', en: 'objected to' },
  answer: { zh: '答复异议', en: 'objection answered' },
  correct: { zh: '更正', en: 'corrected' },
}

/** Pure. */
export function wrongStatus({ status, period }: RunDocument): ServerError {
  return new ServerError('RUN_STATUS', { period, status: statusTitles[status] })
}

const statusTitles = {
  provisional: { zh: '初算', en: 'provisional' },
  reviewed: { zh: '已复核', en: 'reviewed' },
  final: { zh: '已定稿', en: 'final' },
  superseded: { zh: '已被更正', en: 'superseded' },
} as const

/** What is to become of a run, as it was read. */
interface RunChange {
  readonly run: RunDocument
  readonly change: Partial<RunDocument>
  readonly entry: Pick<RunAction, 'action' | 'reason'>
}

/** How often a lost compare-and-set is tried again. */
const attempts = 8

/** Changes a run as it is now, however often somebody else changes it in between. @throws ServerError CHANGE_RACED */
async function changeRun(
  context: OperationContext,
  caller: Caller,
  decide: () => Promise<RunChange | { readonly run: RunDocument; readonly change?: never }>,
): Promise<RunDocument> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const decided = await decide()
    if (decided.change === undefined) return decided.run
    const stored = await storeChange(context, caller, decided)
    if (stored !== undefined) return stored
  }
  throw new ServerError('CHANGE_RACED')
}

/** @returns undefined when somebody else was faster */
async function storeChange(
  context: OperationContext,
  caller: Caller,
  { run, change, entry }: RunChange,
): Promise<RunDocument | undefined> {
  const { publication } = await assessedRuleset(context, caller, {
    ruleset: run.ruleset,
    permission: 'assessment.read',
  })
  const by = recordedActor(caller)
  const document: RunDocument = {
    ...run,
    ...change,
    revision: run.revision + 1,
    history: [...run.history, { at: context.clock.now(), by, ...entry }],
  }
  const { committed } = await context.commit(
    [{ kind: 'replace', collection: 'runs', document, expectedRevision: run.revision }],
    {
      action: `run.${entry.action}`,
      actor: by,
      target: run.id,
      county: publication.manifest.county,
      detail: { period: run.period, status: document.status, reason: entry.reason },
    },
  )
  return committed ? document : undefined
}
