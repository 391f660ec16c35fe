import { ServerError } from '../../errors/server-error.ts'
import type { SessionList } from '../../contracts/sessions.ts'
import type { SessionDocument, UserDocument } from '../../documents/people-documents.ts'
import { changeUser, findUser, nextEpoch } from '../../people/accounts.ts'
import { endSession, sessionsOf } from '../../people/sessions.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { translated } from './account-errors.ts'
import { ownedUser } from './manage-accounts.ts'
import { assertLooksAfter, peopleAudit } from './people-scope.ts'

/**
 * Where the caller is signed in; a key is nowhere.
 * @param own the id of the session that asks
 */
export async function listOwnSessions(
  context: OperationContext,
  caller: Caller,
  own: string | undefined,
): Promise<SessionList> {
  const person = personIn(caller)
  const user = person === undefined ? undefined : await findUser(context, person)
  return await presentSessions(context, user, own)
}

/** Ends one of the caller's own sessions. @throws ServerError SESSION_UNKNOWN */
export async function endOwnSession(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<void> {
  const session = await context.store.get('sessions', id)
  if (session === undefined || session.user !== personIn(caller))
    throw new ServerError('SESSION_UNKNOWN')
  await endSession(
    context,
    id,
    peopleAudit(caller, 'session.end', {
      target: caller.id,
      grants: caller.grants,
      detail: whereFrom(session),
    }),
  )
}

/** Signs the caller out everywhere, here too; a key is signed in nowhere. */
export async function endOwnSessions(context: OperationContext, caller: Caller): Promise<void> {
  const person = personIn(caller)
  if (person !== undefined) await signOutEverywhere(context, caller, person)
}

/**
 * Where somebody is signed in, for who looks after their account.
 * @throws ServerError USER_UNKNOWN, GRANT_TOO_WIDE
 */
export async function listSessions(
  context: OperationContext,
  caller: Caller,
  { username, own }: { readonly username: string; readonly own: string | undefined },
): Promise<SessionList> {
  return await presentSessions(context, await lookedAfter(context, caller, username), own)
}

/** Signs somebody out everywhere. @throws ServerError USER_UNKNOWN, GRANT_TOO_WIDE */
export async function endSessions(
  context: OperationContext,
  caller: Caller,
  username: string,
): Promise<void> {
  const { id } = await lookedAfter(context, caller, username)
  await signOutEverywhere(context, caller, id)
}

async function signOutEverywhere(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<void> {
  await translated(id, () =>
    changeUser(context, id, {
      change: (user) => ({ sessionEpoch: nextEpoch(user) }),
      audit: ({ grants }) =>
        peopleAudit(caller, 'session.end-all', { target: id, grants, detail: {} }),
    }),
  )
}

/** The account of whoever is signed in; none behind a key. Pure. */
function personIn(caller: Caller): string | undefined {
  return caller.kind === 'user' ? caller.id : undefined
}

/** An account that the caller looks after. @throws ServerError USER_UNKNOWN, GRANT_TOO_WIDE */
export async function lookedAfter(
  context: OperationContext,
  caller: Caller,
  username: string,
): Promise<UserDocument> {
  const unknown = new ServerError('USER_UNKNOWN', { username })
  const user = await findUser(context, username)
  if (user === undefined) throw unknown
  assertLooksAfter(caller, 'users.manage', ownedUser(user), unknown)
  return user
}

async function presentSessions(
  context: OperationContext,
  user: UserDocument | undefined,
  own: string | undefined,
): Promise<SessionList> {
  const { idleSeconds, wholeSeconds } = context.signInSettings
  const found = user === undefined ? [] : await sessionsOf(context, user)
  const items = found.map(({ session, usedAt }) => ({
    id: session.id,
    createdAt: session.createdAt,
    usedAt,
    expiresAt: session.expiresAt,
    address: session.address ?? null,
    agent: session.agent ?? null,
    current: session.id === own,
  }))
  return {
    items,
    idleMinutes: idleSeconds === null ? null : idleSeconds / 60,
    hours: wholeSeconds / 3600,
  }
}

function whereFrom({ createdAt, address, agent }: SessionDocument) {
  return {
    createdAt,
    ...(address !== undefined && { address }),
    ...(agent !== undefined && { agent }),
  }
}
