import { ServerError } from '../../errors/server-error.ts'
import type { Key } from '../../contracts/people.ts'
import type { Grant } from '../../contracts/roles.ts'
import { createKey, disableKey, hasRunOut } from '../../people/api-keys.ts'
import { later } from '../../people/later.ts'
import type { KeyDocument } from '../../documents/people-documents.ts'
import { type Caller, personOf } from '../context/caller.ts'
import { type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import {
  assertLooksAfter,
  assertMayGive,
  grantDetails,
  looksAfter,
  peopleAudit,
} from './people-scope.ts'

/** Every API key the caller looks after; the keys themselves nobody can read. */
export async function listKeys(context: OperationContext, caller: Caller, query: PageAsked) {
  const page = await readPage(
    context.store,
    'keys',
    {},
    {
      ...query,
      wanted: (key) => looksAfter(caller, 'keys.manage', ownedKey(key)),
    },
  )
  const shown = await Promise.all(page.items.map((key) => presentKey(context, key)))
  return { ...page, items: shown }
}

/** Makes an API key and tells it, once. @throws ServerError GRANT_TOO_WIDE, GRANT_BELOW_COUNTY, KEY_EXPIRY_PAST */
export async function addKey(
  context: OperationContext,
  caller: Caller,
  wanted: { title: string; grants: readonly Grant[]; expiresAt?: string | null | undefined },
) {
  const { title, grants, expiresAt = null } = wanted
  if (hasRunOut({ expiresAt }, context.clock.now())) throw new ServerError('KEY_EXPIRY_PAST')
  assertMayGive(caller, 'keys.manage', grants)
  const { key, document } = await createKey(
    context,
    { title, grants, expiresAt, user: personOf(caller) },
    ({ id }) =>
      peopleAudit(caller, 'key.create', {
        target: id,
        grants,
        detail: {
          title,
          grants: grantDetails(grants),
          ...(expiresAt !== null && { expiresAt }),
        },
      }),
  )
  return { ...(await presentKey(context, document)), key }
}

/** Withdraws an API key for good. @throws ServerError KEY_UNKNOWN, GRANT_TOO_WIDE */
export async function withdrawKey(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<void> {
  const key = await context.store.get('keys', id)
  const unknown = new ServerError('KEY_UNKNOWN', { id })
  if (key === undefined) throw unknown
  assertLooksAfter(caller, 'keys.manage', ownedKey(key), unknown)
  await disableKey(context, id, ({ title, grants }) =>
    peopleAudit(caller, 'key.withdraw', { target: id, grants, detail: { title } }),
  )
}

/** Whose a key is. Pure. */
export function ownedKey({ id, grants, user }: KeyDocument) {
  return { id, grants, madeBy: user }
}

/** A key that runs out within so many days is marked. */
const soonDays = 30

async function presentKey(
  { clock, lastUses }: OperationContext,
  { id, title, grants, disabled, createdAt, expiresAt = null }: KeyDocument,
): Promise<Key> {
  const now = clock.now()
  const expired = hasRunOut({ expiresAt }, now)
  const soon = hasRunOut({ expiresAt }, later(now, soonDays * 86_400))
  const usedAt = (await lastUses.read(id)) ?? null
  return {
    id,
    title,
    grants,
    disabled,
    createdAt,
    usedAt,
    expiresAt,
    expiry: expired ? 'expired' : soon ? 'soon' : 'none',
  }
}
