import type { Clock } from '../ports/clock.ts'
import type { Store, StoredDocument, Write } from '../ports/store.ts'
import {
  adoptingAction,
  entryId,
  sealEntry,
  systemActor,
  type AuditEntry,
  type ContentSeal,
} from './audit-entry.ts'
import { contentSeal, subjectChain } from './audited-collections.ts'
import { markOf } from './document-mark.ts'
import type { Placer } from './place-change.ts'
import { readAll, readPages } from './read-pages.ts'

/** The chain that takes over a chain of before there was a key. Pure. */
export function adoptedChain(chain: string): string {
  return subjectChain('audit', chain)
}

/**
 * Takes over a store that was written before there was a key: for every document, and for every chain of the log, an
 * entry that seals it as it is found. Nothing of what is taken over is written. Doing it again after a crash, or in two
 * processes at once, does no harm.
 * @throws {StoreError}
 */
export async function adoptStore(parts: {
  readonly store: Store
  readonly clock: Clock
  readonly placer: Placer
  /** Told how many were taken over so far. */
  readonly adopted: (count: number) => void
}): Promise<void> {
  const { store, clock, placer, adopted } = parts
  let count = 0
  const adopt = async (found: readonly Adopted[]): Promise<void> => {
    await insertMissing(store, found, ({ chain, of, county }) =>
      sealEntry(
        {
          at: clock.now(),
          actor: systemActor,
          action: adoptingAction,
          target: of.id,
          ...(county !== undefined && { county }),
        },
        { head: { chain, seq: -1, hash: '' }, contents: [of] },
        placer.sealer,
      ),
    )
    count += found.length
    if (found.length > 0) adopted(count)
  }
  for (const [collection, audited] of Object.entries(placer.collections)) {
    if (audited.kind === 'mark') continue
    for await (const page of readPages(store, collection)) {
      const older = page.filter((document) => markOf(document) === undefined)
      await adopt(
        older.map((document) => ({
          chain: subjectChain(collection, document.id),
          county: countyOf(document),
          of: {
            collection,
            id: document.id,
            seal: contentSeal(audited, { collection, document }, placer.sealer),
          },
        })),
      )
    }
  }
  for await (const end of chainEnds(store)) {
    const { id, chain, hash } = end
    await adopt([
      {
        chain: adoptedChain(chain),
        county: undefined,
        of: { collection: 'audit', id, seal: hash },
      },
    ])
  }
}

interface Adopted {
  readonly chain: string
  readonly county: string | undefined
  readonly of: ContentSeal
}

/** What a commit adds at once. */
const batch = 200

async function insertMissing(
  store: Store,
  found: readonly Adopted[],
  seal: (adopted: Adopted) => AuditEntry,
): Promise<void> {
  for (let from = 0; from < found.length; from += batch) {
    const wanted = found.slice(from, from + batch)
    for (;;) {
      const there = await Promise.all(
        wanted.map(async ({ chain }) => store.get('audit', entryId(chain, 0))),
      )
      const missing = wanted.filter((_, index) => there[index] === undefined)
      const writes = missing.map((adopted): Write => ({
        kind: 'insert',
        collection: 'audit',
        document: seal(adopted),
      }))
      // Lost to another process that does the same: what it has left is looked for again.
      if ((await store.commit(writes)).committed) break
    }
  }
}

/** The last entry of every chain of before there was a key. */
async function* chainEnds(store: Store): AsyncGenerator<AuditEntry> {
  let end: AuditEntry | undefined
  const entries = readAll<AuditEntry>(store, 'audit', {
    query: {
      // Chains of processes begin with the year, those of documents with a letter.
      where: [{ field: 'id', operator: 'lessThan', value: ':' }],
    },
  })
  for await (const entry of entries) {
    if (end !== undefined && end.chain !== entry.chain) yield end
    end = entry
  }
  if (end !== undefined) yield end
}

function countyOf(document: StoredDocument): string | undefined {
  const { county } = document as { readonly county?: unknown }
  return typeof county === 'string' && county !== '' ? county : undefined
}
