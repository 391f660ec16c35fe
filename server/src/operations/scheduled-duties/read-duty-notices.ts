import type { Caller } from '../context/caller.ts'
import { mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { assessedVersion } from '../assessment/assessed-ruleset.ts'
import { assertWhole } from '../assessment/unit-scope.ts'

/** What was told of scheduled duties that are late, newest first. @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING, WHOLE_COUNTY_NEEDED */
export async function readDutyNotices(
  context: OperationContext,
  caller: Caller,
  query: PageAsked & { readonly ruleset: string },
) {
  const { ruleset } = query
  const permission = 'assessment.read'
  const { publication } = await assessedVersion(context, caller, { ruleset, permission })
  assertWhole(caller, { permission, county: publication.manifest.county, target: ruleset })
  const page = await readPage(
    context.store,
    'dutyNotices',
    {
      where: [{ field: 'ruleset', operator: 'equal', value: ruleset }],
      sort: { field: 'at', direction: 'descending' },
    },
    query,
  )
  return mapPage(page, ({ revision: _, ruleset: __, county: ___, ...notice }) => notice)
}
