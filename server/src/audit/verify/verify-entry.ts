import {
  entryId,
  erasingAction,
  faultOf,
  processOf,
  type AuditEntry,
  type ChainHead,
  type ContentSeal,
} from '../audit-entry.ts'
import { chainName } from '../chain-pool.ts'
import { keyOf } from '../sealer.ts'
import type { Verifier } from './verifier.ts'

/** Whether an entry has what any entry must have: whoever writes past the server may leave anything. Pure. */
export function isEntry(entry: AuditEntry): boolean {
  const { contents, follows, ...rest } = entry
  return (
    isPlace(rest) &&
    (follows === undefined || isPlace({ ...follows, id: '', hash: '', previous: '' })) &&
    (contents === undefined || (Array.isArray(contents) && contents.every(isContent)))
  )
}

function isPlace({ id, chain, seq, hash, previous }: Partial<AuditEntry>): boolean {
  const texts = [id, chain, hash, previous]
  return texts.every((text) => typeof text === 'string') && Number.isInteger(seq)
}

function isContent(content: Partial<ContentSeal> | null): boolean {
  const { collection, id, seal } = content ?? {}
  const named = typeof collection === 'string' && typeof id === 'string'
  return named && (seal === null || typeof seal === 'string')
}

/**
 * Looks at an entry by itself and reports what is wrong.
 * @returns `sound`, `unkeyed` when only a plain hash says so, `blind` when it cannot be checked, `broken`
 */
export async function verifyEntry(
  { store, sealer, findings }: Verifier,
  entry: AuditEntry,
): Promise<'sound' | 'unkeyed' | 'blind' | 'broken'> {
  const { id } = entry
  const fault = isEntry(entry) ? faultOf(entry, sealer) : 'changed'
  switch (fault) {
    case undefined:
      return 'sound'
    case 'unkeyed':
      return 'unkeyed'
    case 'changed':
      findings.add('ENTRY_CHANGED', id, { entry: id })
      return 'broken'
    case 'other':
      findings.add('ENTRY_OTHER_KEY', id, { entry: id, key: keyOf(entry.hash) ?? '' })
      return 'blind'
    case 'lost':
      findings.addLost(keyOf(entry.hash) ?? '')
      return 'blind'
    case 'erased':
      if (!(await isErasureTold(store, entry, sealer)))
        findings.add('ENTRY_ERASED', id, { entry: id })
      return 'sound'
  }
}

/** Whether an entry says that the detail was erased, of this one or of all that were there about its target. */
async function isErasureTold(
  store: Verifier['store'],
  { id, at, target, county }: AuditEntry,
  sealer: Verifier['sealer'],
): Promise<boolean> {
  const since = { field: 'at', operator: 'greaterThanInclusive' } as const
  for (const about of [id, target]) {
    const told = await store.find<AuditEntry>('audit', {
      where: [
        // Whoever erases it says so in the same county's log, of many at once never before they are there.
        { field: 'county', operator: 'equal', value: county ?? null },
        { field: 'target', operator: 'equal', value: about },
        { field: 'action', operator: 'equal', value: erasingAction },
        ...(about === target ? [{ ...since, value: at }] : []),
      ],
      sort: { field: 'at', direction: 'ascending' },
      limit: 10,
    })
    if (told.some((each) => faultOf(each, sealer) === undefined)) return true
  }
  return false
}

/** Reports where an entry does not follow from the one before it in its chain. */
export function verifyLink(
  { findings }: Verifier,
  entry: AuditEntry,
  end: Pick<ChainHead, 'seq' | 'hash'>,
): void {
  const { id, chain, seq, previous } = entry
  const expected = entryId(chain, end.seq + 1)
  if (id !== entryId(chain, seq) || seq <= end.seq) {
    findings.add('ENTRY_MISPLACED', id, { entry: id })
  } else if (seq > end.seq + 1) findings.add('ENTRY_MISSING', expected, { entry: expected })
  else if (previous !== end.hash) findings.add('ENTRY_MISPLACED', id, { entry: id })
}

/**
 * Where the first entry of a document's chain must follow: nothing, the entry it came with, or, taken over from an
 * older store, nothing at number 0.
 */
export async function startOfSubject(
  { store, findings }: Verifier,
  first: AuditEntry,
): Promise<Pick<ChainHead, 'seq' | 'hash'>> {
  if (first.seq === 0) return { seq: -1, hash: '' }
  const { follows } = first
  if (follows === undefined) return { seq: 0, hash: '' }
  const id = entryId(follows.chain, follows.seq)
  const before = await store.get<AuditEntry>('audit', id)
  if (before === undefined) findings.add('ENTRY_MISSING', id, { entry: id })
  return { seq: 0, hash: before?.hash ?? first.previous }
}

/**
 * Where the first entry of a chain of a process must follow: of the chain with the opening entry nothing, of every
 * other that entry.
 */
export async function startOfProcess(
  { store, findings }: Verifier,
  { chain, previous }: AuditEntry,
): Promise<Pick<ChainHead, 'seq' | 'hash'>> {
  const opening = chainName(processOf(chain), 0)
  if (chain === opening) return { seq: 0, hash: '' }
  const id = entryId(opening, 1)
  const entry = await store.get<AuditEntry>('audit', id)
  if (entry === undefined) findings.add('ENTRY_MISSING', id, { entry: id })
  return { seq: 0, hash: entry?.hash ?? previous }
}
