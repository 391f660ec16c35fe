import { randomUUID } from 'node:crypto'
import type { Audited } from '../audit/commit.ts'
import type { PeopleContext } from './people-context.ts'
import type { Grant } from '../contracts/roles.ts'
import { isSecret, newSecret, secretHash } from './secret.ts'
import type { KeyDocument } from '../documents/people-documents.ts'

/**
 * Makes an API key. The key is told once, here; the store keeps its hash.
 * @param made.user who makes it: once their account is disabled the key opens nothing. Null for the first start.
 */
export async function createKey(
  { commit, clock }: Pick<PeopleContext, 'commit' | 'clock'>,
  made: {
    title: string
    grants: readonly Grant[]
    user: string | null
    /** From when on it opens nothing; null where it does not run out. */
    expiresAt?: string | null
    demo?: boolean
  },
  audit: (key: KeyDocument) => Audited,
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
    expiresAt: made.expiresAt ?? null,
    ...(made.demo === true && { demo: true }),
  }
  const result = await commit([{ kind: 'insert', collection: 'keys', document }], audit(document))
  if (!result.committed) throw new Error('a random key was given out twice')
  return { key, document }
}

/** The key's document, when there is such a key, and neither has it run out, nor is it or whoever made it disabled. */
export async function findKey(
  { store, clock, lastUses }: Pick<PeopleContext, 'store' | 'clock' | 'lastUses'>,
  key: string,
): Promise<KeyDocument | undefined> {
  if (!isSecret(key)) return undefined
  const hash = secretHash(key)
  const [found] = await store.find('keys', {
    where: [{ field: 'hash', operator: 'equal', value: hash }],
    limit: 1,
  })
  // What it was found by is kept beside the document: whoever writes past the server may have changed it there.
  if (found?.hash !== hash || found.disabled) return undefined
  if (hasRunOut(found, clock.now())) return undefined
  const maker = found.user === null ? undefined : await store.get('users', found.user)
  if (maker?.disabled === true) return undefined
  lastUses.touch(found.id)
  return found
}

/** Whether a key opens nothing any more for its age, at a moment. Pure. */
export function hasRunOut({ expiresAt }: Pick<KeyDocument, 'expiresAt'>, at: string): boolean {
  return typeof expiresAt === 'string' && Date.parse(expiresAt) <= Date.parse(at)
}

/** Disables a key for good; undefined when there is no such key or it is disabled already. */
export async function disableKey(
  { store, commit }: Pick<PeopleContext, 'store' | 'commit'>,
  id: string,
  audit: (key: KeyDocument) => Audited,
): Promise<KeyDocument | undefined> {
  for (;;) {
    const found = await store.get('keys', id)
    if (!found || found.disabled) return undefined
    const document = { ...found, disabled: true, revision: found.revision + 1 }
    const result = await commit(
      [{ kind: 'replace', collection: 'keys', document, expectedRevision: found.revision }],
      audit(found),
    )
    if (result.committed) return document
  }
}

/** Changes a key as it is now; one that is disabled is left. */
export async function changeKey(
  { store, commit }: Pick<PeopleContext, 'store' | 'commit'>,
  id: string,
  change: (key: KeyDocument) => Partial<Pick<KeyDocument, 'grants' | 'user'>>,
  audit: (before: KeyDocument, after: KeyDocument) => Audited,
): Promise<void> {
  for (;;) {
    const found = await store.get('keys', id)
    if (!found || found.disabled) return
    const document = { ...found, ...change(found), revision: found.revision + 1 }
    const result = await commit(
      [{ kind: 'replace', collection: 'keys', document, expectedRevision: found.revision }],
      audit(found, document),
    )
    if (result.committed) return
  }
}
