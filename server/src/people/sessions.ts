import type { Audited } from '../audit/commit.ts'
import { later } from './later.ts'
import type { PeopleContext } from './people-context.ts'
import { isSecret, newSecret, secretHash } from './secret.ts'
import type { UserDocument } from '../documents/people-documents.ts'
import type { SessionDocument } from '../documents/people-documents.ts'

/** How long a session lasts: a working day. */
export const sessionSeconds = 12 * 60 * 60

/** Begins a session. The token is told once, here; the store keeps its hash. */
export async function createSession(
  { commit, clock }: PeopleContext,
  user: Pick<UserDocument, 'id' | 'sessionEpoch'>,
  begun: { seconds?: number; audit: Audited },
): Promise<{ token: string; session: SessionDocument }> {
  const token = newSecret()
  const now = clock.now()
  const session: SessionDocument = {
    id: secretHash(token),
    revision: 1,
    user: user.id,
    epoch: user.sessionEpoch ?? 0,
    createdAt: now,
    expiresAt: later(now, begun.seconds ?? sessionSeconds),
  }
  const result = await commit(
    [{ kind: 'insert', collection: 'sessions', document: session }],
    begun.audit,
  )
  if (!result.committed) throw new Error('a random token was given out twice')
  return { token, session }
}

/** Whose session it is, when it has not run out and the account is neither disabled nor signed out since. */
export async function findSession(
  { store, clock }: Pick<PeopleContext, 'store' | 'clock'>,
  token: string,
): Promise<UserDocument | undefined> {
  if (!isSecret(token)) return undefined
  const session = await store.get('sessions', secretHash(token))
  if (!session || Date.parse(session.expiresAt) <= Date.parse(clock.now())) return undefined
  const user = await store.get('users', session.user)
  const stands = user?.disabled === false && (user.sessionEpoch ?? 0) === (session.epoch ?? 0)
  return stands ? user : undefined
}

/** Ends a session; one that is not there has ended. */
export async function endSession(
  { commit }: Pick<PeopleContext, 'commit'>,
  token: string,
  audit: Audited,
): Promise<void> {
  await commit([removal(secretHash(token))], audit)
}

/** Forgets sessions that have run out. */
export async function removeExpiredSessions({
  store,
  commit,
  clock,
}: Pick<PeopleContext, 'store' | 'commit' | 'clock'>): Promise<number> {
  const found = await store.find('sessions', {
    where: [{ field: 'expiresAt', operator: 'lessThanInclusive', value: clock.now() }],
    sort: { field: 'expiresAt', direction: 'ascending' },
    limit: 1000,
  })
  await Promise.all(found.map(({ id }) => commit([removal(id)], 'mark')))
  return found.length
}

function removal(id: string) {
  return { kind: 'remove', collection: 'sessions', id, expectedRevision: 1 } as const
}
