import { contentHash } from '@jieli/engine'
import type { StoredDocument } from '../ports/store.ts'

/** A value that JSON can write. */
export type AuditDetail = string | number | boolean | null | readonly AuditDetail[] | AuditDetails
export interface AuditDetails {
  readonly [name: string]: AuditDetail | undefined
}

/** Who did it, with a name that still reads well when the account is gone. */
export interface AuditActor {
  readonly kind: string
  readonly id: string
  readonly title: string
  readonly unit?: string
}

/** Something worth keeping for ever: who did what to what, and when. */
export interface AuditRecord {
  readonly at: string
  readonly actor: AuditActor
  /** Dotted and in the present: `case.start`, `ruleset.publish`. */
  readonly action: string
  /** The id of what it was done to. */
  readonly target: string
  readonly county?: string | undefined
  readonly detail?: AuditDetails | undefined
}

/**
 * A record in its place in a chain. Each entry names the hash of the one
 * before, so that none can be changed, taken out or moved without the next
 * giving it away.
 */
export interface AuditEntry extends StoredDocument, AuditRecord {
  readonly chain: string
  /** Counts from 1 in its chain, without a gap. */
  readonly seq: number
  /** The hash of the entry before; of a chain's first entry, see {@link openingAction}. */
  readonly previous: string
  readonly hash: string
}

/** Where a chain ends. */
export interface ChainHead {
  readonly chain: string
  readonly seq: number
  readonly hash: string
}

/**
 * The first entry of every server process. It names, in `detail.former`, where
 * the chains before it ended; the process's other chains begin by naming it.
 */
export const openingAction = 'audit.open'

/** The last entry of a process that ends in good order: names where all of its chains end. */
export const closingAction = 'audit.close'

/** Sorts by chain, and by place in the chain. Pure. */
export function entryId(chain: string, seq: number): string {
  return `${chain}:${String(seq).padStart(12, '0')}`
}

/** The process a chain belongs to. Pure. */
export function processOf(chain: string): string {
  return chain.slice(0, chain.indexOf('.'))
}

/** Puts a record into its place after `head`. Pure. */
export function sealEntry(record: AuditRecord, head: ChainHead): AuditEntry {
  const seq = head.seq + 1
  const entry = {
    ...record,
    id: entryId(head.chain, seq),
    revision: 1,
    chain: head.chain,
    seq,
    previous: head.hash,
  }
  // As any store will give it back: no undefined fields, no half characters.
  const plain = JSON.parse(JSON.stringify(entry), (_name, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  ) as Omit<AuditEntry, 'hash'>
  return { ...plain, hash: entryHash(plain) }
}

/** What an entry's hash must be: over everything in it but the hash. Pure. */
export function entryHash(entry: Omit<AuditEntry, 'hash'> & { readonly hash?: string }): string {
  const { hash: _ignored, ...content } = entry
  return contentHash(content)
}
