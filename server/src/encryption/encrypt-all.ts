import type { CollectionDefinition, Store, StoredDocument } from '../ports/store.ts'
import type { DataKeys } from '../ports/data-keys.ts'
import { encryptedStore } from './encrypted-store.ts'
import { createFieldCipher } from './field-cipher.ts'
import { type FieldRules, fieldRules } from './field-rules.ts'
import { asStored, isStoredAsNow, sealedIn } from './stored-fields.ts'

/** So many documents are read, and written, at once. */
const page = 200

/** What going through a store came to. */
export interface EncryptedAll {
  readonly looked: number
  readonly written: number
  /** Documents that cannot be read, each `collection/id`: they stay as they are. */
  readonly unreadable: readonly string[]
}

/**
 * Writes every document again that is not encrypted as it would be now, each with the revision it has: what it says does not
 * change, nor does what the log says of it. One that somebody else writes meanwhile is encrypted by them. Going on after a
 * crash is beginning again.
 * @param bare the store itself, not wrapped @param keys the first is written with
 * @param to `plain` takes the encryption away @throws {StoreError}
 */
export async function encryptAll(
  bare: Store,
  collections: readonly CollectionDefinition[],
  keys: DataKeys,
  { to, progress }: { to: 'encrypted' | 'plain'; progress?: (looked: number) => void },
): Promise<EncryptedAll> {
  const opener = encryptedStore(bare, collections, keys)
  const cipher = createFieldCipher(keys)!
  const counts = { looked: 0, written: 0 }
  const unreadable: string[] = []
  const wanted = (collection: string, rules: FieldRules, document: StoredDocument) =>
    to === 'plain' ? document : asStored({ collection, rules, cipher }, document)
  const isDone = (rules: FieldRules, stored: StoredDocument) =>
    to === 'plain' ? sealedIn(rules, stored).length === 0 : isStoredAsNow(rules, cipher, stored)

  const bring = async (collection: string, rules: FieldRules, id: string) => {
    for (;;) {
      const stored = await bare.get(collection, id)
      if (stored === undefined || isDone(rules, stored)) return
      const document = await opener.get(collection, id)
      if (document === undefined) return
      if (document.revision !== stored.revision) {
        if (document.revision !== 0) continue
        unreadable.push(`${collection}/${id}`)
        return
      }
      const write = {
        kind: 'replace',
        collection,
        document: wanted(collection, rules, document),
        expectedRevision: stored.revision,
      } as const
      const { committed } = await bare.commit([write])
      if (!committed) continue
      counts.written++
      return
    }
  }

  for (const [collection, rules] of fieldRules(collections)) {
    let after: { value: string; id: string } | undefined
    for (;;) {
      const found = await bare.find(collection, { limit: page, ...(after && { after }) })
      const undone = found.filter((stored) => !isDone(rules, stored))
      await Promise.all(undone.map(async ({ id }) => bring(collection, rules, id)))
      counts.looked += found.length
      progress?.(counts.looked)
      const last = found.at(-1)
      if (found.length < page || last === undefined) break
      after = { value: last.id, id: last.id }
    }
  }
  return { ...counts, unreadable }
}
