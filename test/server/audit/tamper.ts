import { createSealer } from '../../../server/src/audit/sealer.ts'
import { eager } from '../../../server/src/audit/read-pages.ts'
import type { AuditEntry } from '../../../server/src/audit/audit-entry.ts'
import type { AuditReport } from '../../../server/src/audit/verify/findings.ts'
import type { Store, StoredDocument } from '../../../server/src/ports/store.ts'
import type { TestServer } from '../harness/open-test-server.ts'

/** A stored document of any kind. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Stored = StoredDocument & Record<string, any>

/** What somebody does who can write the database, and nothing else. */
export class Tamperer {
  readonly #store: Store
  readonly #touched = new Map<
    string,
    { collection: string; id: string; document: StoredDocument | undefined }
  >()

  constructor({ raw }: Pick<TestServer, 'raw'>) {
    this.#store = raw
  }

  async all(collection: string): Promise<Stored[]> {
    return await this.#store.find<Stored>(collection, { limit: 100_000 })
  }

  async entries(): Promise<AuditEntry[]> {
    return await this.#store.find<AuditEntry>('audit', { limit: 100_000 })
  }

  /** Stores a document as it is given, whatever its revision and whether it is there. */
  async overwrite(
    collection: string,
    document: StoredDocument & Record<string, unknown>,
  ): Promise<void> {
    await this.remove(collection, document)
    await this.insert(collection, document)
  }

  async insert(
    collection: string,
    document: StoredDocument & Record<string, unknown>,
  ): Promise<void> {
    await this.#keep(collection, document.id)
    await this.#put(collection, document)
  }

  async remove(collection: string, { id }: { readonly id: string }): Promise<void> {
    await this.#keep(collection, id)
    await this.#take(collection, id)
  }

  /** Puts everything back that was touched since the last time. */
  async undo(): Promise<void> {
    for (const { collection, id, document } of this.#touched.values()) {
      await this.#take(collection, id)
      if (document !== undefined) await this.#put(collection, document)
    }
    this.#touched.clear()
  }

  async #keep(collection: string, id: string): Promise<void> {
    const name = `${collection}/${id}`
    if (this.#touched.has(name)) return
    const document = await this.#store.get(collection, id)
    this.#touched.set(name, { collection, id, document })
  }

  async #put(collection: string, document: StoredDocument): Promise<void> {
    const result = await this.#store.commit([{ kind: 'insert', collection, document }])
    if (!result.committed) throw new Error(`${collection}/${document.id} is there already`)
  }

  async #take(collection: string, id: string): Promise<void> {
    const found = await this.#store.get(collection, id)
    if (found === undefined) return
    const { revision } = found
    await this.#store.commit([{ kind: 'remove', collection, id, expectedRevision: revision }])
  }

  async empty(collection: string): Promise<void> {
    for (const document of await this.all(collection)) await this.remove(collection, document)
  }
}

/** Verifies everything a server stores. */
export async function verifyAll({ store }: Pick<TestServer, 'store'>): Promise<AuditReport> {
  return await store.verify(undefined, eager)
}

/** The codes of everything that is found, each once, by name. */
export async function codesOf(server: Pick<TestServer, 'store'>): Promise<string[]> {
  return Object.keys((await verifyAll(server)).counts).toSorted()
}

/** What seals on a server: for tests in which somebody has its key. */
export function sealerOf({ context }: TestServer): ReturnType<typeof createSealer> {
  return createSealer(context.signingKey)
}
