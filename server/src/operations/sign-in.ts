import { ServerError } from '../errors/server-error.ts'
import { createSession, endSession, sessionSeconds } from '../people/sessions.ts'
import type { SignInOrigin } from '../people/sign-in-places.ts'
import { publicUser, type PublicUser } from '../people/user.ts'
import { verifyPassword } from '../people/verify-password.ts'
import { type Caller, recordedActor } from './caller.ts'
import { callerOfUser } from './identify-caller.ts'
import type { OperationContext } from './operation-context.ts'

/** Somebody who signed in, the token of the session, and the one their browser is known by. */
export interface SignedIn {
  readonly user: PublicUser
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
    throw new ServerError('SIGN_IN_FAILED')
  }
  const { token } = await createSession(context, result.user, {
    audit: {
      action: 'sign-in',
      actor: recordedActor(callerOfUser(result.user)),
      target: result.user.id,
    },
  })
  const { user, device } = result
  return { user: publicUser(user), token, seconds: sessionSeconds, device }
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
