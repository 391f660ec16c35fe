import { entryId, faultOf, type AuditEntry } from '../audit/audit-entry.ts'
import { createProblem, type AuditProblem } from '../audit/audit-problem.ts'
import { contentHolds, subjectChain } from '../audit/audited-collections.ts'
import { headOf } from '../audit/document-mark.ts'
import { ServerError } from '../errors/server-error.ts'
import type { Permission } from '../contracts/roles.ts'
import { auditedCollections } from './audited-collections.ts'
import { type Caller, maySeeCase } from './caller.ts'
import { checkCase, checkHead } from './case-check.ts'
import type { CaseDocument } from './documents.ts'
import type { OperationContext } from './operation-context.ts'

/**
 * A case the caller may see. One outside their counties and units looks the same as one that does not exist.
 * @throws ServerError CASE_UNKNOWN
 */
export async function readVisibleCase(
  context: OperationContext,
  caller: Caller,
  id: string,
  permission: Permission = 'cases.read',
): Promise<CaseDocument> {
  const document = await context.store.get<CaseDocument>('cases', id)
  if (document === undefined || !maySeeCase(caller, permission, document)) {
    throw new ServerError(
      'CASE_UNKNOWN',
      { id: id.slice(0, 80) },
      document && { refused: { target: document.id, county: document.county } },
    )
  }
  return document
}

/** A case with everything in it that is not as it was written; nothing is when it is whole. */
export interface CheckedCase {
  readonly document: CaseDocument
  readonly damage: readonly AuditProblem[]
}

/**
 * A case the caller may see, with its whole history checked. A damaged one is shown for all that: it may be all that is
 * known of a patient.
 * @throws ServerError CASE_UNKNOWN
 */
export async function readCheckedCase(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<CheckedCase> {
  const document = await readVisibleCase(context, caller, id)
  const where = subjectChain('cases', id)
  const inner = checkCase(document, context.sealer).map(({ code, path }) =>
    createProblem(code, `${where}${path}`, { document: where, path }),
  )
  const damage = inner.length > 0 ? inner : await checkAgainstLog(context, document)
  return { document, damage }
}

/**
 * Refuses to go on with a case whose last step, state, timers or facts are not as that step left them.
 * @throws ServerError CASE_DAMAGED
 */
export function assertSound(context: OperationContext, document: CaseDocument): void {
  const [found] = checkHead(document, context.sealer)
  if (found !== undefined) throw new ServerError('CASE_DAMAGED', { path: found.path })
}

/** What the log says of a case that is whole in itself: it may have been put back, or changed beside its history. */
async function checkAgainstLog(
  context: OperationContext,
  document: CaseDocument,
): Promise<AuditProblem[]> {
  const { store, sealer } = context
  const where = subjectChain('cases', document.id)
  const head = headOf(document)
  const { chain, seq } = head ?? { chain: where, seq: 0 }
  const [own, next] = [entryId(chain, seq), entryId(chain, seq + 1)]
  const [entry, later] = await Promise.all(
    [own, next].map(async (id) => store.get<AuditEntry>('audit', id)),
  )
  const told = entry?.contents?.find(
    ({ collection, id }) => collection === 'cases' && id === document.id,
  )
  // An entry that is gone, or is not as it was written, is the log's fault and not the case's.
  const sealed = entry !== undefined && faultOf(entry, sealer) === undefined
  const changed =
    sealed &&
    (told?.seal == null ||
      (head !== undefined && head.hash !== entry.hash) ||
      !contentHolds(
        auditedCollections.cases,
        { collection: 'cases', document, seal: told.seal },
        sealer,
      ))
  if (later === undefined && !changed) return []
  const now = await store.get<CaseDocument>('cases', document.id)
  // It has moved on since it was read.
  if (now?.revision !== document.revision) return []
  return later === undefined
    ? [createProblem('DOCUMENT_CHANGED', where, { document: where })]
    : [createProblem('DOCUMENT_OLDER', where, { document: where, entry: next })]
}
