import { ServerError } from '../../errors/server-error.ts'
import { createSession, endSession, secondStepSeconds, sessionIdOf } from '../../people/sessions.ts'
import type { SignInOrigin } from '../../people/sign-in-places.ts'
import { type PasswordChangeReason, passwordChangeReason } from '../../people/password-age.ts'
import { publicUser, type PublicUser } from '../../people/user.ts'
import type { UserDocument } from '../../documents/people-documents.ts'
import { verifyPassword } from '../../people/verify-password.ts'
import type { Caller } from '../context/caller.ts'
import { callerOfUser, lacksSecondFactor } from './identify-caller.ts'
import { keepFailedTry } from './keep-failed-try.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { peopleAudit } from './people-scope.ts'

/** Somebody who signed in, the token of the session, and the one their browser is known by. */
export interface SignedIn {
  readonly user: PublicUser
  readonly passwordChange?: PasswordChangeReason
  readonly demo: boolean
  /** Set while the site asks for a second factor that the person has not set up. */
  readonly secondFactorMissing: boolean
  readonly token: string
  /** How long the session lasts. */
  readonly seconds: number
  /** Absent where no password was shown: the site's provider looks after who tries there. */
  readonly device?: string
}

/** Somebody whose password was right, and who has a second factor to show yet. */
export interface HalfSignedIn {
  readonly codeNeeded: true
  readonly token: string
  /** How long they may take. */
  readonly seconds: number
  readonly device: string
}

/**
 * Signs a person in; with a second factor, halfway. A wrong name and a wrong password look the same.
 * @throws ServerError SIGN_IN_FAILED, TOO_MANY_REQUESTS
 */
export async function signIn(
  context: OperationContext,
  request: { username: string; password: string },
  origin: SignInOrigin,
): Promise<SignedIn | HalfSignedIn> {
  const result = await verifyPassword(context, request.username, request.password, origin)
  if (!result.ok) {
    if (result.reason === 'slow') throw tooManyTries(result.retryAfterSeconds)
    await keepFailedTry(context, result.failed, { action: 'sign-in', by: nobody, origin })
    throw new ServerError('SIGN_IN_FAILED')
  }
  const { secondFactor } = result.user
  if (secondFactor !== undefined && secondFactor !== null) {
    const { token } = await createSession(context, result.user, {
      from: origin,
      awaits: 'secondFactor',
      audit: peopleAudit(callerOfUser(context, result.user), 'sign-in.password', {
        target: result.user.id,
        grants: result.user.grants,
        detail: { address: origin.address },
      }),
    })
    return { codeNeeded: true, token, device: result.device, seconds: secondStepSeconds }
  }
  const { token } = await createSession(context, result.user, {
    from: origin,
    audit: peopleAudit(callerOfUser(context, result.user), 'sign-in', {
      target: result.user.id,
      grants: result.user.grants,
      detail: { address: origin.address },
    }),
  })
  return signedInAs(context, result.user, { token, device: result.device })
}

/** What is told of somebody who signed in. Pure. */
export function signedInAs(
  context: Pick<OperationContext, 'clock' | 'signInSettings'>,
  user: UserDocument,
  given: { readonly token: string; readonly device?: string },
): SignedIn {
  const { demo = false } = user
  const passwordChange = passwordChangeReason(context, user)
  return {
    user: publicUser(user),
    ...(passwordChange !== undefined && { passwordChange }),
    demo,
    secondFactorMissing: lacksSecondFactor(context, user),
    seconds: context.signInSettings.wholeSeconds,
    ...given,
  }
}

/** Who tries to sign in is not known, whatever name was typed. */
export const nobody = { kind: 'system', id: 'sign-in', title: '登录 sign-in' } as const

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
  const done = { target: caller.id, grants: caller.grants, detail: {} }
  await endSession(context, sessionIdOf(token), peopleAudit(caller, 'sign-out', done))
}
