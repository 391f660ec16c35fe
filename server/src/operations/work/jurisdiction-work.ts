import { may } from '../../contracts/policy.ts'
import type { WorkEntry } from '../../contracts/work.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { jurisdictionsToDecide } from '../jurisdictions/jurisdiction-proposals.ts'

/** What others propose that jurisdictions say, for whoever may confirm it or turn it down. */
export async function jurisdictionWork(
  context: OperationContext,
  caller: Caller,
): Promise<readonly WorkEntry[]> {
  if (!may(caller, 'jurisdictions.manage', { county: '*' })) return []
  const proposals = await jurisdictionsToDecide(context, caller)
  return proposals.map(({ id, node, by, at, reason, over }) => ({
    kind: 'jurisdictionProposed',
    jurisdiction: id,
    title: node.title,
    at,
    by,
    reason,
    made: over === 0,
  }))
}
