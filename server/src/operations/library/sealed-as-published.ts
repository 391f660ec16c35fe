import type { CheckedAgainst } from '../../rulesets/checked-ruleset.ts'
import { publicationId } from '../context/bundle-cache.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** What a version was held to, each by the hash it was published under, where it was published here. */
export async function sealedAsPublished(
  context: OperationContext,
  judges: readonly CheckedAgainst[],
): Promise<readonly CheckedAgainst[]> {
  return await Promise.all(
    judges.map(async (judge) => {
      const name = publicationId(judge.id, judge.version)
      const published = await context.store.get('publications', name)
      return published === undefined ? judge : { ...judge, hash: published.hash }
    }),
  )
}
