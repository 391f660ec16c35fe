import { ServerError } from '../../errors/server-error.ts'
import type { SignInOrigin } from '../../people/sign-in-places.ts'
import { verifyPassword } from '../../people/verify-password.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { keepFailedTry } from './keep-failed-try.ts'
import { tooManyTries } from './sign-in.ts'

/**
 * Asks whoever is signed in for their password once more: whoever came upon an open browser does not know it.
 * @returns their account as it is now
 * @throws ServerError TOO_MANY_REQUESTS, or `wrong`
 */
export async function verifyOwnPassword(
  context: OperationContext,
  caller: Caller,
  typed: { readonly password: string; readonly wrong: 'PASSWORD_WRONG' | 'PASSWORD_INCORRECT' },
  origin: SignInOrigin,
) {
  const verified = await verifyPassword(context, caller.id, typed.password, origin)
  if (verified.ok) return verified.user
  if (verified.reason === 'slow') throw tooManyTries(verified.retryAfterSeconds)
  const by = recordedActor(caller)
  await keepFailedTry(context, verified.failed, { action: 'password', by, origin })
  throw new ServerError(typed.wrong)
}
