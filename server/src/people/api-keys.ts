import { randomUUID } from 'node:crypto'
import type { StoredDocument } from '../ports/store.ts'
import type { PeopleContext } from './people-context.ts'
import type { Grant } from './permissions.ts'
import { isSecret, newSecret, secretHash } from './secret.ts'

/** A machine's key as it is stored. */
export interface KeyDocument extends StoredDocument {
  readonly hash: string
  /** What the key is for. */
  readonly title: string
  readonly grants: readonly Grant[]
  /** The user who made it; null for the first start. */
  readonly user: string | null
  readonly disabled: boolean
  readonly createdAt: string
}

/** Makes an API key. The key is told once, here; the store keeps its hash. */
export async function createKey(
  { store, clock }: PeopleContext,
  made: { title: string; grants: readonly Grant[]; user: string | null },
): Promise<{ key: string; document: KeyDocument }> {
  const key = newSecret()
  const document: KeyDocument = {
    id: randomUUID(),
    revision: 1,
    hash: secretHash(key),
    title: made.title,
    grants: made.grants,
    user: made.user,
    disabled: false,
    createdAt: clock.now(),
  }
  const result = await store.commit([{ kind: 'insert', collection: 'keys', document }])
  if (!result.committed) throw new Error('a random key was given out twice')
  return { key, document }
}

/** The key's document, when there is such a key and it is not disabled. */
export async function findKey(
  { store }: PeopleContext,
  key: string,
): Promise<KeyDocument | undefined> {
  if (!isSecret(key)) return undefined
  const [found] = await store.find<KeyDocument>('keys', {
    where: [{ field: 'hash', operator: 'equal', value: secretHash(key) }],
    limit: 1,
  })
  return found?.disabled === false ? found : undefined
}

/** Disables a key for good; false when there is no such key. */
export async function disableKey({ store }: PeopleContext, id: string): Promise<boolean> {
  for (;;) {
    const found = await store.get<KeyDocument>('keys', id)
    if (!found || found.disabled) return found !== undefined
    const document = { ...found, disabled: true, revision: found.revision + 1 }
    const result = await store.commit([
      { kind: 'replace', collection: 'keys', document, expectedRevision: found.revision },
    ])
    if (result.committed) return true
  }
}
