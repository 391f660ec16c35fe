import type { StoredDocument } from '../ports/store.ts'
import { later } from './later.ts'
import type { PeopleContext } from './people-context.ts'
import { isSecret, newSecret, secretHash } from './secret.ts'
import type { UserDocument } from './user.ts'

/** A signed-in browser; `id` is the hash of its token. */
export interface SessionDocument extends StoredDocument {
  readonly user: string
  readonly createdAt: string
  readonly expiresAt: string
}

/** How long a session lasts: a working day. */
export const sessionSeconds = 12 * 60 * 60

/** Begins a session. The token is told once, here; the store keeps its hash. */
export async function createSession(
  { store, clock }: PeopleContext,
  user: string,
  seconds: number = sessionSeconds,
): Promise<{ token: string; session: SessionDocument }> {
  const token = newSecret()
  const now = clock.now()
  const session: SessionDocument = {
    id: secretHash(token),
    revision: 1,
    user,
    createdAt: now,
    expiresAt: later(now, seconds),
  }
  const result = await store.commit([{ kind: 'insert', collection: 'sessions', document: session }])
  if (!result.committed) throw new Error('a random token was given out twice')
  return { token, session }
}

/** Whose session it is, when it has not run out and the account is not disabled. */
export async function findSession(
  { store, clock }: PeopleContext,
  token: string,
): Promise<UserDocument | undefined> {
  if (!isSecret(token)) return undefined
  const session = await store.get<SessionDocument>('sessions', secretHash(token))
  if (!session || Date.parse(session.expiresAt) <= Date.parse(clock.now())) return undefined
  const user = await store.get<UserDocument>('users', session.user)
  return user?.disabled === false ? user : undefined
}

/** Ends a session; one that is not there has ended. */
export async function endSession({ store }: PeopleContext, token: string): Promise<void> {
  await remove({ store }, secretHash(token))
}

/** Signs a user out everywhere. */
export async function endSessionsOf(
  { store }: Pick<PeopleContext, 'store'>,
  user: string,
): Promise<void> {
  for (;;) {
    const found = await store.find<SessionDocument>('sessions', {
      where: [{ field: 'user', operator: 'equal', value: user }],
      limit: 100,
    })
    if (found.length === 0) return
    await Promise.all(found.map(({ id }) => remove({ store }, id)))
  }
}

/** Forgets sessions that have run out. */
export async function removeExpiredSessions({ store, clock }: PeopleContext): Promise<number> {
  const found = await store.find<SessionDocument>('sessions', {
    where: [{ field: 'expiresAt', operator: 'lessThanInclusive', value: clock.now() }],
    limit: 1000,
  })
  await Promise.all(found.map(({ id }) => remove({ store }, id)))
  return found.length
}

async function remove({ store }: Pick<PeopleContext, 'store'>, id: string): Promise<void> {
  await store.commit([{ kind: 'remove', collection: 'sessions', id, expectedRevision: 1 }])
}
