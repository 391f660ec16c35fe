import type { StoredDocument } from '../ports/store.ts'
import type { AttachmentOfStep } from './case-document.ts'
import type { RecordedActor } from './recorded-actor.ts'

/** A document that was uploaded to a case. Its id is made of the case and the hash: the same file is there once. */
export interface UploadDocument extends StoredDocument, AttachmentOfStep {
  readonly case: string
  readonly name: string
  readonly by: RecordedActor
  readonly at: string
  /** Until then a step can file it; null once one has, from when on it stands for the content it names. */
  readonly expiresAt: string | null
}
