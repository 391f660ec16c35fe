import type { ErasedCounts, Hold } from '../contracts/retention.ts'
import type { Editor } from './draft-document.ts'
import type { RetentionReading, RetentionRules } from '../contracts/retention-rules.ts'
import type { StoredDocument } from '../ports/store.ts'
import type { MadeDocument } from './made-document.ts'
import type { RecordedActor } from './recorded-actor.ts'

/** That nothing of a person, or of a case, may be erased or removed, and until when that was so. */
export interface HoldDocument extends MadeDocument {
  readonly county: string
  readonly kind: Hold['kind']
  /** The pseudonym of the person, or the id of the case. */
  readonly target: string
  readonly reason: string
  readonly by: string
  readonly at: string
  readonly lifted: Hold['lifted']
}

/**
 * That a person is to be erased, or was. It keeps the pseudonym: it is what the person is erased by again once an older
 * backup was restored.
 */
export interface ErasureDocument extends MadeDocument {
  readonly county: string
  readonly patient: string
  readonly ground: string
  readonly reason: string
  readonly status: 'proposed' | 'confirmed' | 'done' | 'dropped'
  readonly by: string
  readonly at: string
  /** Whoever proposed it, so that the same person is known by any account or key. */
  readonly maker: Editor
  readonly confirmedBy: string | null
  readonly confirmedAt: string | null
  readonly job: string | null
  readonly doneAt: string | null
  readonly erased: ErasedCounts | null
}

/** The last event that was removed of a county: some before it may be there still, none after it is gone. */
export interface RemovedEvents {
  readonly position: number
  readonly id: string
  readonly at: string
}

/** For how long a county keeps what; its id is the county's. */
export interface RetentionRulesDocument extends StoredDocument {
  readonly rules: RetentionRules
  /** Who set them; by the account or key of whoever confirmed, jobs remove what is past its time. */
  readonly confirmed:
    | (NonNullable<RetentionReading['confirmed']> & { readonly actor: RecordedActor })
    | null
  readonly proposal:
    | (Omit<NonNullable<RetentionReading['proposal']>, 'own' | 'due'> & { readonly maker: Editor })
    | null
  /** Up to where events of its feed were removed. The server's own mark. */
  readonly eventsRemoved?: RemovedEvents
  /** Up to when there is no closed case left to archive. The server's own mark. */
  readonly archivedUntil?: string
}
