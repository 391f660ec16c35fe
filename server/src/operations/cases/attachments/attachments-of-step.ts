import type {
  AttachmentOfStep,
  CaseDocument,
  HistoryEntry,
} from '../../../documents/case-document.ts'
import { ServerError } from '../../../errors/server-error.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { attachmentsOf, uploadId } from './attachment-context.ts'

/** A document that is filed, with its name. */
export type NamedAttachment = AttachmentOfStep & { readonly name: string }

/**
 * The documents that a step of a case files: each was uploaded to it within a day, or is in its history already.
 * @throws ServerError ATTACHMENT_NOT_UPLOADED
 */
export async function attachmentsOfStep(
  context: OperationContext,
  document: CaseDocument,
  asked: readonly string[],
): Promise<readonly NamedAttachment[]> {
  const found: NamedAttachment[] = []
  for (const sha256 of new Set(asked)) {
    const attachment =
      (await uploaded(context, document.id, sha256)) ?? filedIn(document.history, sha256)
    if (attachment === undefined || !(await isKept(context, attachment)))
      throw new ServerError('ATTACHMENT_NOT_UPLOADED', { sha256: `${sha256.slice(0, 8)}…` })
    found.push(attachment)
  }
  return found
}

async function uploaded(
  context: OperationContext,
  caseId: string,
  sha256: string,
): Promise<NamedAttachment | undefined> {
  const upload = await context.store.get('uploads', uploadId(caseId, sha256))
  const until = upload?.expiresAt ?? null
  if (upload === undefined || until === null) return undefined
  if (Date.parse(until) <= Date.parse(context.clock.now())) return undefined
  const { type, bytes, name } = upload
  return { sha256, type, bytes, name }
}

/** A document by its hash in a history, as it was filed last; undefined where it never was, or its name was erased. Pure. */
export function filedIn(
  history: readonly Pick<HistoryEntry, 'attachments' | 'attachmentNames'>[],
  sha256: string,
): NamedAttachment | undefined {
  for (const { attachments = [], attachmentNames = [] } of history.toReversed()) {
    const at = attachments.findIndex((each) => each.sha256 === sha256)
    const [attachment, name] = [attachments[at], attachmentNames[at]]
    if (attachment !== undefined && name !== undefined) return { ...attachment, name }
  }
  return undefined
}

async function isKept(
  context: OperationContext,
  { sha256, bytes }: AttachmentOfStep,
): Promise<boolean> {
  const kept = await attachmentsOf(context).contents.open(sha256)
  return kept?.bytes === bytes
}
