import type { CaseDocument, HistoryEntry } from '../../../documents/case-document.ts'
import { type Caller, recordedActor } from '../../context/caller.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { caseAtStep } from '../case-history.ts'
import { storeStep } from '../store-step.ts'
import { attempts } from '../walk-cases.ts'
import { type MigrationProgress, type MovedOne, moveNext } from './move-next.ts'
import { findVersion } from './moving-versions.ts'
import { withMigration } from './with-migration.ts'

export interface UndoRequest {
  readonly ruleset: string
  readonly to: string
  /** The job whose moves are undone. */
  readonly undone: string
  readonly reason: string
  readonly job: string
  readonly from: MigrationProgress | null
}

/**
 * Puts the next cases back that a job has moved and that have taken no step since, as they stood before it.
 * @throws ServerError VERSION_UNKNOWN, SCOPE_MISSING, BUNDLE_DAMAGED
 */
export async function undoSome(
  context: OperationContext,
  caller: Caller,
  request: UndoRequest,
): Promise<MigrationProgress & { readonly over: boolean }> {
  const { hash } = await findVersion(context, caller, request)
  return await moveNext(
    context,
    { on: [hash], from: request.from },
    async ({ id }) => await undoOne(context, caller, id, request),
  )
}

async function undoOne(
  context: OperationContext,
  caller: Caller,
  id: string,
  { undone, reason, job }: UndoRequest,
): Promise<MovedOne> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = await context.store.get('cases', id)
    const move = before && moveBy(before, undone)
    if (before === undefined || move === undefined) return 'other'
    const { seq, migration } = move
    if (seq !== before.history.length) return 'left'
    const bundle = await context.bundles.bundleOfCase({
      ruleset: before.ruleset,
      ...migration.from,
    })
    const snapshot = { ...caseAtStep(before, seq - 1).snapshot, facts: before.snapshot.facts }
    const actor = recordedActor(caller)
    const next = withMigration(
      before,
      { bundle, sealer: context.sealer },
      {
        snapshot,
        dutyChanges: [],
        migration: { job, from: migration.to, to: migration.from, choices: {}, undoes: seq },
        actor,
        reason,
        now: context.clock.now(),
      },
    )
    if (await storeStep(context, { before, next, action: 'case.migrateBack', actor }))
      return 'moved'
  }
  return 'left'
}

/** The step by which a job moved a case, where it was not undone. */
function moveBy(
  { history }: CaseDocument,
  job: string,
): (HistoryEntry & Required<Pick<HistoryEntry, 'migration'>>) | undefined {
  const undone = new Set(history.flatMap(({ migration }) => migration?.undoes ?? []))
  for (const entry of history.toReversed())
    if (entry.migration?.job === job && !undone.has(entry.seq))
      return { ...entry, migration: entry.migration }
  return undefined
}
