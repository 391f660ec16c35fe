import { jsonEqual } from '@jieli/engine'
import type { Leaving, LeavingInput } from '../../contracts/leaving.ts'
import type { UserChange } from '../../contracts/people.ts'
import type { Grant } from '../../contracts/roles.ts'
import type { DraftSummary } from '../../documents/draft-document.ts'
import type { KeyDocument, UserDocument } from '../../documents/people-documents.ts'
import { ServerError } from '../../errors/server-error.ts'
import { findUser } from '../../people/accounts.ts'
import { changeKey } from '../../people/api-keys.ts'
import { sessionsOf } from '../../people/sessions.ts'
import { summaries } from '../../ports/collections.ts'
import { type Caller, personOf } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findAll, readAll } from '../context/read-all.ts'
import { editUser, ownedUser } from './manage-accounts.ts'
import { ownedKey, withdrawKey } from './manage-keys.ts'
import { assertLooksAfter, assertMayGive, looksAfter, peopleAudit } from './people-scope.ts'

/**
 * What is a person's who leaves. Cases and duties are their unit's, and nobody's by name. Stores nothing.
 * @throws ServerError USER_UNKNOWN, GRANT_TOO_WIDE
 */
export async function readLeaving(
  context: OperationContext,
  caller: Caller,
  username: string,
): Promise<Leaving> {
  const user = await lookedAfter(context, caller, username)
  const { id, title, disabled, grants, groupGrants = [], secondFactor } = user
  const keys = await keysOf(context, id)
  const jobs = await findAll(context.store, 'jobs', {
    anyOf: [{ owner: `user ${id}` }],
    sort: { field: 'openSince', direction: 'ascending' },
  })
  return {
    username: id,
    title,
    disabled,
    grants: [...grants],
    groupGrants: [...groupGrants],
    sessions: (await sessionsOf(context, user)).length,
    secondFactor: secondFactor !== undefined && secondFactor !== null,
    keys: await Promise.all(
      keys.map(async (key) => ({
        id: key.id,
        title: key.title,
        usedAt: (await context.lastUses.read(key.id)) ?? null,
        yours: looksAfter(caller, 'keys.manage', ownedKey(key)),
      })),
    ),
    drafts: await draftsOf(context, id),
    jobs: jobs.map(({ id: job, kind, about }) => ({ id: job, kind, about })),
  }
}

/**
 * Ends what a person could do here who leaves: the successor, where there is one, gets their rights and, where asked, their
 * keys; then the account is disabled, which signs it out everywhere, and keys that are not passed on are withdrawn. Each part
 * is a change of its own in the log; done again, it does what is left.
 * @throws ServerError USER_UNKNOWN, GRANT_TOO_WIDE, LAST_ADMINISTRATOR, LEAVING_SUCCESSOR, COUNTY_UNADMINISTERED
 */
export async function leave(
  context: OperationContext,
  caller: Caller,
  { username, leaving }: { readonly username: string; readonly leaving: LeavingInput },
): Promise<Leaving> {
  const user = await lookedAfter(context, caller, username)
  if (personOf(caller) === user.id) throw new ServerError('LAST_ADMINISTRATOR')
  const successor = await successorOf(context, caller, user, leaving)
  const keys = (await keysOf(context, user.id)).filter((key) =>
    looksAfter(caller, 'keys.manage', ownedKey(key)),
  )
  if (successor !== undefined) {
    const grants = withGrants(successor.grants, user.grants)
    if (grants.length > successor.grants.length)
      await editUser(context, caller, successor.id, { grants })
    if (leaving.keys === 'pass')
      for (const { id } of keys) await passKey(context, caller, id, successor.id)
  }
  if (!user.disabled) await editUser(context, caller, user.id, { disabled: true })
  await context.commit(
    [],
    peopleAudit(caller, 'user.leave', {
      target: user.id,
      grants: user.grants,
      detail: {
        title: user.title,
        reason: leaving.reason,
        keys: leaving.keys,
        ...(successor && { successor: successor.id }),
      },
    }),
  )
  if (leaving.keys === 'withdraw') for (const { id } of keys) await withdrawKey(context, caller, id)
  return await readLeaving(context, caller, user.id)
}

/** @throws ServerError LEAVING_SUCCESSOR, GRANT_TOO_WIDE */
async function successorOf(
  context: OperationContext,
  caller: Caller,
  user: UserDocument,
  { successor, keys }: LeavingInput,
): Promise<UserDocument | undefined> {
  if (successor === undefined) {
    if (keys === 'pass') throw new ServerError('LEAVING_SUCCESSOR', { account: '—' })
    return undefined
  }
  const found = await findUser(context, successor)
  const unknown = new ServerError('LEAVING_SUCCESSOR', { account: successor })
  // Nobody raises themselves, here neither.
  const own = personOf(caller) === found?.id
  if (found === undefined || found.disabled || found.id === user.id || own) throw unknown
  assertLooksAfter(caller, 'users.manage', ownedUser(found), unknown)
  assertMayGive(caller, 'users.manage', user.grants)
  return found
}

/** @throws ServerError USER_UNKNOWN, GRANT_TOO_WIDE */
async function lookedAfter(
  context: OperationContext,
  caller: Caller,
  username: string,
): Promise<UserDocument> {
  const user = await findUser(context, username)
  const unknown = new ServerError('USER_UNKNOWN', { username })
  if (user === undefined) throw unknown
  assertLooksAfter(caller, 'users.manage', ownedUser(user), unknown)
  return user
}

async function keysOf(
  { store }: Pick<OperationContext, 'store'>,
  user: string,
): Promise<readonly KeyDocument[]> {
  const keys = await findAll(store, 'keys', { anyOf: [{ user }] })
  return keys.filter(({ disabled }) => !disabled)
}

async function draftsOf(
  { store }: Pick<OperationContext, 'store'>,
  user: string,
): Promise<Leaving['drafts']> {
  const found: Leaving['drafts'][number][] = []
  const query = { only: summaries.drafts }
  for await (const draft of readAll<'drafts', DraftSummary>(store, 'drafts', query)) {
    const { id, discarded, editor, manifest } = draft
    if (!discarded && editor?.person === user)
      found.push({ ruleset: id, title: manifest?.title ?? { zh: id, en: id } })
  }
  return found
}

/** Grants with those that are not among them yet. Pure. */
function withGrants(
  grants: readonly Grant[],
  more: readonly Grant[],
): NonNullable<UserChange['grants']> {
  const added = more.filter((grant) => !grants.some((each) => jsonEqual(each, grant)))
  return [...grants, ...added].map(({ units, ...grant }) => ({
    ...grant,
    units: units === '*' ? units : [...units],
  }))
}

async function passKey(
  context: OperationContext,
  caller: Caller,
  id: string,
  user: string,
): Promise<void> {
  await changeKey(
    context,
    id,
    () => ({ user }),
    ({ title, grants, user: userBefore }) =>
      peopleAudit(caller, 'key.pass', {
        target: id,
        grants,
        detail: { title, user, userBefore: userBefore ?? '' },
      }),
  )
}
