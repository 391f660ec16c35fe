import { jsonEqual } from '@jieli/engine'
import { may } from '../../contracts/policy.ts'
import { ServerError } from '../../errors/server-error.ts'
import { changeUser, createUser, findUser, newAccess, newPassword } from '../../people/accounts.ts'
import { assertPasswordStrength } from '../../people/password-strength.ts'
import { grantsOf } from '../../people/user.ts'
import type { NewUser } from '../../people/accounts.ts'
import type { UserDocument } from '../../documents/people-documents.ts'
import { translated } from './account-errors.ts'
import { type Caller, personOf } from '../context/caller.ts'
import { assertAdministered } from './assert-administered.ts'
import { mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import {
  assertLooksAfter,
  assertMayGive,
  grantDetails,
  looksAfter,
  peopleAudit,
} from './people-scope.ts'
import type { UserChange } from '../../contracts/people.ts'

/** Every account the caller looks after, without its secrets. */
export async function listUsers(context: OperationContext, caller: Caller, query: PageAsked) {
  const page = await readPage(
    context.store,
    'users',
    {},
    {
      ...query,
      wanted: (user) => looksAfter(caller, 'users.manage', ownedUser(user)),
    },
  )
  return mapPage(page, presentUser)
}

/**
 * Makes an account. Without grants it belongs to whoever makes it.
 * @throws ServerError ACCOUNT_INVALID, USERNAME_TAKEN, GRANT_TOO_WIDE, GRANT_BELOW_COUNTY
 */
export async function addUser(context: OperationContext, caller: Caller, user: NewUser) {
  const { title, grants } = user
  assertMayGive(caller, 'users.manage', grants)
  const made = await translated(user.username, () =>
    createUser(context, user, {
      by: personOf(caller),
      mustChangePassword: true,
      audit: ({ id }) =>
        peopleAudit(caller, 'user.create', {
          target: id,
          grants,
          detail: { title, grants: grantDetails(grants) },
        }),
    }),
  )
  return presentUser(made)
}

/**
 * Changes an account, all of it or nothing. A new password, and being disabled, sign it out everywhere; its holder
 * has to choose another password then.
 * @throws ServerError USER_UNKNOWN, ACCOUNT_INVALID, GRANT_TOO_WIDE, GRANT_BELOW_COUNTY, OWN_GRANTS,
 * LAST_ADMINISTRATOR, OWN_PASSWORD, PASSWORD_ELSEWHERE
 */
export async function editUser(
  context: OperationContext,
  caller: Caller,
  username: string,
  change: UserChange,
) {
  const { password, title, grants, disabled } = change
  if (grants !== undefined) assertMayGive(caller, 'users.manage', grants)
  const known = await findUser(context, username)
  const unknown = new ServerError('USER_UNKNOWN', { username })
  if (known === undefined) throw unknown
  assertLooksAfter(caller, 'users.manage', ownedUser(known), unknown)
  // Whoever holds a session of somebody else must not get by without the password they had.
  if (password !== undefined && personOf(caller) === known.id) throw new ServerError('OWN_PASSWORD')
  if (password !== undefined && known.password === null) throw new ServerError('PASSWORD_ELSEWHERE')
  return await translated(username, async () => {
    if (password !== undefined) {
      await assertPasswordStrength(password, { username, title: title ?? known.title })
    }
    // Slow, so before anything is looked at that could change meanwhile.
    const repassword =
      password === undefined
        ? undefined
        : await newPassword(context, password, { mustChange: true })
    const applied = (user: UserDocument): UserDocument => ({
      ...user,
      ...(title !== undefined && { title }),
      ...(grants !== undefined && { grants }),
      ...(disabled !== undefined && newAccess(user, disabled)),
      ...repassword?.(user),
    })
    const check = (user: UserDocument) => {
      assertLooksAfter(caller, 'users.manage', ownedUser(user), unknown)
      assertNotOwn(caller, user, applied(user))
    }
    check(known)
    const changed = await assertAdministered(context, known.id, applied, async () => {
      return await changeUser(context, known.id, {
        change: (user) => {
          check(user)
          return applied(user)
        },
        audit: (before, after) => changeAudit(caller, before, after),
      })
    })
    return presentUser(changed)
  })
}

/** Whose an account is. Pure. */
export function ownedUser(user: UserDocument) {
  return { id: user.id, grants: grantsOf(user), madeBy: user.madeBy ?? null }
}

/** Nobody raises themselves, and nobody leaves by mistake. @throws ServerError LAST_ADMINISTRATOR, OWN_GRANTS */
function assertNotOwn(caller: Caller, before: UserDocument, after: UserDocument): void {
  if (personOf(caller) !== before.id) return
  const leaves = after.disabled || !may({ grants: grantsOf(after) }, 'users.manage')
  if (leaves) throw new ServerError('LAST_ADMINISTRATOR')
  if (!jsonEqual(before.grants, after.grants)) throw new ServerError('OWN_GRANTS')
}

function changeAudit(caller: Caller, before: UserDocument, after: UserDocument) {
  const { title, grants, disabled } = after
  return peopleAudit(caller, 'user.change', {
    target: after.id,
    grants: [...grantsOf(before), ...grants],
    detail: {
      ...(title !== before.title && { title, titleBefore: before.title }),
      ...(!jsonEqual(grants, before.grants) && {
        grants: grantDetails(grants),
        grantsBefore: grantDetails(before.grants),
      }),
      ...(disabled !== before.disabled && { disabled }),
      ...(after.password !== before.password && { password: 'changed' }),
    },
  })
}

/** An account as whoever looks after it sees it. Pure. */
export function presentUser({
  id,
  title,
  grants,
  groupGrants = [],
  password,
  disabled,
  secondFactor,
  createdAt,
}: UserDocument) {
  const has = secondFactor !== undefined && secondFactor !== null
  const provider = password === null
  const given = { title, grants, groupGrants, provider, disabled, secondFactor: has, createdAt }
  return { username: id, ...given }
}
