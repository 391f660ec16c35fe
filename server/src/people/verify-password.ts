import { systemActor } from '../audit/audit-entry.ts'
import { changeUser, findUser, maxPasswordLength } from './accounts.ts'
import { hashPassword, isOutdated, matchesPassword, standardScrypt } from './password-hash.ts'
import type { PasswordHash } from '../documents/people-documents.ts'
import type { PeopleContext } from './people-context.ts'
import { type CountedTry, countTry, rememberPlace, type SignInOrigin } from './sign-in-places.ts'
import { triedName } from './tried-name.ts'
import type { UserDocument } from '../documents/people-documents.ts'

/**
 * `wrong` is all a stranger learns: no such account, a disabled one and a wrong password look alike and take alike
 * long.
 */
export type SignInResult =
  | { readonly ok: true; readonly user: UserDocument; readonly device: string }
  | {
      readonly ok: false
      readonly reason: 'wrong'
      /** For the log, and for nobody who asks. */
      readonly failed: FailedTry
    }
  | { readonly ok: false; readonly reason: 'slow'; readonly retryAfterSeconds: number }

/** A password that was wrong, or tried on an account that is shut or on none. */
export interface FailedTry {
  readonly account?: UserDocument
  readonly counted: CountedTry
}

/**
 * Checks a password tried from somewhere. Who tries too often waits, twice as long each time up to a quarter of an
 * hour; see {@link countTry} for who is meant.
 */
export async function verifyPassword(
  context: PeopleContext,
  username: string,
  password: string,
  origin: SignInOrigin,
): Promise<SignInResult> {
  const user = await findUser(context, username)
  const account = { name: triedName(context, username), epoch: user?.sessionEpoch ?? 0 }
  const counted = await countTry(context, account, origin)
  if (counted.wait > 0) return { ok: false, reason: 'slow', retryAfterSeconds: counted.wait }

  const wrong = {
    ok: false,
    reason: 'wrong',
    failed: { counted, ...(user && { account: user }) },
  } as const
  // Nobody's, and too long to be worked on.
  if (password.length > maxPasswordLength * 2) return wrong
  // Whoever signs in by the site's provider has no password here.
  if (!user?.password) {
    await matchesPassword(password, await decoy(context))
    return wrong
  }
  const matches = await matchesPassword(password, user.password)
  if (!matches || user.disabled) return wrong

  const current = await rehash(context, { ...user, password: user.password }, password)
  // Unless the account was shut or its password changed while we looked at it.
  if (current.disabled || current.passwordChangedAt !== user.passwordChangedAt) return wrong
  return { ok: true, user: current, device: await rememberPlace(context, counted, origin) }
}

/** The account as it is now, its password hashed with the work that is asked for now. */
async function rehash(
  context: PeopleContext,
  user: UserDocument & { readonly password: PasswordHash },
  password: string,
): Promise<UserDocument> {
  const wanted = context.scrypt ?? standardScrypt
  if (!isOutdated(user.password, wanted)) return (await findUser(context, user.id)) ?? user
  const rehashed = await hashPassword(password, wanted)
  return await changeUser(context, user.id, {
    change: (current) =>
      current.password?.hash === user.password.hash ? { password: rehashed } : undefined,
    audit: { action: 'user.rehash', actor: systemActor, target: user.id },
  })
}

const decoys = new WeakMap<object, Promise<PasswordHash>>()

/** A hash to spend the same time on when there is no account. */
function decoy({ scrypt = standardScrypt }: PeopleContext): Promise<PasswordHash> {
  let made = decoys.get(scrypt)
  if (!made) {
    made = hashPassword('nobody has this password', scrypt)
    decoys.set(scrypt, made)
  }
  return made
}
