import type { QueryCondition } from '../../ports/store.ts'
import { adoptedChain } from '../adopt-store.ts'
import { adoptingAction, entryId, type AuditEntry, type ChainHead } from '../audit-entry.ts'
import { isChainOf, subjectChain } from '../audited-collections.ts'
import { namedHeads } from '../former-heads.ts'
import { readPages } from '../read-pages.ts'
import type { Verifier } from './verifier.ts'
import { isEntry, startOfProcess, startOfSubject, verifyEntry, verifyLink } from './verify-entry.ts'

/** A chain that was looked at: its last entry, and whether that can be believed. */
export interface ChainEnd {
  readonly chain: string
  readonly last: AuditEntry
  readonly sound: boolean
  /** True when no entry of it was sealed with a key. */
  readonly unkeyed: boolean
}

/** Chains whose entries' ids lie in between; a bound that is absent bounds nothing. */
export interface ChainRange {
  readonly above?: string
  readonly below?: string
}

/** Looks at every entry of the chains in a range, each by itself and behind the one before; tells where each ends. */
export async function* verifyChains(
  verifier: Verifier,
  range: ChainRange,
  seen: (entry: AuditEntry, sound: boolean) => void = () => {},
): AsyncGenerator<ChainEnd> {
  const { store, findings, pace, progress } = verifier
  let end: ChainEnd | undefined
  const pages = readPages<AuditEntry>(store, 'audit', {
    query: { where: conditions(range), checked: true },
    pace,
  })
  for await (const page of pages) {
    for (const entry of page) {
      findings.looked.entries += 1
      if (!isEntry(entry)) {
        findings.add('ENTRY_CHANGED', entry.id, { entry: entry.id })
        continue
      }
      if (end !== undefined && end.chain !== entry.chain) {
        yield end
        end = undefined
      }
      if (end === undefined) findings.looked.chains += 1
      const found = await verifyEntry(verifier, entry)
      const start = isSubject(entry.chain) ? startOfSubject : startOfProcess
      verifyLink(verifier, entry, end?.last ?? (await start(verifier, entry)))
      const unkeyed = found === 'unkeyed' && (end === undefined || end.unkeyed)
      // A plain hash behind a seal is nobody's.
      if (found === 'unkeyed' && (!unkeyed || isSubject(entry.chain))) {
        findings.add('ENTRY_UNSEALED', entry.id, { entry: entry.id })
      }
      seen(entry, found === 'sound')
      if (found === 'sound') await verifyBrought(verifier, entry)
      end = { chain: entry.chain, last: entry, sound: found === 'sound', unkeyed }
    }
    progress(findings.looked)
  }
  if (end !== undefined) yield end
}

/** What came with another document's change is told of by no chain of its own: it must be there for all that. */
async function verifyBrought(
  { store, collections, findings }: Verifier,
  { chain, action, contents = [] }: AuditEntry,
): Promise<void> {
  if (action === adoptingAction) return
  for (const { collection, id, seal } of contents) {
    const audited = collections[collection]
    if (seal === null || audited?.kind !== 'subject' || audited.expires) continue
    if (isChainOf(chain, collection, id)) continue
    if ((await store.get(collection, id)) !== undefined) continue
    const where = subjectChain(collection, id)
    findings.add('DOCUMENT_MISSING', where, { document: where })
  }
}

/** Chains of processes begin with a year, those of documents with the name of a collection. */
const processes: ChainRange = { above: '', below: ':' }

/** Looks at the chains of processes, and at every end of a chain that one of their entries names. */
export async function verifyProcesses(verifier: Verifier, adopted: boolean): Promise<void> {
  const { store, findings } = verifier
  const named = new Map<string, ChainHead>()
  const noteNamed = (entry: AuditEntry, sound: boolean): void => {
    if (!sound && adopted) return
    for (const head of namedHeads(entry)) named.set(`${head.chain}:${head.hash}`, head)
  }
  for await (const end of verifyChains(verifier, processes, noteNamed)) {
    if (end.unkeyed && adopted) await verifyAdopted(verifier, end)
  }
  for (const { chain, seq, hash } of named.values()) {
    const id = entryId(chain, seq)
    const entry = await store.get<AuditEntry>('audit', id)
    if (entry === undefined) findings.add('ENTRY_MISSING', id, { entry: id })
    else if (entry.hash !== hash) findings.add('ENTRY_CHANGED', id, { entry: id })
  }
  for await (const end of verifyChains(verifier, { above: 'audit/', below: 'audit0' })) {
    const of = end.last.contents?.[0]
    const there = of && (await store.get<AuditEntry>('audit', of.id))
    if (of !== undefined && there === undefined) {
      findings.add('ENTRY_MISSING', of.id, { entry: of.id })
    }
  }
}

/** A chain of before there was a key must end where it ended when it was taken over. */
async function verifyAdopted({ store, findings }: Verifier, end: ChainEnd): Promise<void> {
  const { id, hash } = end.last
  const adoption = await store.get<AuditEntry>('audit', entryId(adoptedChain(end.chain), 0))
  const of = adoption?.contents?.[0]
  if (of?.id !== id || of.seal !== hash) findings.add('ENTRY_UNSEALED', id, { entry: id })
}

/** Reports entries whose ids are of no chain that could be. */
export async function verifyStrays(
  verifier: Verifier,
  collections: readonly string[],
): Promise<void> {
  const { store, findings, pace } = verifier
  const ranges = collections.toSorted().map((name) => [`${name}/`, `${name}0`] as const)
  let above = ':'
  const between: ChainRange[] = []
  for (const [from, to] of ranges) {
    between.push({ above, below: from })
    above = to
  }
  for (const range of [...between, { above }]) {
    const query = { where: conditions(range), checked: true } as const
    for await (const page of readPages<AuditEntry>(store, 'audit', { query, pace })) {
      for (const { id } of page) {
        findings.looked.entries += 1
        findings.add('ENTRY_UNSEALED', id, { entry: id })
      }
    }
  }
}

function isSubject(chain: string): boolean {
  return chain.includes('/')
}

function conditions({ above, below }: ChainRange): QueryCondition[] {
  return [
    ...(above === undefined
      ? []
      : [{ field: 'id', operator: 'greaterThanInclusive', value: above } as const]),
    ...(below === undefined ? [] : [{ field: 'id', operator: 'lessThan', value: below } as const]),
  ]
}
