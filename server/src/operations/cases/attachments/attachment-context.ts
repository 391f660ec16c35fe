import type { AttachmentSettings } from '../../../attachments/attachment-settings.ts'
import type { Caller } from '../../context/caller.ts'
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

/** Where documents wait for a case that somebody is about to begin: with whoever sent them, and for nobody else. Pure. */
export function waitingPlace({ kind, id }: Pick<Caller, 'kind' | 'id'>): string {
  return `begin:${kind}:${id}`
}

/** What stands for a document that comments of a case filed. Pure. */
export function commentPlace(caseId: string, sha256: string): string {
  return `comments:${uploadId(caseId, sha256)}`
}
