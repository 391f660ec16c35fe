import { ServerError } from '../../errors/server-error.ts'
import type { Permission } from '../../contracts/roles.ts'
import { type Caller, recordedActor } from '../caller.ts'
import type { OperationContext } from '../operation-context.ts'
import type { Objection, RunDeed, RunDocument } from './assessment-documents.ts'
import { assessedRuleset } from './assessed-ruleset.ts'
import { contentOf } from './read-run.ts'
import { runOf } from './find-runs.ts'
import { assertUnit } from './unit-scope.ts'

/** A run, and the revision of it that somebody acts on. */
export interface RunRevision {
  readonly run: string
  readonly revision: number
}

/**
 * Marks a provisional run as looked through.
 * @throws ServerError RUN_UNKNOWN, RUN_STALE, RUN_STATUS, SCOPE_MISSING
 */
export async function reviewRun(
  context: OperationContext,
  caller: Caller,
  asked: RunRevision,
): Promise<RunDocument> {
  const run = await runAt(context, caller, asked, 'assessment.review')
  if (run.status !== 'provisional') throw wrongStatus(run)
  return await storeChange(context, caller, {
    run,
    change: { status: 'reviewed' },
    deed: { action: 'review' },
  })
}

/**
 * Makes a reviewed run final: the period has ended, no objection is open, and whoever computed it does not confirm it.
 * @throws ServerError RUN_UNKNOWN, RUN_STALE, RUN_STATUS, PERIOD_OPEN, OBJECTIONS_OPEN, RUN_OWN, SCOPE_MISSING
 */
export async function finaliseRun(
  context: OperationContext,
  caller: Caller,
  asked: RunRevision,
): Promise<RunDocument> {
  const run = await runAt(context, caller, asked, 'assessment.finalise')
  if (run.status !== 'reviewed') throw wrongStatus(run)
  if (run.open) throw new ServerError('PERIOD_OPEN', { period: run.period })
  const open = run.objections.filter(({ answer }) => answer === undefined)
  if (open.length > 0) throw new ServerError('OBJECTIONS_OPEN', { count: open.length })
  const [first] = run.history
  const { kind, id } = recordedActor(caller)
  if (first?.by.id === id && first.by.kind === kind) throw new ServerError('RUN_OWN')
  return await storeChange(context, caller, {
    run,
    change: { status: 'final' },
    deed: { action: 'finalise' },
  })
}

/**
 * Holds something against a number of a unit. Possible until the run is final.
 * @throws ServerError RUN_UNKNOWN, RUN_STATUS, INDICATOR_UNKNOWN, UNIT_OUTSIDE, SCOPE_MISSING
 */
export async function objectToRun(
  context: OperationContext,
  caller: Caller,
  asked: {
    readonly run: string
    readonly unit: string
    readonly indicator: string
    readonly reason: string
  },
): Promise<RunDocument> {
  const { unit, indicator, reason } = asked
  const { run, county } = await runOf(context, caller, {
    run: asked.run,
    permission: 'assessment.object',
  })
  if (run.status !== 'provisional' && run.status !== 'reviewed') throw wrongStatus(run)
  assertUnit(caller, unit, { permission: 'assessment.object', county, target: run.id })
  const { result } = await contentOf(context, run)
  const card = result.cards.find((one) => one.unit?.id === unit)
  if (card?.indicators.some((one) => one.indicator === indicator) !== true)
    throw new ServerError('INDICATOR_UNKNOWN', { unit, indicator })
  const objection: Objection = {
    id: context.newId(),
    unit,
    indicator,
    reason,
    at: context.clock.now(),
    by: recordedActor(caller),
  }
  return await storeChange(context, caller, {
    run,
    change: { objections: [...run.objections, objection] },
    deed: { action: 'object', reason },
  })
}

/**
 * Answers an objection. One that is accepted is put right by a correction.
 * @throws ServerError RUN_UNKNOWN, OBJECTION_UNKNOWN, OBJECTION_ANSWERED, SCOPE_MISSING
 */
export async function answerObjection(
  context: OperationContext,
  caller: Caller,
  asked: {
    readonly run: string
    readonly objection: string
    readonly accepted: boolean
    readonly words: string
  },
): Promise<RunDocument> {
  const { run } = await runOf(context, caller, {
    run: asked.run,
    permission: 'assessment.review',
  })
  const found = run.objections.find(({ id }) => id === asked.objection)
  if (found === undefined) throw new ServerError('OBJECTION_UNKNOWN', { id: asked.objection })
  if (found.answer !== undefined) throw new ServerError('OBJECTION_ANSWERED')
  const { accepted, words } = asked
  const answer = { accepted, words, at: context.clock.now(), by: recordedActor(caller) }
  return await storeChange(context, caller, {
    run,
    change: {
      objections: run.objections.map((one) => (one.id === found.id ? { ...one, answer } : one)),
    },
    deed: { action: 'answer', reason: words },
  })
}

/** The run as its caller saw it. @throws ServerError RUN_STALE */
export async function runAt(
  context: OperationContext,
  caller: Caller,
  { run: id, revision }: RunRevision,
  permission: Permission,
): Promise<RunDocument> {
  const { run } = await runOf(context, caller, { run: id, permission })
  if (run.revision !== revision) throw staleRun(run.revision)
  return run
}

/** Pure. */
export function staleRun(revision: number): ServerError {
  return new ServerError('RUN_STALE', { revision }, { extra: { revision } })
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

async function storeChange(
  context: OperationContext,
  caller: Caller,
  changed: {
    readonly run: RunDocument
    readonly change: Partial<RunDocument>
    readonly deed: Pick<RunDeed, 'action' | 'reason'>
  },
): Promise<RunDocument> {
  const { run, change, deed } = changed
  const { publication } = await assessedRuleset(context, caller, {
    ruleset: run.ruleset,
    permission: 'assessment.read',
  })
  const by = recordedActor(caller)
  const document: RunDocument = {
    ...run,
    ...change,
    revision: run.revision + 1,
    history: [...run.history, { at: context.clock.now(), by, ...deed }],
  }
  const { committed } = await context.commit(
    [{ kind: 'replace', collection: 'runs', document, expectedRevision: run.revision }],
    {
      action: `run.${deed.action}`,
      actor: by,
      target: run.id,
      county: publication.manifest.county,
      detail: { period: run.period, status: document.status, reason: deed.reason },
    },
  )
  if (!committed) throw staleRun(run.revision + 1)
  return document
}
