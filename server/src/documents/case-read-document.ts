import type { StoredDocument } from '../ports/store.ts'
import type { RecordedActor } from './recorded-actor.ts'

/**
 * By which way somebody came to read of a patient: the case itself, what it waits for, a list that names the patient, the
 * cases that contribute to a figure, a correction that was looked at, or a hospital's system by CDS Hooks or FHIR.
 */
export type CaseReadWay = 'case' | 'available' | 'list' | 'figure' | 'correction' | 'cds' | 'fhir'

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
