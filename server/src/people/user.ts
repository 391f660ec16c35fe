import type { Grant } from '../contracts/roles.ts'
import type { UserDocument } from '../documents/people-documents.ts'

/** What others may know of an account. */
export interface PublicUser {
  readonly username: string
  readonly title: string
  readonly grants: readonly Grant[]
}

/** An account without its secrets. Pure. */
export function publicUser({ id, title, grants }: UserDocument): PublicUser {
  return { username: id, title, grants }
}
