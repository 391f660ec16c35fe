import type { Text } from '@jieli/engine'
import type { MadeDocument } from './made-document.ts'
import type { BoundDraftOfStep, NamedAttachment } from './case-document.ts'
import type { RecordedActor } from './recorded-actor.ts'

/** What somebody who takes part in a procedure remarked on one item of the draft it is about, and the answer to it. */
export interface DraftComment extends MadeDocument, Remark {
  readonly case: string
  readonly ruleset: string
  readonly county: string
  /** The item, by its path: `/parameters/answerLimit`. */
  readonly path: string
  /** What the item was called when it was remarked on. */
  readonly title: Text
  /** The draft as it was before them. */
  readonly draft: BoundDraftOfStep
  readonly answer?: Remark
}

interface Remark {
  readonly at: string
  readonly by: RecordedActor
  readonly words: string
  readonly attachments?: readonly NamedAttachment[]
}

/** Every document that was filed with a comment, or with its answer. Pure. */
export function filedWith({ attachments = [], answer }: DraftComment): readonly NamedAttachment[] {
  return [...attachments, ...(answer?.attachments ?? [])]
}
