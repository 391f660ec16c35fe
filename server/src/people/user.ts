import type { Grant } from '../contracts/roles.ts'
import type { UserDocument } from '../documents/people-documents.ts'

/** What others may know of an account. */
export interface PublicUser {
  readonly username: string
  readonly title: string
  readonly grants: readonly Grant[]
  /** There where the person signs in by the site's provider. */
  readonly provider?: true
}

/** An account without its secrets. Pure. */
export function publicUser(user: UserDocument): PublicUser {
  const { id, title, password } = user
  return {
    username: id,
    title,
    grants: grantsOf(user),
    ...(password === null && { provider: true }),
  }
}

/** What an account may do: what was granted here, and what its groups at the site's provider come to. Pure. */
export function grantsOf({
  grants,
  groupGrants = [],
}: Pick<UserDocument, 'grants' | 'groupGrants'>): readonly Grant[] {
  return [...grants, ...groupGrants]
}
