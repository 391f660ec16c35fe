import { findKey } from '../../people/api-keys.ts'
import { findSession } from '../../people/sessions.ts'
import { needsSecondFactor } from '../../people/second-factor-rule.ts'
import { grantsOf } from '../../people/user.ts'
import { passwordChangeReason } from '../../people/password-age.ts'
import type { UserDocument } from '../../documents/people-documents.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** The machine a key belongs to, or undefined for a key that is not valid. */
export async function callerOfKey(
  context: OperationContext,
  key: string,
): Promise<Caller | undefined> {
  const found = await findKey(context, key)
  return (
    found && {
      kind: 'key',
      id: found.id,
      title: found.title,
      grants: found.grants,
      owner: found.user,
      ...(found.demo === true && { demo: true }),
    }
  )
}

/**
 * The person a session belongs to, or undefined for one that has ended.
 * @param asked.byPerson false where a page asks by itself
 */
export async function callerOfSession(
  context: OperationContext,
  token: string,
  asked: { readonly byPerson: boolean },
): Promise<Caller | undefined> {
  const user = await findSession(context, token, asked)
  return user && callerOfUser(context, user)
}

/** Whether the site asks for a second factor that somebody has not set up. Pure. */
export function lacksSecondFactor(
  { signInSettings }: Pick<OperationContext, 'signInSettings'>,
  user: UserDocument,
): boolean {
  const { secondFactor, password } = user
  // Whoever signs in by the site's provider shows there whatever the site asks for.
  const has = password === null || (secondFactor !== undefined && secondFactor !== null)
  return !has && needsSecondFactor(signInSettings.secondFactor, grantsOf(user))
}

/** A person as a caller. Pure. */
export function callerOfUser(
  context: Pick<OperationContext, 'clock' | 'signInSettings'>,
  user: UserDocument,
): Caller {
  const { id, title, demo, password } = user
  const passwordChange = passwordChangeReason(context, user)
  return {
    kind: 'user',
    id,
    title,
    grants: grantsOf(user),
    ...(password === null && { provider: true }),
    ...(passwordChange !== undefined && { passwordChange }),
    ...(lacksSecondFactor(context, user) && { secondFactorMissing: true }),
    ...(demo === true && { demo }),
  }
}
