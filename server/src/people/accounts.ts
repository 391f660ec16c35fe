import { AccountError } from './account-error.ts'
import { hashPassword } from './password-hash.ts'
import type { PeopleContext } from './people-context.ts'
import type { Grant } from './permissions.ts'
import { endSessionsOf } from './sessions.ts'
import type { UserDocument } from './user.ts'

/** Characters, as people count them. */
export const shortestPassword = 10
/** Far more than anyone types, far less than a flood. */
export const longestPassword = 256

export interface NewUser {
  readonly username: string
  /** How the person is called on screen. */
  readonly title: string
  readonly password: string
  readonly grants: readonly Grant[]
}

/**
 * Makes a local account.
 * @throws {AccountError} USERNAME_INVALID, USERNAME_TAKEN, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG
 */
export async function createUser(context: PeopleContext, user: NewUser): Promise<UserDocument> {
  const id = usernameOf(user.username)
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u.test(id)) {
    throw new AccountError(
      'USERNAME_INVALID',
      'a username is 1 to 64 letters, digits and ._@- and begins with a letter or digit',
    )
  }
  checkPassword(user.password)
  const now = context.clock.now()
  const document: UserDocument = {
    id,
    revision: 1,
    title: user.title,
    grants: user.grants,
    password: await hashPassword(user.password, context.scrypt),
    disabled: false,
    attempts: 0,
    waitUntil: null,
    createdAt: now,
    passwordChangedAt: now,
  }
  const result = await context.store.commit([{ kind: 'insert', collection: 'users', document }])
  if (!result.committed) throw new AccountError('USERNAME_TAKEN', `the username ${id} is taken`)
  return document
}

/** The account, or undefined. */
export function findUser(
  { store }: PeopleContext,
  username: string,
): Promise<UserDocument | undefined> {
  return store.get<UserDocument>('users', usernameOf(username))
}

/**
 * Gives an account a new password and signs it out everywhere. The caller has
 * made sure that this is the person's own wish, or an administrator's.
 * @throws {AccountError} USER_UNKNOWN, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG
 */
export async function changePassword(
  context: PeopleContext,
  username: string,
  password: string,
): Promise<void> {
  checkPassword(password)
  const hash = await hashPassword(password, context.scrypt)
  const user = await changeUser(context, username, () => ({
    password: hash,
    passwordChangedAt: context.clock.now(),
    attempts: 0,
    waitUntil: null,
  }))
  await endSessionsOf(context, user.id)
}

/** Shuts an account out, at once and everywhere, or lets it in again. @throws {AccountError} USER_UNKNOWN */
export async function setDisabled(
  context: PeopleContext,
  username: string,
  disabled: boolean,
): Promise<void> {
  const user = await changeUser(context, username, () => ({ disabled }))
  if (disabled) await endSessionsOf(context, user.id)
}

/**
 * Changes an account as it is now, however often somebody else changes it in
 * between; `change` may be asked again and returns undefined to leave it.
 * @throws {AccountError} USER_UNKNOWN
 */
export async function changeUser(
  { store }: PeopleContext,
  username: string,
  change: (user: UserDocument) => Partial<UserDocument> | undefined,
): Promise<UserDocument> {
  const id = usernameOf(username)
  for (;;) {
    const user = await store.get<UserDocument>('users', id)
    if (!user) throw new AccountError('USER_UNKNOWN', `there is no user ${id}`)
    const changed = change(user)
    if (!changed) return user
    const document = { ...user, ...changed, id, revision: user.revision + 1 }
    const result = await store.commit([
      { kind: 'replace', collection: 'users', document, expectedRevision: user.revision },
    ])
    if (result.committed) return document
  }
}

/** One person, one account, however they type it. */
function usernameOf(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

function checkPassword(password: string): void {
  const length = Array.from(password).length
  if (length < shortestPassword) {
    throw new AccountError(
      'PASSWORD_TOO_SHORT',
      `a password has at least ${shortestPassword} characters`,
    )
  }
  if (length > longestPassword) {
    throw new AccountError(
      'PASSWORD_TOO_LONG',
      `a password has at most ${longestPassword} characters`,
    )
  }
}
