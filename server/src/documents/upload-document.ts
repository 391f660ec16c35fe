import type { StoredDocument } from '../ports/store.ts'
import type { AttachmentOfStep } from './case-document.ts'
import type { RecordedActor } from './recorded-actor.ts'

/**
 * A document that was uploaded to a case, or by somebody who is about to begin one. Its id is made of the case, or of whose it
 * is, and the hash: the same file is there once. What a comment filed stands for its content beside it.
 */
export interface UploadDocument extends StoredDocument, AttachmentOfStep {
  /** The case; or, in a form no case is named by, whose it is while no case has it, and of which comments it is. */
  readonly case: string
  readonly name: string
  readonly by: RecordedActor
  readonly at: string
  /** Until then it can be filed; null once it was, from when on it stands for the content it names. */
  readonly expiresAt: string | null
  /** The comment that filed it, or whose answer did. */
  readonly comment?: string
}
