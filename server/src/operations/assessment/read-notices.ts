import type { Caller } from '../caller.ts'
import type { OperationContext } from '../operation-context.ts'
import { assessedVersion } from './assessed-ruleset.ts'
import { assertWhole } from './unit-scope.ts'
import type { ThresholdNotice } from './watch-thresholds.ts'

/** The latest so many are listed. */
const mostNotices = 500

/** The notices of a ruleset, newest first. */
export async function findNotices(
  context: OperationContext,
  ruleset: string,
): Promise<readonly ThresholdNotice[]> {
  return await context.store.find<ThresholdNotice>('notices', {
    where: [{ field: 'ruleset', operator: 'equal', value: ruleset }],
    sort: { field: 'at', direction: 'descending' },
    limit: mostNotices,
  })
}

/** What was told of thresholds crossed, newest first. @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING, WHOLE_COUNTY_NEEDED */
export async function readNotices(context: OperationContext, caller: Caller, ruleset: string) {
  const permission = 'assessment.read'
  const { publication } = await assessedVersion(context, caller, { ruleset, permission })
  assertWhole(caller, { permission, county: publication.manifest.county, target: ruleset })
  return (await findNotices(context, ruleset)).map(
    ({ revision: _, ruleset: __, county: ___, ...notice }) => notice,
  )
}
