import { ServerError } from '../errors/server-error.ts'
import { AccountError } from '../people/account-error.ts'
import { changePassword, changeUser, createUser, type NewUser } from '../people/accounts.ts'
import { createKey, disableKey, type KeyDocument } from '../people/api-keys.ts'
import { type Grant, grantsWith, type Permission } from '../people/permissions.ts'
import { endSessionsOf } from '../people/sessions.ts'
import type { UserDocument } from '../people/user.ts'
import { type Caller, recordedActor } from './caller.ts'
import type { OperationContext } from './operation-context.ts'
import { recordAudit } from './record-audit.ts'

/** More accounts or keys than this are not listed. */
const mostListed = 10_000

/** Every account whose grants lie within what the caller administers, without its secrets. */
export async function listUsers(context: OperationContext, caller: Caller) {
  const users = await context.store.find<UserDocument>('users', { limit: mostListed })
  return users.filter((user) => mayGrant(caller, 'users.manage', user.grants)).map(presentUser)
}

/** Makes an account. @throws ServerError ACCOUNT_INVALID, USERNAME_TAKEN, GRANT_TOO_WIDE */
export async function addUser(context: OperationContext, caller: Caller, user: NewUser) {
  assertMayGrant(caller, 'users.manage', user.grants)
  const made = await translated(user.username, () => createUser(context, user))
  await audit(context, caller, 'user.create', made.id)
  return presentUser(made)
}

export interface UserChange {
  readonly title?: string | undefined
  readonly grants?: readonly Grant[] | undefined
  readonly disabled?: boolean | undefined
  readonly password?: string | undefined
}

/**
 * Changes an account. A new password, and being disabled, sign it out everywhere.
 * @throws ServerError USER_UNKNOWN, ACCOUNT_INVALID, GRANT_TOO_WIDE, LAST_ADMINISTRATOR
 */
export async function editUser(
  context: OperationContext,
  caller: Caller,
  username: string,
  change: UserChange,
) {
  const { password, title, grants, disabled } = change
  if (grants !== undefined) assertMayGrant(caller, 'users.manage', grants)
  const changed = await translated(username, () =>
    changeUser(context, username, (user) => {
      assertMayGrant(caller, 'users.manage', user.grants)
      assertStaysAdministrator(caller, user.id, change)
      return {
        ...(title !== undefined && { title }),
        ...(grants !== undefined && { grants }),
        ...(disabled !== undefined && { disabled }),
      }
    }),
  )
  if (disabled === true) await endSessionsOf(context, changed.id)
  if (password !== undefined) {
    await translated(username, () => changePassword(context, username, password))
  }
  await audit(context, caller, 'user.change', changed.id)
  return presentUser(changed)
}

/** Every API key whose grants lie within what the caller administers; the keys themselves nobody can read. */
export async function listKeys(context: OperationContext, caller: Caller) {
  const keys = await context.store.find<KeyDocument>('keys', { limit: mostListed })
  return keys.filter((key) => mayGrant(caller, 'keys.manage', key.grants)).map(presentKey)
}

/** Makes an API key and tells it, once. @throws ServerError GRANT_TOO_WIDE */
export async function addKey(
  context: OperationContext,
  caller: Caller,
  wanted: { title: string; grants: readonly Grant[] },
) {
  assertMayGrant(caller, 'keys.manage', wanted.grants)
  const { key, document } = await createKey(context, { ...wanted, user: caller.id })
  await audit(context, caller, 'key.create', document.id)
  return { ...presentKey(document), key }
}

/** Withdraws an API key for good. @throws ServerError KEY_UNKNOWN, GRANT_TOO_WIDE */
export async function withdrawKey(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<void> {
  const key = await context.store.get<KeyDocument>('keys', id)
  if (key === undefined) throw new ServerError('KEY_UNKNOWN', { id })
  assertMayGrant(caller, 'keys.manage', key.grants)
  await disableKey(context, id)
  await audit(context, caller, 'key.withdraw', id)
}

function presentUser({ id, title, grants, disabled, createdAt }: UserDocument) {
  return { username: id, title, grants, disabled, createdAt }
}

function presentKey({ id, title, grants, disabled, createdAt }: KeyDocument) {
  return { id, title, grants, disabled, createdAt }
}

/** An administrator of a county gives out rights in that county and nowhere else. */
function mayGrant(caller: Caller, permission: Permission, grants: readonly Grant[]): boolean {
  const own = grantsWith(caller.grants, permission).map(({ county }) => county)
  return own.includes('*') || grants.every(({ county }) => own.includes(county))
}

function assertMayGrant(caller: Caller, permission: Permission, grants: readonly Grant[]): void {
  if (mayGrant(caller, permission, grants)) return
  const county = grants.map((grant) => grant.county).join(', ')
  throw new ServerError('GRANT_TOO_WIDE', { county })
}

function assertStaysAdministrator(caller: Caller, username: string, change: UserChange): void {
  if (caller.kind !== 'user' || caller.id !== username) return
  const loses = change.grants && grantsWith(change.grants, 'users.manage').length === 0
  if (change.disabled === true || loses === true) throw new ServerError('LAST_ADMINISTRATOR')
}

async function translated<T>(username: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AccountError)) throw error
    switch (error.code) {
      case 'USERNAME_TAKEN':
      case 'USER_UNKNOWN':
        throw new ServerError(error.code, { username })
      case 'USERNAME_INVALID':
        throw invalid('用户名须为 1 至 64 个字母、数字或 ._@-，并以字母或数字开头', error)
      case 'PASSWORD_TOO_SHORT':
        throw invalid('密码过短，至少 10 个字符', error)
      case 'PASSWORD_TOO_LONG':
        throw invalid('密码过长', error)
    }
  }
}

function invalid(zh: string, error: AccountError): ServerError {
  return new ServerError('ACCOUNT_INVALID', { detail: { zh, en: error.message } })
}

async function audit(
  context: OperationContext,
  caller: Caller,
  action: string,
  target: string,
): Promise<void> {
  await recordAudit(context, { action, actor: recordedActor(caller), target })
}
