import type { AuditAction } from '../contracts/audit-action.ts'
import type { StoredDocument, StoreReader } from '../ports/store.ts'
import { hidePayload, payloadHash } from './hidden-payload.ts'
import { makerOf, type Sealer } from './sealer.ts'
import { unkeyedSeal } from './unkeyed-seal.ts'

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

/** A step of a case, where an entry is about one. What it did stands in the history of the case, and is not said again. */
export interface RecordedStep {
  /** The last of them where several were written at once. */
  readonly seq: number
  readonly event: string
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
  readonly step?: RecordedStep
  /** May hold what a person can ask to have erased: it is hidden under a salt where the entry is sealed. */
  readonly detail?: AuditDetails | undefined
}

/** What a document was left as: the seal of what is audited of it, or null when it was removed. */
export interface ContentSeal {
  readonly collection: string
  readonly id: string
  readonly seal: string | null
}

/** A record in its place in a chain, and the seal of every document that was written with it. */
export interface AuditEntry extends StoredDocument, AuditRecord {
  /** Of a chain of a document: that document first. */
  readonly contents?: readonly ContentSeal[]
  /** Of the first entry of a document that came with another's change: the entry it came with. */
  readonly follows?: { readonly chain: string; readonly seq: number }
  /** What the detail is hidden as; absent when there is none. */
  readonly payload?: string
  readonly salt?: string
  readonly chain: string
  /** Counts up in its chain, without a gap: from 1, or from 0 where a document older than the chain was taken over. */
  readonly seq: number
  /** The hash of the entry before; of a chain's first entry nothing, or what it follows. */
  readonly previous: string
  /** The seal over everything but the detail and its salt. Of entries older than the key: a plain hash over all of it. */
  readonly hash: string
}

/** Where a chain ends. */
export interface ChainHead {
  readonly chain: string
  readonly seq: number
  readonly hash: string
}

/** What goes into an entry beside the record itself. */
export interface EntryPlace {
  readonly head: ChainHead
  readonly contents?: readonly ContentSeal[]
  readonly follows?: { readonly chain: string; readonly seq: number }
}

/**
 * The first entry of every server process. It names, in `detail.former`, where the chains before it ended; the
 * process's other chains begin by naming it.
 */
export const openingAction = 'audit.open' satisfies AuditAction

/** The last entry of a process that ends in good order: names where all of its chains end. */
export const closingAction = 'audit.close' satisfies AuditAction

/** The entry that takes over what was stored before there was a key: its chain's number 0. */
export const adoptingAction = 'audit.adopt' satisfies AuditAction

/**
 * An entry that says of another of the same county, its target, that its detail was erased; or of all entries up to then
 * that are about its own target.
 */
export const erasingAction = 'audit.erase' satisfies AuditAction

export const systemActor: AuditActor = { kind: 'system', id: 'jieli', title: 'Jieli' }

/** Sorts by chain, and by place in the chain. Pure. */
export function entryId(chain: string, seq: number): string {
  return `${chain}:${String(seq).padStart(12, '0')}`
}

/** The last entry of a chain; an entry's id begins with its chain, so that ids lie chain after chain. @throws {StoreError} */
export async function lastOfChain(
  store: Pick<StoreReader, 'find'>,
  chain: string,
): Promise<AuditEntry | undefined> {
  const [last] = await store.find<AuditEntry>('audit', {
    where: [
      { field: 'id', operator: 'greaterThan', value: `${chain}:` },
      // The semicolon comes right after the colon.
      { field: 'id', operator: 'lessThan', value: `${chain};` },
    ],
    sort: { field: 'id', direction: 'descending' },
    limit: 1,
  })
  return last
}

/** The latest entries of an action of the server itself, which concerns no county, the newest first. @throws {StoreError} */
export async function latestOwn(
  store: Pick<StoreReader, 'find'>,
  action: string,
  limit: number,
): Promise<AuditEntry[]> {
  return await store.find<AuditEntry>('audit', {
    where: [
      { field: 'county', operator: 'equal', value: null },
      { field: 'action', operator: 'equal', value: action },
    ],
    sort: { field: 'at', direction: 'descending' },
    limit,
  })
}

/** The process a chain belongs to. Pure. */
export function processOf(chain: string): string {
  return chain.slice(0, chain.indexOf('.'))
}

/** Puts a record into its place. */
export function sealEntry(record: AuditRecord, place: EntryPlace, sealer: Sealer): AuditEntry {
  const { chain, seq: before, hash: previous } = place.head
  const seq = before + 1
  const { contents, follows } = place
  const entry = {
    ...record,
    id: entryId(chain, seq),
    revision: 1,
    chain,
    seq,
    previous,
    ...(contents && { contents }),
    ...(follows && { follows }),
    ...(record.detail && hidePayload(record.detail)),
  }
  return { ...entry, hash: sealer.seal(sealedPart(entry)) }
}

/** An entry whose detail is erased, as `faultOf` knows it. Pure. */
export function withoutDetail(entry: AuditEntry): AuditEntry {
  const { detail: _detail, salt: _salt, ...rest } = entry
  return { ...rest, revision: entry.revision + 1 }
}

/** Where an entry is, as an end of its chain. Pure. */
export function headAt({ chain, seq, hash }: ChainHead): ChainHead {
  return { chain, seq, hash }
}

/**
 * What is to be said of an entry by itself: `changed`, `erased` when its detail and salt are gone together, `other` when
 * another key sealed it, `lost` when a key did that is known to be lost, `unkeyed` when none did and it is as its plain
 * hash says.
 */
export type EntryFault = 'changed' | 'erased' | 'other' | 'lost' | 'unkeyed'

/** Looks at an entry by itself; undefined when it is as it was written. Pure. */
export function faultOf(entry: AuditEntry, sealer: Sealer): EntryFault | undefined {
  const maker = makerOf(entry.hash, sealer)
  if (maker === 'unkeyed') return unkeyedHash(entry) === entry.hash ? 'unkeyed' : 'changed'
  if (maker !== 'own') return maker
  if (!sealer.holds(sealedPart(entry), entry.hash)) return 'changed'
  const { payload, salt, detail } = entry
  const erased = payload !== undefined && salt === undefined && detail === undefined
  if (erased) return entry.revision === 2 ? 'erased' : 'changed'
  if (entry.revision !== 1) return 'changed'
  if (payload === undefined) {
    return salt === undefined && detail === undefined ? undefined : 'changed'
  }
  return payloadHash(detail, salt ?? '') === payload ? undefined : 'changed'
}

/** What an entry's hash was before there was a key: over everything in it but the hash. Pure. */
export function unkeyedHash(entry: Omit<AuditEntry, 'hash'> & { readonly hash?: string }): string {
  const { hash: _ignored, ...content } = entry
  return unkeyedSeal(content)
}

function sealedPart(entry: Omit<AuditEntry, 'hash'> & { readonly hash?: string }): unknown {
  const { hash: _hash, detail: _detail, salt: _salt, revision: _revision, ...sealed } = entry
  return sealed
}
