import { ServerError } from '../../errors/server-error.ts'
import { changeUser, newPassword } from '../../people/accounts.ts'
import { createSession } from '../../people/sessions.ts'
import { rememberPlace, type SignInOrigin } from '../../people/sign-in-places.ts'
import { triedName } from '../../people/tried-name.ts'
import { translated } from './account-errors.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { peopleAudit } from './people-scope.ts'
import { type SignedIn, signedInAs } from './sign-in.ts'
import { verifyOwnPassword } from './verify-own-password.ts'

/**
 * Changes one's own password. Every session ends; the browser that asked for it gets a new one.
 * @throws ServerError PASSWORD_WRONG, ACCOUNT_INVALID, TOO_MANY_REQUESTS, PASSWORD_OF_PERSON, PASSWORD_ELSEWHERE,
 * SIGN_IN_NEEDED
 */
export async function changeOwnPassword(
  context: OperationContext,
  caller: Caller,
  passwords: { readonly old: string; readonly new: string },
  origin: SignInOrigin,
): Promise<SignedIn> {
  if (caller.kind !== 'user') throw new ServerError('PASSWORD_OF_PERSON')
  if (caller.provider === true) throw new ServerError('PASSWORD_ELSEWHERE')
  const typed = { password: passwords.old, wrong: 'PASSWORD_WRONG' } as const
  const verified = await verifyOwnPassword(context, caller, typed, origin)
  if (passwords.new.normalize('NFKC') === passwords.old.normalize('NFKC')) {
    throw new ServerError('ACCOUNT_INVALID', {
      detail: { zh: '新密码不能与原密码相同', en: 'the new password must differ from the old one' },
    })
  }
  return await translated(caller.id, async () => {
    const change = await newPassword(context, passwords.new, { mustChange: false })
    const { sessionEpoch } = verified
    const user = await changeUser(context, caller.id, {
      change: (now) => {
        // Somebody has signed the account out meanwhile, or given it another password.
        if (now.sessionEpoch !== sessionEpoch) throw new ServerError('SIGN_IN_NEEDED')
        return change(now)
      },
      audit: ({ grants }) =>
        peopleAudit(caller, 'password.change', { target: caller.id, grants, detail: {} }),
    })
    await context.firstPasswords.forget(user.id)
    const { token } = await createSession(context, user, {
      from: origin,
      audit: {
        action: 'sign-in',
        actor: recordedActor(caller),
        target: caller.id,
        detail: { after: 'password.change' },
      },
    })
    const account = { name: triedName(context, user.id), epoch: user.sessionEpoch ?? 0 }
    const device = await rememberPlace(context, { account, ids: [] }, origin)
    return signedInAs(context, user, { token, device })
  })
}
