import type { Audited } from '../audit/commit.ts'
import { notedSeconds } from './last-uses.ts'
import { later } from './later.ts'
import type { PeopleContext } from './people-context.ts'
import { isSecret, newSecret, secretHash } from './secret.ts'
import type { SignInOrigin } from './sign-in-places.ts'
import type { SessionDocument, UserDocument } from '../documents/people-documents.ts'

type SessionContext = Pick<PeopleContext, 'store' | 'clock' | 'lastUses' | 'signInSettings'>

/** A browser names itself in so many characters at most. */
const maxAgentLength = 300

/** Seconds between the password and the second step, at most. */
export const secondStepSeconds = 5 * 60

/** So many sessions of one person are shown: the newest. */
export const maxShownSessions = 50

/** Begins a session. The token is told once, here; the store keeps its hash. */
export async function createSession(
  { commit, clock, signInSettings }: PeopleContext,
  user: Pick<UserDocument, 'id' | 'sessionEpoch'>,
  begun: {
    from: Pick<SignInOrigin, 'address' | 'agent'>
    audit: Audited
    /** What it takes before the session opens anything. */
    awaits?: 'secondFactor'
  },
): Promise<{ token: string; session: SessionDocument }> {
  const token = newSecret()
  const now = clock.now()
  const { address, agent } = begun.from
  const { awaits } = begun
  const session: SessionDocument = {
    id: secretHash(token),
    revision: 1,
    user: user.id,
    epoch: user.sessionEpoch ?? 0,
    createdAt: now,
    expiresAt: later(now, awaits === undefined ? signInSettings.wholeSeconds : secondStepSeconds),
    address,
    ...(agent !== undefined && { agent: agent.toWellFormed().slice(0, maxAgentLength) }),
    ...(awaits !== undefined && { awaits }),
  }
  const result = await commit(
    [{ kind: 'insert', collection: 'sessions', document: session }],
    begun.audit,
  )
  if (!result.committed) throw new Error('a random token was given out twice')
  return { token, session }
}

/**
 * Whose session it is, when it stands: neither run out nor too long without use, and its account neither disabled nor
 * signed out since.
 * @param asked.byPerson false where a page asks by itself, which keeps no session alive
 */
export async function findSession(
  context: SessionContext,
  token: string,
  asked: { readonly byPerson: boolean } = { byPerson: true },
): Promise<UserDocument | undefined> {
  if (!isSecret(token)) return undefined
  const { lastUses } = context
  const session = await context.store.get('sessions', secretHash(token))
  if (!session || session.awaits !== undefined) return undefined
  if (!(await isAlive(context, session))) return undefined
  const user = await accountOf(context, session)
  if (user !== undefined && asked.byPerson) await lastUses.note(session.id, session.expiresAt)
  return user
}

/** Who has shown their password within the last minutes, and has the second step before them. */
export async function findHalfSession(
  context: SessionContext,
  token: string | undefined,
): Promise<UserDocument | undefined> {
  if (token === undefined || !isSecret(token)) return undefined
  const session = await context.store.get('sessions', secretHash(token))
  if (session?.awaits === undefined || !isWithin(context, session, session.createdAt))
    return undefined
  return await accountOf(context, session)
}

/** The sessions of a person that stand, the newest first, each with when it was last used. */
export async function sessionsOf(
  context: SessionContext,
  user: Pick<UserDocument, 'id' | 'sessionEpoch' | 'disabled'>,
): Promise<readonly { readonly session: SessionDocument; readonly usedAt: string }[]> {
  if (user.disabled) return []
  const found = await context.store.find('sessions', {
    where: [
      { field: 'user', operator: 'equal', value: user.id },
      { field: 'epoch', operator: 'equal', value: user.sessionEpoch ?? 0 },
    ],
    sort: { field: 'createdAt', direction: 'descending' },
    limit: maxShownSessions,
  })
  const shown = []
  for (const session of found) {
    if (session.awaits !== undefined) continue
    const usedAt = await lastUseOf(context, session)
    if (isWithin(context, session, usedAt)) shown.push({ session, usedAt })
  }
  return shown
}

/** Ends a session by its id; one that is not there has ended. */
export async function endSession(
  { commit }: Pick<PeopleContext, 'commit'>,
  id: string,
  audit: Audited,
): Promise<void> {
  await commit([removal(id)], audit)
}

/** The id of the session a token opens. Pure. */
export function sessionIdOf(token: string): string {
  return secretHash(token)
}

/** The account of a session; undefined where it is disabled, or was signed out everywhere since. */
async function accountOf({ store }: SessionContext, session: SessionDocument) {
  const user = await store.get('users', session.user)
  const stands = user?.disabled === false && (user.sessionEpoch ?? 0) === (session.epoch ?? 0)
  return stands ? user : undefined
}

async function isAlive(context: SessionContext, session: SessionDocument): Promise<boolean> {
  return isWithin(context, session, await lastUseOf(context, session))
}

async function lastUseOf({ lastUses }: SessionContext, { id, createdAt }: SessionDocument) {
  return (await lastUses.read(id)) ?? createdAt
}

/** Whether a session is within both of its limits; as uses are noted to the minute, it may last a minute longer. Pure. */
function isWithin(
  { clock, signInSettings }: SessionContext,
  { createdAt, expiresAt }: SessionDocument,
  usedAt: string,
): boolean {
  const now = Date.parse(clock.now())
  const { idleSeconds, wholeSeconds } = signInSettings
  // A limit that was lowered since holds for sessions that are under way, too.
  if (now >= Math.min(Date.parse(expiresAt), Date.parse(createdAt) + wholeSeconds * 1000))
    return false
  return idleSeconds === null || now < Date.parse(usedAt) + (idleSeconds + notedSeconds) * 1000
}

function removal(id: string) {
  return { kind: 'remove', collection: 'sessions', id, expectedRevision: 1 } as const
}
