import type { CaseDocument, NamedAttachment } from '../../../documents/case-document.ts'
import type { DocumentWrite } from '../../../documents/document-store.ts'
import type { UploadDocument } from '../../../documents/upload-document.ts'
import { type Caller, recordedActor } from '../../context/caller.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { commentPlace } from './attachment-context.ts'
import { attachmentsOfStep } from './attachments-of-step.ts'

/**
 * The documents that a comment or its answer files, and what its commit writes beside it: who asks for a document of the
 * case finds the comment by that.
 * @throws ServerError ATTACHMENT_NOT_UPLOADED
 */
export async function attachmentsOfComment(
  context: OperationContext,
  caller: Caller,
  of: {
    readonly document: Pick<CaseDocument, 'id' | 'history'>
    readonly comment: string
    readonly asked: readonly string[] | undefined
  },
): Promise<{
  readonly attachments: readonly NamedAttachment[]
  readonly writes: readonly DocumentWrite[]
}> {
  const { document, comment, asked } = of
  const attachments = await attachmentsOfStep(context, document, asked)
  const writes = attachments.map(({ sha256, type, bytes }): DocumentWrite => {
    const place = commentPlace(document.id, sha256)
    const upload: UploadDocument = {
      id: `${place}:${context.newId()}`,
      revision: 1,
      case: place,
      sha256,
      type,
      bytes,
      // What it is called is told by the comment alone.
      name: '',
      by: recordedActor(caller),
      at: context.clock.now(),
      expiresAt: null,
      comment,
    }
    return { kind: 'insert', collection: 'uploads', document: upload }
  })
  return { attachments, writes }
}
