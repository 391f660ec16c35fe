import { createHash } from 'node:crypto'
import { jsonEqual } from '@jieli/engine'
import type { Audited } from '../audit/commit.ts'
import type { Grant } from '../contracts/roles.ts'
import type { UserDocument } from '../documents/people-documents.ts'
import type { ProvidedIdentity } from '../ports/identity-provider.ts'
import { changeUser, isUsername, usernameOf } from './accounts.ts'
import type { PeopleContext } from './people-context.ts'

/** The account of somebody by who they are to the provider, never by a name or an address of theirs; undefined where there is none. */
export async function findProvided(
  { store }: Pick<PeopleContext, 'store'>,
  identity: ProvidedIdentity,
): Promise<UserDocument | undefined> {
  const value = keyOf(identity)
  const where = [{ field: 'providerKey', operator: 'equal', value }] as const
  return (await store.find('users', { where, limit: 1 }))[0]
}

/** Makes the account of somebody who signs in by the provider for the first time. It has no password. */
export async function createProvided(
  context: PeopleContext,
  identity: ProvidedIdentity,
  made: { readonly grants: readonly Grant[]; readonly audit: (user: UserDocument) => Audited },
): Promise<UserDocument> {
  const now = context.clock.now()
  const { issuer, subject, title } = identity
  for (const id of usernamesFor(identity)) {
    const document: UserDocument = {
      id,
      revision: 1,
      title: title ?? id,
      grants: [],
      groupGrants: made.grants,
      provider: { issuer, subject },
      providerKey: keyOf(identity),
      madeBy: null,
      password: null,
      disabled: false,
      sessionEpoch: 0,
      createdAt: now,
      passwordChangedAt: now,
    }
    const result = await context.commit(
      [{ kind: 'insert', collection: 'users', document }],
      made.audit(document),
    )
    if (result.committed) return document
    // The same person, in two windows at one moment; otherwise the name is somebody else's.
    const found = await findProvided(context, identity)
    if (found !== undefined) return found
  }
  throw new Error('an account of the provider has no name left')
}

/** Puts what the provider says of somebody now into their account: how they are called, and what their groups give. */
export async function refreshProvided(
  context: PeopleContext,
  user: UserDocument,
  now: {
    readonly title: string | undefined
    readonly grants: readonly Grant[]
    readonly audit: (before: UserDocument, after: UserDocument) => Audited
  },
): Promise<UserDocument> {
  const { title, grants: groupGrants, audit } = now
  return await changeUser(context, user.id, {
    change: (current) => {
      const same =
        jsonEqual(current.groupGrants ?? [], groupGrants) &&
        (title ?? current.title) === current.title
      return same ? undefined : { groupGrants, title: title ?? current.title }
    },
    audit,
  })
}

/** The name the provider has for somebody, where it will do; then one that is surely nobody else's. */
function usernamesFor(identity: ProvidedIdentity): readonly string[] {
  const short = keyOf(identity).slice(0, 12)
  const wanted = usernameOf(identity.username ?? '')
  return isUsername(wanted)
    ? [wanted, `${wanted.slice(0, 50)}.${short}`, `sso.${short}`]
    : [`sso.${short}`]
}

function keyOf({ issuer, subject }: ProvidedIdentity): string {
  return createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('hex')
}
