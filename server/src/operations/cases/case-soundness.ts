import { entryId, faultOf } from '../../audit/audit-entry.ts'
import { createProblem, type AuditProblem } from '../../audit/audit-problem.ts'
import { contentHolds, subjectChain } from '../../audit/audited-collections.ts'
import { headOf } from '../../audit/document-mark.ts'
import { ServerError } from '../../errors/server-error.ts'
import { auditedCases } from './audited-cases.ts'
import { checkCase, checkHead } from './case-check.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { OperationContext } from '../context/operation-context.ts'

/**
 * Refuses to go on with a case whose last step, state, timers or facts are not as that step left them.
 * @throws ServerError CASE_ALTERED
 */
export function assertSound(
  { sealer }: Pick<OperationContext, 'sealer'>,
  document: CaseDocument,
): void {
  const [found] = checkHead(document, sealer)
  if (found === undefined) return
  throw new ServerError('CASE_ALTERED', { id: document.id, path: found.path })
}

/**
 * Everything in a case that is not as it was written: in its history, beside it, or by what the log says of it.
 * @throws {StoreError}
 */
export async function findAlterations(
  context: OperationContext,
  document: CaseDocument,
): Promise<readonly AuditProblem[]> {
  const where = subjectChain('cases', document.id)
  const inner = checkCase(document, context.sealer).map(({ code, path }) =>
    createProblem(code, `${where}${path}`, { document: where, path }),
  )
  return inner.length > 0 ? inner : await checkAgainstLog(context, document)
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
  const [entry, later] = await Promise.all([own, next].map(async (id) => store.get('audit', id)))
  const told = entry?.contents?.find(
    ({ collection, id }) => collection === 'cases' && id === document.id,
  )
  // An entry that is gone, or is not as it was written, is the log's fault and not the case's.
  const sealed = entry !== undefined && faultOf(entry, sealer) === undefined
  const changed =
    sealed &&
    (told?.seal == null ||
      (head !== undefined && head.hash !== entry.hash) ||
      !contentHolds(auditedCases, { collection: 'cases', document, seal: told.seal }, sealer))
  if (later === undefined && !changed) return []
  const now = await store.get('cases', document.id)
  // It has moved on since it was read.
  if (now?.revision !== document.revision) return []
  return later === undefined
    ? [createProblem('DOCUMENT_CHANGED', where, { document: where })]
    : [createProblem('DOCUMENT_OLDER', where, { document: where, entry: next })]
}
