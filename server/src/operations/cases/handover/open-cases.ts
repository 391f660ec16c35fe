import type { Query } from '../../../ports/store.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { readAll } from '../../context/read-all.ts'
import { casePlaces } from '../case-places.ts'

/** Where a walk over open cases goes on. */
export type CasePlace = NonNullable<Query['after']>

/** How the open cases of a county are found: the longest unchanged first, so that one that is changed comes again at the end. */
export async function openCasesQuery(
  context: Pick<OperationContext, 'store'>,
  county: string,
): Promise<Pick<Query, 'anyOf' | 'sort'>> {
  const places = await casePlaces(context, [{ county, units: '*' }], { byState: false })
  return {
    anyOf: places.map(({ ruleset }) => ({ county, ruleset, status: 'active' })),
    sort: { field: 'updatedAt', direction: 'ascending' },
  }
}

/** How many there are. */
export async function countOpenCases(context: Pick<OperationContext, 'store'>, county: string) {
  let count = 0
  const query = { ...(await openCasesQuery(context, county)), only: ['updatedAt'] }
  if (query.anyOf?.length === 0) return count
  for await (const _ of readAll(context.store, 'cases', query)) count++
  return count
}
