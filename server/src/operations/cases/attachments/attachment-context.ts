import type { AttachmentSettings } from '../../../attachments/attachment-settings.ts'
import type { OperationContext } from '../../context/operation-context.ts'

/** How documents are taken in and where they are kept; a server has that, a thread of the pool takes none in. */
export function attachmentsOf({ attachments }: OperationContext): AttachmentSettings {
  if (attachments === undefined) throw new RangeError('Attachments are not kept here.')
  return attachments
}

/** Of a case and a content there is one upload. Pure. */
export function uploadId(caseId: string, sha256: string): string {
  return `${caseId}:${sha256}`
}
