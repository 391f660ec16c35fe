import type { AuditedAction } from '../audit/commit.ts'
import { ServerError } from '../errors/server-error.ts'
import { createSession, endSession, sessionSeconds } from '../people/sessions.ts'
import type { SignInOrigin } from '../people/sign-in-places.ts'
import { publicUser, type PublicUser, type UserDocument } from '../people/user.ts'
import { verifyPassword } from '../people/verify-password.ts'
import { type Caller, recordedActor } from './caller.ts'
import { callerOfUser } from './identify-caller.ts'
import type { OperationContext } from './operation-context.ts'

/** Somebody who signed in, the token of the session, and the one their browser is known by. */
export interface SignedIn {
  readonly user: PublicUser
  readonly mustChangePassword: boolean
  readonly demo: boolean
  readonly token: string
  /** How long the session lasts. */
  readonly seconds: number
  readonly device: string
}

/**
 * Signs a person in. A wrong name and a wrong password look the same.
 * @throws ServerError SIGN_IN_FAILED, TOO_MANY_REQUESTS
 */
export async function signIn(
  context: OperationContext,
  request: { username: string; password: string },
  origin: SignInOrigin,
): Promise<SignedIn> {
  const result = await verifyPassword(context, request.username, request.password, origin)
  if (!result.ok) {
    if (result.reason === 'slow') throw tooManyTries(result.retryAfterSeconds)
    await context.commit([], failedSignIn(result, origin))
    throw new ServerError('SIGN_IN_FAILED')
  }
  const { token } = await createSession(context, result.user, {
    audit: {
      action: 'sign-in',
      actor: recordedActor(callerOfUser(result.user)),
      target: result.user.id,
    },
  })
  return signedInAs(result.user, token, result.device)
}

/** What is told of somebody who signed in. Pure. */
export function signedInAs(user: UserDocument, token: string, device: string): SignedIn {
  const { mustChangePassword = false, demo = false } = user
  const told = { user: publicUser(user), mustChangePassword, demo }
  return { ...told, token, seconds: sessionSeconds, device }
}

/** What the log keeps of a password that was wrong: for each county of the account, where there is one. Pure. */
function failedSignIn(
  { account, slowed }: { account?: UserDocument | undefined; slowed: boolean },
  { address }: SignInOrigin,
): readonly AuditedAction[] {
  const nobody = { kind: 'system', id: 'sign-in', title: '登录 sign-in' } as const
  const entry = {
    action: 'sign-in.fail',
    actor: nobody,
    // A name that is no account's is not kept: somebody may have typed a password there.
    target: account?.id ?? 'unknown',
    detail: { address, ...(slowed && { slowed }) },
  }
  const counties = new Set(account?.grants.map(({ county }) => (county === '*' ? '' : county)))
  return counties.size === 0 ? [entry] : [...counties].map((county) => ({ ...entry, county }))
}

/** The error for who has to wait before a password of theirs is looked at. Pure. */
export function tooManyTries(retryAfter: number): ServerError {
  const seconds = Math.max(1, retryAfter)
  return new ServerError('TOO_MANY_REQUESTS', { seconds }, { retryAfter: seconds })
}

/** Ends a session; without one there is nothing to do. */
export async function signOut(
  context: OperationContext,
  caller: Caller,
  token: string | undefined,
): Promise<void> {
  if (token === undefined) return
  await endSession(context, token, {
    action: 'sign-out',
    actor: recordedActor(caller),
    target: caller.id,
  })
}
