import type { Facts, Text } from '@jieli/engine'
import type { MadeDocument } from './made-document.ts'
import type { StoredDocument } from '../ports/store.ts'
import type { RecordedActor } from './recorded-actor.ts'

/** A document that was filed with a record. */
export interface FiledDocument {
  readonly title: string
  /** Its number, as it bears it. */
  readonly number?: string
  readonly link?: string
}

/** That something of a scheduled duty was done, or that a record of it is taken back. Never changed once written. */
export interface DutyRecordDocument extends MadeDocument {
  readonly ruleset: string
  readonly county: string
  /** The version whose duty it was. */
  readonly version: string
  readonly duty: string
  readonly title: Text
  /** `null`: of the community as one. */
  readonly unit: string | null
  /** `2026-Q1`, or `once`. */
  readonly period: string
  /** When it was done; of one that takes another back, when it was taken back. */
  readonly at: string
  readonly recordedAt: string
  readonly by: RecordedActor
  readonly facts: Facts
  readonly document: FiledDocument | null
  readonly note?: string
  /** The record it takes back, with the reason as its note. */
  readonly withdraws?: string
}

/** That a scheduled duty is late, told once to each that is to be told. */
export interface DutyNotice extends StoredDocument {
  readonly ruleset: string
  readonly county: string | null
  readonly at: string
  /** Of the duty: `2026-Q1`, or `once`. */
  readonly period: string
  readonly duty: string
  readonly dutyTitle: { readonly zh: string; readonly en: string }
  /** `null`: of the community as one. */
  readonly unit: string | null
  /** What is told, and to whom. */
  readonly title: { readonly zh: string; readonly en: string }
  readonly to: { readonly zh: string; readonly en: string }
  readonly dueAt: string
}
