import { AccountError } from './account-error.ts'
import type { Audited } from '../audit/commit.ts'
import { hashPassword } from './password-hash.ts'
import type { PeopleContext } from './people-context.ts'
import type { Grant } from '../contracts/roles.ts'
import type { UserDocument } from '../documents/people-documents.ts'

/** Characters, as people count them. */
export const shortestPassword = 10
/** Far more than anyone types, far less than a flood. */
export const maxPasswordLength = 256

export interface NewUser {
  readonly username: string
  /** How the person is called on screen. */
  readonly title: string
  readonly password: string
  readonly grants: readonly Grant[]
}

/**
 * Makes a local account.
 * @param made.by who makes it; an account without grants belongs to them
 * @param made.mustChangePassword true where somebody else than its holder knows the password
 * @throws {AccountError} USERNAME_INVALID, USERNAME_TAKEN, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG
 */
export async function createUser(
  context: PeopleContext,
  user: NewUser,
  made: {
    by: string | null
    audit: (user: UserDocument) => Audited
    mustChangePassword?: boolean
    demo?: boolean
  },
): Promise<UserDocument> {
  const id = usernameOf(user.username)
  if (!isUsername(id)) {
    throw new AccountError(
      'USERNAME_INVALID',
      'a username is 1 to 64 letters, digits and ._@- and begins with a letter or digit',
    )
  }
  const now = context.clock.now()
  const document: UserDocument = {
    id,
    revision: 1,
    title: user.title,
    grants: user.grants,
    madeBy: made.by,
    password: await checkedHash(context, user.password),
    disabled: false,
    sessionEpoch: 0,
    createdAt: now,
    passwordChangedAt: now,
    mustChangePassword: made.mustChangePassword ?? false,
    ...(made.demo === true && { demo: true }),
  }
  const result = await context.commit(
    [{ kind: 'insert', collection: 'users', document }],
    made.audit(document),
  )
  if (!result.committed) throw new AccountError('USERNAME_TAKEN', `the username ${id} is taken`)
  return document
}

/** The account, or undefined. */
export function findUser(
  { store }: Pick<PeopleContext, 'store'>,
  username: string,
): Promise<UserDocument | undefined> {
  return store.get('users', usernameOf(username))
}

/**
 * What a new password changes of an account; whoever holds it is signed out everywhere by the same write. Slow, on
 * purpose: to be done before the account is looked at.
 * @param chosen.mustChange true where somebody else than its holder chose it
 * @throws {AccountError} PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG
 */
export async function newPassword(
  context: PeopleContext,
  password: string,
  chosen: { mustChange: boolean },
): Promise<(user: UserDocument) => Partial<UserDocument>> {
  const hash = await checkedHash(context, password)
  return (user) => ({
    password: hash,
    passwordChangedAt: context.clock.now(),
    mustChangePassword: chosen.mustChange,
    sessionEpoch: nextEpoch(user),
  })
}

/** What shutting an account out changes of it, at once and everywhere, or letting it in again. Pure. */
export function newAccess(user: UserDocument, disabled: boolean): Partial<UserDocument> {
  return { disabled, ...(disabled && { sessionEpoch: nextEpoch(user) }) }
}

/**
 * Changes an account as it is now, however often somebody else changes it in between; `change` may be asked again and
 * returns undefined to leave it. The change and its audit entry are one write.
 * @throws {AccountError} USER_UNKNOWN
 */
export async function changeUser(
  { store, commit }: Pick<PeopleContext, 'store' | 'commit'>,
  username: string,
  changed: {
    change: (user: UserDocument) => Partial<UserDocument> | undefined
    audit: Audited | ((before: UserDocument, after: UserDocument) => Audited)
  },
): Promise<UserDocument> {
  const id = usernameOf(username)
  for (;;) {
    const user = await store.get('users', id)
    if (!user) throw new AccountError('USER_UNKNOWN', `there is no user ${id}`)
    const change = changed.change(user)
    if (!change) return user
    const document = { ...user, ...change, id, revision: user.revision + 1 }
    const result = await commit(
      [{ kind: 'replace', collection: 'users', document, expectedRevision: user.revision }],
      typeof changed.audit === 'function' ? changed.audit(user, document) : changed.audit,
    )
    if (result.committed) return document
  }
}

/** Whether an account may be called that. Pure. */
export function isUsername(id: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u.test(id)
}

/** One person, one account, however they type it. Pure. */
export function usernameOf(typed: string): string {
  return typed.toWellFormed().normalize('NFKC').trim().toLowerCase()
}

/** The count of an account that is signed out everywhere. Pure. */
export function nextEpoch({ sessionEpoch }: UserDocument): number {
  return (sessionEpoch ?? 0) + 1
}

async function checkedHash(context: PeopleContext, password: string) {
  assertPasswordLength(password)
  return await hashPassword(password, context.scrypt)
}

/** @throws {AccountError} PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG */
export function assertPasswordLength(password: string): void {
  const length = Array.from(password).length
  if (length < shortestPassword) {
    throw new AccountError(
      'PASSWORD_TOO_SHORT',
      `a password has at least ${shortestPassword} characters`,
    )
  }
  if (length > maxPasswordLength) {
    throw new AccountError(
      'PASSWORD_TOO_LONG',
      `a password has at most ${maxPasswordLength} characters`,
    )
  }
}
