import { ServerError } from '../../errors/server-error.ts'
import type { Grant } from '../../contracts/roles.ts'
import { createKey, disableKey } from '../../people/api-keys.ts'
import type { KeyDocument } from '../../documents/people-documents.ts'
import { type Caller, personOf } from '../context/caller.ts'
import { mapPage, type PageAsked, readPage } from '../context/list-page.ts'
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
  return mapPage(page, presentKey)
}

/** Makes an API key and tells it, once. @throws ServerError GRANT_TOO_WIDE, GRANT_BELOW_COUNTY */
export async function addKey(
  context: OperationContext,
  caller: Caller,
  wanted: { title: string; grants: readonly Grant[] },
) {
  const { title, grants } = wanted
  assertMayGive(caller, 'keys.manage', grants)
  const { key, document } = await createKey(
    context,
    { title, grants, user: personOf(caller) },
    ({ id }) =>
      peopleAudit(caller, 'key.create', {
        target: id,
        grants,
        detail: { title, grants: grantDetails(grants) },
      }),
  )
  return { ...presentKey(document), key }
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

function ownedKey({ id, grants, user }: KeyDocument) {
  return { id, grants, madeBy: user }
}

function presentKey({ id, title, grants, disabled, createdAt }: KeyDocument) {
  return { id, title, grants, disabled, createdAt }
}
