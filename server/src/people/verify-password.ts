import { systemActor } from '../audit/audit-entry.ts'
import { changeUser, findUser, longestPassword } from './accounts.ts'
import { later } from './later.ts'
import { hashPassword, isOutdated, matchesPassword, standardScrypt } from './password-hash.ts'
import type { PasswordHash } from './password-hash.ts'
import type { PeopleContext } from './people-context.ts'
import type { UserDocument } from './user.ts'

/** Tries before an account begins to slow down. */
export const freeAttempts = 10
const longestWaitSeconds = 15 * 60

/**
 * `wrong` is all a stranger learns: no such account, a disabled one and a wrong
 * password look alike and take alike long.
 */
export type SignInResult =
  | { readonly ok: true; readonly user: UserDocument }
  | { readonly ok: false; readonly reason: 'wrong' }
  | { readonly ok: false; readonly reason: 'slow'; readonly retryAfterSeconds: number }

/**
 * Checks a password. After ten tries without success an account answers only
 * after a wait, which doubles with each try up to a quarter of an hour. A try
 * is counted before the password is looked at, so that many at once gain nothing.
 */
export async function verifyPassword(
  context: PeopleContext,
  username: string,
  password: string,
): Promise<SignInResult> {
  const wrong = { ok: false, reason: 'wrong' } as const
  if (password.length > longestPassword * 2) return wrong
  const known = await findUser(context, username)
  if (!known) {
    await matchesPassword(password, await decoy(context))
    return wrong
  }

  const now = context.clock.now()
  let wait = 0
  const user = await changeUser(context, known.id, {
    change: ({ attempts, waitUntil }) => {
      wait = waitUntil === null ? 0 : (Date.parse(waitUntil) - Date.parse(now)) / 1000
      if (wait > 0) return undefined
      return { attempts: attempts + 1, waitUntil: waitAfter(attempts + 1, now) }
    },
    audit: 'mark',
  })
  if (wait > 0) return { ok: false, reason: 'slow', retryAfterSeconds: Math.ceil(wait) }

  const matches = await matchesPassword(password, user.password)
  if (!matches || user.disabled) return wrong

  const wanted = context.scrypt ?? standardScrypt
  const rehashed = isOutdated(user.password, wanted)
    ? await hashPassword(password, wanted)
    : undefined
  const signedIn = await changeUser(context, user.id, {
    change: (current) => ({
      attempts: 0,
      waitUntil: null,
      // Unless the password was changed while we looked at it.
      ...(rehashed && current.password.hash === user.password.hash && { password: rehashed }),
    }),
    audit: (before, after) =>
      before.password === after.password
        ? 'mark'
        : { action: 'user.rehash', actor: systemActor, target: after.id },
  })
  return signedIn.disabled || signedIn.passwordChangedAt !== user.passwordChangedAt
    ? wrong
    : { ok: true, user: signedIn }
}

function waitAfter(attempts: number, now: string): string | null {
  if (attempts < freeAttempts) return null
  return later(now, Math.min(2 ** (attempts - freeAttempts), longestWaitSeconds))
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
