import type { OperationContext } from '../../context/operation-context.ts'
import { casePlaces } from '../case-places.ts'
import type { CaseWalk } from '../walk-cases.ts'

/** The open cases of a county, the longest unchanged first, so that one that is changed comes again at the end. */
export async function openCases(
  context: Pick<OperationContext, 'store'>,
  county: string,
): Promise<CaseWalk> {
  const places = await casePlaces(context, [{ county, units: '*' }], { byState: false })
  return {
    anyOf: places.map(({ ruleset }) => ({ county, ruleset, status: 'active' })),
    sort: { field: 'updatedAt', direction: 'ascending' },
  }
}
