import type { NamedAttachment } from '../../../documents/case-document.ts'
import type { DocumentWrite } from '../../../documents/document-store.ts'
import type { UploadDocument } from '../../../documents/upload-document.ts'
import type { Caller } from '../../context/caller.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { uploadId, waitingPlace } from './attachment-context.ts'
import { attachmentsOfStep } from './attachments-of-step.ts'

/**
 * The documents that the beginning of a case files: there was no case to upload them to, so that they wait with whoever
 * begins it.
 * @throws ServerError ATTACHMENT_NOT_UPLOADED
 */
export async function attachmentsOfBeginning(
  context: OperationContext,
  caller: Caller,
  asked: readonly string[] | undefined,
): Promise<readonly NamedAttachment[]> {
  return await attachmentsOfStep(context, { id: waitingPlace(caller), history: [] }, asked)
}

interface Begun {
  readonly case: string
  readonly attachments: readonly NamedAttachment[]
}

/** What stands for the documents of a case from then on, in the commit that begins it. */
export async function uploadsOfBegun(
  { store }: OperationContext,
  caller: Caller,
  { case: id, attachments }: Begun,
): Promise<readonly DocumentWrite[]> {
  const writes: DocumentWrite[] = []
  for (const sha256 of hashesOf(attachments)) {
    const waiting = await store.get('uploads', uploadId(waitingPlace(caller), sha256))
    if (waiting === undefined) continue
    // What it is called is told by the case alone.
    const filed = { case: id, name: '', expiresAt: null, revision: 1 }
    const document: UploadDocument = { ...waiting, ...filed, id: uploadId(id, sha256) }
    writes.push({ kind: 'insert', collection: 'uploads', document })
  }
  return writes
}

/** Once the case is there, its documents wait for no other. What is left waiting goes after a day by itself. */
export async function letGoOfWaiting(
  { store, commit }: OperationContext,
  caller: Caller,
  attachments: Begun['attachments'],
): Promise<void> {
  for (const sha256 of hashesOf(attachments)) {
    const waiting = await store.get('uploads', uploadId(waitingPlace(caller), sha256))
    if (waiting === undefined) continue
    const { id, revision: expectedRevision } = waiting
    await commit([{ kind: 'remove', collection: 'uploads', id, expectedRevision }], 'mark')
  }
}

function hashesOf(attachments: Begun['attachments']): ReadonlySet<string> {
  return new Set(attachments.map(({ sha256 }) => sha256))
}
