import { caseRecord, type CaseRecord } from '@jieli/engine'
import { factsOf } from '../case-history.ts'
import type { CaseDocument, HistoryEntry, Refusal } from '../documents.ts'
import type { OperationContext } from '../operation-context.ts'

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
> {
  readonly snapshot: Pick<CaseDocument['snapshot'], 'facts'>
  readonly history: readonly Pick<HistoryEntry, 'at' | 'event'>[]
  readonly refusals: readonly Pick<Refusal, 'at'>[]
}

/** What counting a case as it stood at an earlier moment needs beside. */
export interface LoggedCase extends CountedCase {
  readonly history: readonly Pick<
    HistoryEntry,
    'at' | 'event' | 'recordedAt' | 'to' | 'status' | 'changes'
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
  'snapshot.facts',
  'history[].at',
  'history[].event',
  'refusals[].at',
] as const

/** The paths of a {@link LoggedCase}. */
export const loggedPaths = [
  ...countedPaths,
  'history[].recordedAt',
  'history[].to',
  'history[].status',
  'history[].changes',
] as const

/** A case as it stands. */
export async function recordOf(
  context: OperationContext,
  document: CountedCase,
): Promise<CaseRecord> {
  const bundle = await context.bundles.bundleOfCase(document)
  return caseRecord(bundle, {
    id: document.id,
    pathway: document.pathway,
    facts: document.snapshot.facts,
    state: document.state,
    finished: document.status === 'done',
    history: document.history,
    refusals: document.refusals.length,
  })
}

/** A case as it stood at a moment; nothing for one that had not begun. */
export async function recordAt(
  context: OperationContext,
  document: LoggedCase,
  knownAt: string,
): Promise<CaseRecord | undefined> {
  const steps = document.history.filter(({ recordedAt }) => recordedAt <= knownAt).length
  const history = document.history.slice(0, steps)
  const last = history.at(-1)
  if (last === undefined) return undefined
  const refusals = document.refusals.filter(({ at }) => at <= knownAt)
  if (steps === document.history.length) return await recordOf(context, { ...document, refusals })
  const snapshot = { facts: factsOf(history) }
  const { to: state, status } = last
  return await recordOf(context, { ...document, snapshot, state, status, history, refusals })
}
