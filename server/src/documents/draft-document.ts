import type { Layer, Manifest } from '@jieli/engine'
import type { MadeDocument } from './made-document.ts'
import type { RecordedChange } from './recorded-change.ts'
import type { RecordedActor } from './recorded-actor.ts'

/**
 * What somebody is working on, as the difference from the parent ruleset. A discarded or published draft stays as an
 * empty mark, so that its revision never counts down and an old `If-Match` never fits again.
 */
export interface DraftDocument extends MadeDocument {
  readonly discarded: boolean
  readonly layer: Layer | null
  readonly manifest: Manifest | null
  readonly savedAt: string
  readonly savedBy: string
  /** Who that was, so that another publishes it; absent for drafts of before that was asked. */
  readonly editor?: Editor
  /** Everybody who saved it since it was begun, so that nobody approves what they wrote; absent for older drafts. */
  readonly editors?: readonly Editor[]
  /** The latest changes, oldest first; drafts saved by an earlier Jieli have none. */
  readonly changes?: readonly RecordedChange[]
  /** Set once it was moved to another template than the published version rests on. */
  readonly rebased?: true
}

/** Who saved a draft last: the account or key, and the person behind it where there is one. */
export interface Editor {
  readonly kind: RecordedActor['kind']
  readonly id: string
  readonly person: string | null
}

/** What a list shows of a draft: everything but what was edited. */
export type DraftSummary = Omit<DraftDocument, 'layer' | 'editors'>
