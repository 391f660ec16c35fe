import type { Caller } from '../context/caller.ts'
import { mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { assessedVersion } from './assessed-ruleset.ts'
import { assertWhole } from './unit-scope.ts'
import type { ThresholdNotice } from '../../documents/threshold-documents.ts'

/** The latest so many tell how the rates of a ruleset stand. */
const maxNotices = 500

/** The latest notices of a ruleset, newest first. */
export async function findNotices(
  context: OperationContext,
  ruleset: string,
): Promise<readonly ThresholdNotice[]> {
  return await context.store.find('notices', {
    ...noticesOf(ruleset),
    limit: maxNotices,
  })
}

/** What was told of thresholds crossed, newest first. @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING, WHOLE_COUNTY_NEEDED */
export async function readNotices(
  context: OperationContext,
  caller: Caller,
  query: PageAsked & { readonly ruleset: string },
) {
  const { ruleset } = query
  const permission = 'assessment.read'
  const { publication } = await assessedVersion(context, caller, { ruleset, permission })
  assertWhole(caller, { permission, county: publication.manifest.county, target: ruleset })
  const page = await readPage(context.store, 'notices', noticesOf(ruleset), query)
  return mapPage(page, ({ revision: _, ruleset: __, county: ___, ...notice }) => notice)
}

function noticesOf(ruleset: string) {
  return {
    where: [{ field: 'ruleset', operator: 'equal', value: ruleset }],
    sort: { field: 'at', direction: 'descending' },
  } as const
}
