import type { StoredDocument } from '../ports/store.ts'
import type { RecordedActor } from './recorded-actor.ts'

/** What somebody did with a card, as their system sent it. */
export interface CardFeedback {
  readonly outcome: 'accepted' | 'overridden'
  /** When they did it, by their system's clock. */
  readonly at: string
  readonly by: RecordedActor
  /** The suggestions accepted, by their ids. */
  readonly suggestions: readonly string[]
  /** The code of the reason, as the card offered it or another. */
  readonly reason: string | null
  readonly comment: string | null
}

/** A card of CDS Hooks that was shown. It names no patient and holds no facts. */
export interface AdviceCardDocument extends StoredDocument {
  readonly ruleset: string
  readonly county: string | null
  readonly version: string
  readonly service: string
  readonly decision: string
  /** The rules or rows it rests on. */
  readonly rules: readonly string[]
  readonly outcome: string
  /** The unit that was advised, where it is known. */
  readonly unit: string | null
  readonly at: string
  /** By the latest feedback. */
  readonly status: 'shown' | 'accepted' | 'overridden'
  /** The coded reason of the latest feedback. */
  readonly reason: string | null
  /** The latest last. */
  readonly feedback: readonly CardFeedback[]
}
