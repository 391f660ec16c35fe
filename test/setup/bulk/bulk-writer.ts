import { systemActor } from '../../../server/src/audit/audit-entry.ts'
import { subjectChain } from '../../../server/src/audit/audited-collections.ts'
import { placeChange, type Placer, sealContent } from '../../../server/src/audit/place-change.ts'
import { createSealer, type Sealer } from '../../../server/src/audit/sealer.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import type { Store, StoredDocument, Write } from '../../../server/src/ports/store.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'

/** Writes many documents of a server's own in one go, each with the entry of the log it would have come with. */
export class BulkWriter {
  readonly store: Store
  readonly #placer: Placer

  /** @param folder holds the server's key */
  static async open(store: Store, folder: string): Promise<BulkWriter> {
    return new BulkWriter(store, createSealer(await ownSigningKey(folder)))
  }

  constructor(store: Store, sealer: Sealer) {
    this.store = store
    this.#placer = { sealer, collections: auditedCollections }
  }

  get sealer(): Sealer {
    return this.#placer.sealer
  }

  /** Of what is named later: without an entry, as it is written. */
  async insertContent(collection: string, document: StoredDocument): Promise<void> {
    await this.store.commit([sealContent({ kind: 'insert', collection, document }, this.#placer)])
  }

  async insert(collection: string, documents: readonly StoredDocument[]): Promise<void> {
    await this.store.commit(documents.flatMap((document) => this.#placed(collection, document)))
  }

  #placed(collection: string, document: StoredDocument): readonly Write[] {
    const { id } = document
    const { county, updatedAt, publishedAt } = document as StoredDocument & Record<string, string>
    const record = {
      at: updatedAt ?? publishedAt ?? '2025-01-01T00:00:00.000+08:00',
      actor: systemActor,
      action: 'bulk.fill',
      target: id,
      ...(county !== undefined && { county }),
    }
    const head = { chain: subjectChain(collection, id), seq: 0, hash: '' }
    const write = { kind: 'insert', collection, document } as const
    return placeChange([write], [record], { head }, this.#placer).writes
  }
}
