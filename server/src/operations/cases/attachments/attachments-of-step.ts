import type {
  AttachmentOfStep,
  CaseDocument,
  HistoryEntry,
  NamedAttachment,
} from '../../../documents/case-document.ts'
import { filedWith } from '../../../documents/draft-comment-document.ts'
import { ServerError } from '../../../errors/server-error.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { commentPlace, uploadId } from './attachment-context.ts'

/**
 * The documents that a step of a case or a comment files: each was uploaded to it within a day, or was filed in it already.
 * @throws ServerError ATTACHMENT_NOT_UPLOADED
 */
export async function attachmentsOfStep(
  context: OperationContext,
  document: Pick<CaseDocument, 'id' | 'history'>,
  asked: readonly string[] = [],
): Promise<readonly NamedAttachment[]> {
  const found: NamedAttachment[] = []
  for (const sha256 of new Set(asked)) {
    const attachment =
      (await uploaded(context, document.id, sha256)) ?? (await filedIn(context, document, sha256))
    if (attachment === undefined || (await context.keptBytes(sha256)) !== attachment.bytes)
      throw new ServerError('ATTACHMENT_NOT_UPLOADED', { sha256: `${sha256.slice(0, 8)}…` })
    found.push(attachment)
  }
  return found
}

async function uploaded(
  context: OperationContext,
  place: string,
  sha256: string,
): Promise<NamedAttachment | undefined> {
  const upload = await context.store.get('uploads', uploadId(place, sha256))
  const until = upload?.expiresAt ?? null
  if (upload === undefined || until === null) return undefined
  if (Date.parse(until) <= Date.parse(context.clock.now())) return undefined
  const { type, bytes, name } = upload
  return { sha256, type, bytes, name }
}

/** A document by its hash in a case, as a step filed it last or else a comment; undefined where neither did. */
export async function filedIn(
  { store }: Pick<OperationContext, 'store'>,
  { id, history }: Pick<CaseDocument, 'id' | 'history'>,
  sha256: string,
): Promise<NamedAttachment | undefined> {
  const filed = filedByStep(history, sha256)
  if (filed !== undefined) return filed
  const [upload] = await store.find('uploads', {
    where: [{ field: 'case', operator: 'equal', value: commentPlace(id, sha256) }],
    limit: 1,
  })
  const { comment } = upload ?? {}
  const remark = comment === undefined ? undefined : await store.get('draftComments', comment)
  return remark && filedWith(remark).find((each) => each.sha256 === sha256)
}

/** Undefined where no step filed it, or its name was erased. Pure. */
function filedByStep(
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

/** The documents of a step as it keeps them: what they are called may tell of a person, and stands beside them. Pure. */
export function attachmentFields(
  attachments: readonly NamedAttachment[] | undefined,
): Pick<HistoryEntry, 'attachments' | 'attachmentNames'> {
  if (attachments === undefined || attachments.length === 0) return {}
  return {
    attachments: attachments.map(({ sha256, type, bytes }): AttachmentOfStep => {
      return { sha256, type, bytes }
    }),
    attachmentNames: attachments.map(({ name }) => name),
  }
}

/** What the log says was filed, by its hashes. Pure. */
export function filedDetail(attachments: readonly AttachmentOfStep[]): {
  readonly attachments?: readonly string[]
} {
  if (attachments.length === 0) return {}
  return { attachments: [...new Set(attachments.map(({ sha256 }) => sha256))] }
}
