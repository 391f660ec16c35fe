import { caseRecord, type CaseRecord } from '@jieli/engine'
import { assertCaseForm } from '../cases/case-form.ts'
import { factsOf } from '../cases/case-history.ts'
import { versionAtStep } from '../cases/migration/standing-migrations.ts'
import {
  effectiveSteps,
  type LoggedStep,
  rightMoments,
  rightSteps,
} from '../cases/right-moments.ts'
import type { CaseDocument, HistoryEntry, Refusal } from '../../documents/case-document.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** What counting a case as it stands needs of it: its facts and its short log. */
export interface CountedCase extends Pick<
  CaseDocument,
  | 'id'
  | 'revision'
  | 'ruleset'
  | 'version'
  | 'bundle'
  | 'pathway'
  | 'state'
  | 'status'
  | 'updatedAt'
  | 'refusedAt'
> {
  readonly snapshot: Pick<CaseDocument['snapshot'], 'facts' | 'duties'>
  readonly history: readonly (LoggedStep & Pick<HistoryEntry, 'clock' | 'correction'>)[]
  readonly refusals: readonly Pick<Refusal, 'at'>[]
}

/** What counting a case as it stood at an earlier moment needs beside. */
export interface LoggedCase extends CountedCase {
  readonly history: readonly Pick<
    HistoryEntry,
    | 'seq'
    | 'at'
    | 'recordedAt'
    | 'event'
    | 'clock'
    | 'correction'
    | 'migration'
    | 'to'
    | 'status'
    | 'changes'
    | 'duties'
  >[]
}

/** The paths of a {@link CountedCase}: decisions and explanations, nearly all of a case, are left where they are. */
export const countedPaths = [
  'ruleset',
  'version',
  'bundle',
  'pathway',
  'state',
  'status',
  'updatedAt',
  'refusedAt',
  'snapshot.facts',
  'snapshot.duties',
  'history[].seq',
  'history[].at',
  'history[].recordedAt',
  'history[].event',
  'history[].clock',
  'history[].calendar',
  'history[].migration',
  'history[].handover',
  'history[].correction',
  'refusals[].at',
] as const

/** The paths of a {@link LoggedCase}. */
export const loggedPaths = [
  ...countedPaths,
  'history[].to',
  'history[].status',
  'history[].changes',
  'history[].duties',
] as const

/** A case as it stands. @throws ServerError BUNDLE_DAMAGED, CASE_DAMAGED */
export async function recordOf(
  context: OperationContext,
  document: CountedCase,
): Promise<CaseRecord> {
  await assertWhole(context, document)
  return await createRecord(context, document, rightSteps(document.history))
}

/** A case as it stood at a moment; nothing for one that had not begun. @throws ServerError BUNDLE_DAMAGED, CASE_DAMAGED */
export async function recordAt(
  context: OperationContext,
  document: LoggedCase,
  knownAt: string,
): Promise<CaseRecord | undefined> {
  await assertWhole(context, document)
  const steps = rightSteps(document.history).filter(({ recordedAt }) => recordedAt <= knownAt)
  // What was only counted or handed over since the last step of its own was known as well.
  const moments = rightMoments(document.history)
  const seq =
    document.history.findLast(
      (entry) => (moments.get(entry.seq)?.recordedAt ?? entry.recordedAt) <= knownAt,
    )?.seq ?? 0
  if (seq === 0) return undefined
  const refusals = document.refusals.filter(({ at }) => at <= knownAt)
  return await createRecord(context, { ...afterSteps(document, seq), refusals }, steps)
}

/**
 * A case as it stood after its first steps, whatever was said of them since. The document was read with {@link loggedPaths}.
 * @param first how many steps, and which refusals
 */
export async function recordOfFirst(
  context: OperationContext,
  document: LoggedCase,
  first: { readonly steps: number; readonly refusals: LoggedCase['refusals'] },
): Promise<CaseRecord> {
  const { steps, refusals } = first
  const own = rightSteps(document.history.slice(0, steps))
  const then = { ...afterSteps(document, steps), ...versionAtStep(document, steps), refusals }
  return await createRecord(context, then, own)
}

/** A case with the facts, the duties and the state its first steps left it in. Pure. */
function afterSteps(document: LoggedCase, steps: number): CountedCase {
  const history = document.history.slice(0, steps)
  const last = history.at(-1)
  if (last === undefined || steps >= document.history.length) return document
  const { to: state, status, duties } = last
  const snapshot = { facts: factsOf(history), ...(duties && { duties }) }
  return { ...document, snapshot, state, status }
}

async function createRecord(
  context: OperationContext,
  document: CountedCase,
  steps: CountedCase['history'],
): Promise<CaseRecord> {
  const bundle = await context.bundles.bundleOfCase(document)
  return caseRecord(bundle, {
    id: document.id,
    pathway: document.pathway,
    facts: document.snapshot.facts,
    state: document.state,
    finished: document.status === 'done',
    history: effectiveSteps(steps).map(({ at, event }) => ({ at, event })),
    // Absent or null where it never had any.
    duties: document.snapshot.duties ?? [],
    refusals: document.refusals.length,
  })
}

/**
 * That the parts of a case that were read can be counted. The form of each of many thousand whole cases would take long:
 * only of one whose parts look wrong is the whole read and looked at.
 * @throws ServerError CASE_DAMAGED
 */
async function assertWhole(context: OperationContext, document: CountedCase): Promise<void> {
  const { id, snapshot, history, refusals } = document
  if (isObject(snapshot?.facts) && Array.isArray(refusals) && isLog(history)) return
  const whole = await context.store.get('cases', id)
  if (whole !== undefined) assertCaseForm(whole)
}

/** Whether parts of a history are steps that can be read. Pure. */
export function isLog(
  history: readonly Pick<HistoryEntry, 'seq' | 'at' | 'recordedAt'>[],
): boolean {
  return (
    Array.isArray(history) &&
    history.length > 0 &&
    history.every(
      ({ seq, at, recordedAt }) => typeof seq === 'number' && isMoment(at) && isMoment(recordedAt),
    )
  )
}

function isMoment(text: unknown): boolean {
  return typeof text === 'string' && !Number.isNaN(Date.parse(text))
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
