import { ServerError } from '../../errors/server-error.ts'
import { changeUser } from '../../people/accounts.ts'
import { useSecondFactor } from '../../people/second-factor.ts'
import { SecretCipherError } from '../../people/secret-cipher.ts'
import { createSession, findHalfSession } from '../../people/sessions.ts'
import { countTry, rememberPlace, type SignInOrigin } from '../../people/sign-in-places.ts'
import { triedName } from '../../people/tried-name.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { translated } from './account-errors.ts'
import { callerOfUser } from './identify-caller.ts'
import { keepFailedTry } from './keep-failed-try.ts'
import { peopleAudit } from './people-scope.ts'
import { nobody, type SignedIn, signedInAs, tooManyTries } from './sign-in.ts'

/**
 * The second step of signing in: a code of the authenticator, or one of those for when it is lost. Tries are counted and
 * slowed down as those at a password are, by themselves; a code that was used is good for nothing.
 * @throws ServerError SIGN_IN_STEP_GONE, SECOND_FACTOR_WRONG, SECOND_FACTOR_UNREADABLE, TOO_MANY_REQUESTS
 */
export async function passSecondFactor(
  context: OperationContext,
  shown: { readonly token: string | undefined; readonly code: string },
  origin: SignInOrigin,
): Promise<SignedIn> {
  const half = await findHalfSession(context, shown.token)
  if (half === undefined) throw new ServerError('SIGN_IN_STEP_GONE')
  const epoch = half.sessionEpoch ?? 0
  const account = { name: `${triedName(context, half.id)}|code`, epoch }
  const counted = await countTry(context, account, origin)
  if (counted.wait > 0) throw tooManyTries(counted.wait)

  const at = context.clock.now()
  let kind: 'code' | 'recovery' | undefined
  const user = await translated(half.id, () =>
    changeUser(context, half.id, {
      change: (now) => {
        kind = undefined
        // Shut out, or signed out everywhere, since the password was shown.
        if (now.disabled || (now.sessionEpoch ?? 0) !== epoch) return undefined
        const used = opened(() => useSecondFactor(context.secretCipher, now, { ...shown, at }))
        kind = used?.kind
        return used && { secondFactor: used.after }
      },
      audit: (_before, after) =>
        peopleAudit(callerOfUser(context, after), 'second-factor.use', {
          target: after.id,
          grants: after.grants,
          detail: { kind: kind ?? '', recoveryCodes: after.secondFactor?.recovery.length ?? 0 },
        }),
    }),
  )
  if (kind === undefined) {
    const failed = { account: user, counted }
    await keepFailedTry(context, failed, { action: 'second-factor', by: nobody, origin })
    throw new ServerError('SECOND_FACTOR_WRONG')
  }
  const { token } = await createSession(context, user, {
    from: origin,
    audit: peopleAudit(callerOfUser(context, user), 'sign-in', {
      target: user.id,
      grants: user.grants,
      detail: { address: origin.address, secondFactor: kind },
    }),
  })
  const device = await rememberPlace(context, counted, origin)
  return signedInAs(context, user, { token, device })
}

/** Does something with a secret. @throws ServerError SECOND_FACTOR_UNREADABLE where the key of the server does not open it */
export function opened<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof SecretCipherError)) throw error
    throw new ServerError('SECOND_FACTOR_UNREADABLE', {}, { cause: error })
  }
}
