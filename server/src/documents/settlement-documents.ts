import type { Ledger, Settlement, SettlementInput, Text } from '@jieli/engine'
import type { RecordedActor } from './recorded-actor.ts'
import type { MadeDocument } from './made-document.ts'

/** Something that was done with a settlement. */
export interface SettlementAction {
  readonly at: string
  readonly by: RecordedActor
  readonly action: 'compute' | 'confirm' | 'replace'
  readonly reason?: string
}

/** What a settlement holds beside its events and postings. */
export interface SettlementContent {
  readonly input: Omit<SettlementInput, 'events' | 'earlier'>
  readonly result: Omit<Settlement, 'ledger'> & { readonly ledger: LedgerHead }
}

/** A ledger without its postings and open items, which are many and lie apart. */
export type LedgerHead = Omit<Ledger, 'postings' | 'open'> & {
  readonly postings: number
  readonly open: number
}

/** The money of a period as computed from one state of knowledge. Only its status and history move on. */
export interface SettlementDocument extends MadeDocument {
  readonly ruleset: string
  readonly title: Text
  readonly version: string
  readonly bundle: string
  readonly period: string
  readonly status: 'provisional' | 'final' | 'superseded'
  /** What had been recorded by this moment counts. */
  readonly knownAt: string
  /** The final runs of the period at that moment. */
  readonly runs: readonly string[]
  readonly assessmentFinal: boolean
  /** The run whose scores the units have. */
  readonly scores: string | null
  readonly inputHash: string
  readonly resultHash: string
  readonly reconciles: boolean
  /** True when nothing in the figures contradicts itself. */
  readonly sound: boolean
  /** The chunk with its {@link SettlementContent}. */
  readonly content: string
  /** Chunks of the events it was computed from, and of earlier postings they bear on. */
  readonly events: readonly string[]
  readonly earlier: readonly string[]
  readonly postings: readonly string[]
  readonly open: readonly string[]
  readonly history: readonly SettlementAction[]
  readonly replaces: string | null
  readonly replacedBy: string | null
}
