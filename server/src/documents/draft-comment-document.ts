import type { Text } from '@jieli/engine'
import type { MadeDocument } from './made-document.ts'
import type { BoundDraftOfStep } from './case-document.ts'
import type { RecordedActor } from './recorded-actor.ts'

/** What somebody who takes part in a procedure remarked on one item of the draft it is about, and the answer to it. */
export interface DraftComment extends MadeDocument {
  readonly case: string
  readonly ruleset: string
  readonly county: string
  /** The item, by its path: `/parameters/answerLimit`. */
  readonly path: string
  /** What the item was called when it was remarked on. */
  readonly title: Text
  readonly at: string
  readonly by: RecordedActor
  readonly words: string
  /** The draft as it was before them. */
  readonly draft: BoundDraftOfStep
  readonly answer?: { readonly at: string; readonly by: RecordedActor; readonly words: string }
}
