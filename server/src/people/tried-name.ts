import { createHash } from 'node:crypto'
import { usernameOf } from './accounts.ts'
import type { PeopleContext } from './people-context.ts'

/**
 * What tries at a name are counted under: the same for the same name, and nothing that tells the name to whoever has
 * the store alone. Somebody may have typed a password where a name belongs; and to guess at one the server's own key
 * would be needed, which lies in no store.
 */
export function triedName(
  { signingKey }: Pick<PeopleContext, 'signingKey'>,
  typed: string,
): string {
  // The same key signs the same message alike (RFC 8032), and of its hash nobody can check what was signed.
  const signature = signingKey.sign(`jieli sign-in name 1\n${usernameOf(typed)}`)
  return createHash('sha256').update(signature).digest('base64url')
}
