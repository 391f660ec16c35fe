import type { Facts } from '@jieli/engine'
import { hidePayload, payloadHash } from '../../audit/hidden-payload.ts'
import { unkeyedSeal } from '../../audit/unkeyed-seal.ts'
import { makerOf, type Sealer } from '../../audit/sealer.ts'
import type { HistoryEntry, Refusal } from '../../documents/case-document.ts'

/** A step before it is sealed. */
export type UnsealedEntry = Omit<HistoryEntry, 'hash' | 'payload' | 'salt' | 'factsHash'>

/** A refusal before it is sealed. */
export type UnsealedRefusal = Omit<Refusal, 'hash' | 'payload' | 'salt'>

/**
 * Seals a step: the seal covers the case, the entry before, and everything the step says. What may tell of a person is
 * covered by its hash under the entry's salt alone, so that it can be erased.
 * @param facts the facts as the step left them
 */
export function sealStep(
  caseId: string,
  entry: UnsealedEntry,
  facts: Facts,
  sealer: Sealer,
): HistoryEntry {
  const hidden = hidePayload(stepPayload(entry))
  const sealed = { ...entry, ...hidden, factsHash: payloadHash(facts, hidden.salt) }
  return { ...sealed, hash: sealer.seal(stepCore(caseId, sealed)) }
}

/** Seals a refused event in the same way. */
export function sealRefusal(caseId: string, refusal: UnsealedRefusal, sealer: Sealer): Refusal {
  const sealed = { ...refusal, ...hidePayload(refusalPayload(refusal)) }
  return { ...sealed, hash: sealer.seal(refusalCore(caseId, sealed)) }
}

/** Whether a step was erased: what may have told of a person is gone, and its salt with it. Pure. */
export function isErased({ payload, salt }: Pick<HistoryEntry, 'payload' | 'salt'>): boolean {
  return payload !== undefined && salt === undefined
}

/** Whether a step's seal holds over what it always keeps: who, when, which event, from where to where. Pure. */
export function stepCoreHolds(caseId: string, entry: HistoryEntry, sealer: Sealer): boolean {
  switch (makerOf(entry.hash, sealer)) {
    case 'own':
      return sealer.holds(stepCore(caseId, entry), entry.hash)
    case 'unkeyed': {
      const { hash, ...rest } = entry
      return entry.payload === undefined && hash === unkeyedSeal({ case: caseId, ...rest })
    }
    case 'lost':
      // Nobody can tell, and somebody has said so.
      return true
    case 'other':
      return false
  }
}

/** Whether what may tell of a person is as it was written, or was erased whole. Pure. */
export function stepPayloadHolds(entry: HistoryEntry): boolean {
  const { payload, salt } = entry
  if (payload === undefined) return salt === undefined
  const present = stepPayload(entry)
  return salt === undefined ? isBlank(present) : payloadHash(present, salt) === payload
}

/** Whether facts are those a step left; undefined where the step does not tell: it is older than that, or erased. Pure. */
export function factsHold(entry: HistoryEntry, facts: Facts): boolean | undefined {
  const { factsHash, salt } = entry
  if (factsHash === undefined || salt === undefined) return undefined
  return payloadHash(facts, salt) === factsHash
}

/** Whether a refusal is as it was written; one older than the key is told by the log alone. Pure. */
export function refusalHolds(caseId: string, refusal: Refusal, sealer: Sealer): boolean {
  const { hash, payload, salt } = refusal
  if (hash === undefined) return payload === undefined && salt === undefined
  const maker = makerOf(hash, sealer)
  if (maker === 'lost') return true
  if (payload === undefined || !sealer.holds(refusalCore(caseId, refusal), hash)) return false
  const present = refusalPayload(refusal)
  return salt === undefined ? isBlank(present) : payloadHash(present, salt) === payload
}

/** What stands for a refusal where its case is sealed. Pure. */
export function refusalMark(refusal: Refusal): string {
  const erased = isErased(refusal) ? ' erased' : ''
  return `${refusal.hash ?? unkeyedSeal(refusal)}${erased}`
}

/** What of a step may tell of a person. */
function stepPayload(entry: UnsealedEntry) {
  const { reason, facts, changes, decisions, actions, request, corrected, attachmentNames } = entry
  return { reason, facts, changes, decisions, actions, request, corrected, attachmentNames }
}

function refusalPayload({ message, issue, needs, decisions, closed, request }: UnsealedRefusal) {
  return { message, issue, needs, decisions, closed, request }
}

function stepCore(caseId: string, entry: Omit<HistoryEntry, 'hash'> & { hash?: string }): unknown {
  const { hash: _hash, salt: _salt, reason: _reason, facts: _facts, ...rest } = entry
  const { changes: _changes, decisions: _decisions, actions: _actions, ...more } = rest
  const { request: _request, corrected: _corrected, attachmentNames: _names, ...core } = more
  return { case: caseId, ...core }
}

function refusalCore(caseId: string, refusal: Refusal): unknown {
  const { hash: _hash, salt: _salt, message: _message, issue: _issue, ...rest } = refusal
  const { needs: _needs, decisions: _decisions, closed: _closed, request: _, ...core } = rest
  return { case: caseId, refused: true, ...core }
}

/** Nothing is left in it: fields are gone, texts, lists and records empty. */
function isBlank(value: unknown): boolean {
  if (value === undefined || value === '') return true
  return typeof value === 'object' && value !== null && Object.values(value).every(isBlank)
}
