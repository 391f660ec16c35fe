import type { caseReadWays } from '../contracts/case-read.ts'
import type { StoredDocument } from '../ports/store.ts'
import type { RecordedActor } from './recorded-actor.ts'

export type CaseReadWay = (typeof caseReadWays)[number]

/** That somebody has read a patient's case. */
export interface CaseReadDocument extends StoredDocument {
  readonly at: string
  readonly actor: RecordedActor
  /** The id of the actor: an account or a key. */
  readonly person: string
  readonly way: CaseReadWay
  /** Null for a call about a patient, which is about no case. */
  readonly case: string | null
  /** Null for a case that came with a table and names no patient. */
  readonly patient: string | null
  /** Empty for none. */
  readonly county: string
}
