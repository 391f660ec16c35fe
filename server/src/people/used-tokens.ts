import { createHash } from 'node:crypto'
import { storedTime } from '../ports/time.ts'
import type { PeopleContext } from './people-context.ts'

/**
 * Takes a token; false where it was taken before. It is remembered for as long as it would hold.
 * @param audit what the log says of it, where it says anything
 */
export async function takeToken(
  { commit }: Pick<PeopleContext, 'commit'>,
  token: { readonly issuer: string; readonly jti: string; readonly expires: number },
  audit: Parameters<PeopleContext['commit']>[1] = 'mark',
): Promise<boolean> {
  const { issuer, jti, expires } = token
  const id = createHash('sha256')
    .update(JSON.stringify([issuer, jti]))
    .digest('hex')
  const expiresAt = storedTime(new Date(expires * 1000).toISOString())
  const document = { id, revision: 1, expiresAt }
  const result = await commit([{ kind: 'insert', collection: 'usedTokens', document }], audit)
  return result.committed
}
