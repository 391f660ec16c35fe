import type { CommitDocuments, DocumentStore } from '../documents/document-store.ts'
import type { EncryptionMark } from '../documents/marks.ts'
import type { DataKeys } from '../ports/data-keys.ts'
import { keyIdOf } from './data-key-file.ts'
import { keyMissing } from './key-suites.ts'
import { nextWrite } from '../documents/next-write.ts'

const encryptionMarkId = 'encryption'

/** How a store is encrypted that was opened. */
export interface EncryptionStanding {
  /** The key that is written with. */
  readonly keyId: string
  /** Whether some of what is stored may be under an earlier key, or under none. */
  readonly unfinished: boolean
}

/**
 * Makes sure that the keys given open what a store holds, and notes in it the one that is written with, before anything
 * is. Without keys nothing may have been encrypted yet.
 * @param commit writes past the audit log, which is not begun yet
 * @throws {StoreError} STORE_KEY, and then nothing was changed
 */
export async function beginEncryption(
  store: DocumentStore,
  commit: CommitDocuments,
  keys: DataKeys | undefined,
): Promise<EncryptionStanding | undefined> {
  for (;;) {
    const mark = await assertKeys(store, keys)
    if (keys === undefined) return undefined
    const keyId = keyIdOf(keys.keys[0])
    if (mark?.keys.includes(keyId) === true)
      return { keyId, unfinished: mark.plain || mark.keys.length > 1 || mark.contents !== true }
    const fresh = mark ?? { plain: await holdsAnything(store), contents: true }
    const document: EncryptionMark = {
      ...fresh,
      id: encryptionMarkId,
      revision: (mark?.revision ?? 0) + 1,
      keys: [keyId, ...(mark?.keys ?? [])],
    }
    // Another server of the same store may be faster: then its mark counts.
    await commit([nextWrite('meta', document)], 'mark')
  }
}

/** Makes sure that the keys given open what a store holds. @throws {StoreError} STORE_KEY */
export async function assertKeys(
  store: DocumentStore,
  keys: DataKeys | undefined,
): Promise<EncryptionMark | undefined> {
  const mark = await store.get<'meta', EncryptionMark>('meta', encryptionMarkId)
  const given = keys?.keys.map(keyIdOf) ?? []
  const missing = mark?.keys.filter((id) => !given.includes(id)) ?? []
  if (missing.length > 0) throw keyMissing(missing)
  return mark
}

/** Notes that all of a store is under the key that stands first, or that nothing of it is encrypted any more. */
export async function endEncryption(
  store: DocumentStore,
  commit: CommitDocuments,
  keys: DataKeys,
  to: 'encrypted' | 'plain',
): Promise<void> {
  for (;;) {
    const mark = await assertKeys(store, keys)
    if (mark === undefined) return
    const held = to === 'encrypted' ? [keyIdOf(keys.keys[0])] : []
    const plain = to === 'plain'
    const document: EncryptionMark = {
      ...mark,
      revision: mark.revision + 1,
      keys: held,
      plain,
      contents: true,
    }
    if ((await commit([nextWrite('meta', document)], 'mark')).committed) return
  }
}

async function holdsAnything(store: DocumentStore): Promise<boolean> {
  const [entry] = await store.find('audit', { limit: 1, only: ['id'] })
  return entry !== undefined
}
