import { ServerError } from '../errors/server-error.ts'
import { createSession, endSession, sessionSeconds } from '../people/sessions.ts'
import { publicUser, type PublicUser } from '../people/user.ts'
import { verifyPassword } from '../people/verify-password.ts'
import { type Caller, recordedActor } from './caller.ts'
import { callerOfUser } from './identify-caller.ts'
import type { OperationContext } from './operation-context.ts'

/**
 * Signs a person in. A wrong name and a wrong password look the same.
 * @throws ServerError SIGN_IN_FAILED, TOO_MANY_REQUESTS
 */
export async function signIn(
  context: OperationContext,
  request: { username: string; password: string },
): Promise<{ user: PublicUser; token: string; seconds: number }> {
  const result = await verifyPassword(context, request.username, request.password)
  if (!result.ok) {
    if (result.reason === 'slow') {
      throw new ServerError('TOO_MANY_REQUESTS', { seconds: result.retryAfterSeconds })
    }
    throw new ServerError('SIGN_IN_FAILED')
  }
  const { token } = await createSession(context, result.user, {
    audit: {
      action: 'sign-in',
      actor: recordedActor(callerOfUser(result.user)),
      target: result.user.id,
    },
  })
  return { user: publicUser(result.user), token, seconds: sessionSeconds }
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
