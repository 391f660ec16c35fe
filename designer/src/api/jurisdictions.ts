import type { JurisdictionList, JurisdictionNode } from '@jieli/server/contracts'
import { request } from './request.ts'

/** The counties one may see that have a place in the tree of authorities. */
export async function readCounties(): Promise<readonly JurisdictionNode[]> {
  const counties: JurisdictionNode[] = []
  for (let cursor: string | undefined; ;) {
    const page: JurisdictionList = await request('/jurisdictions', {
      query: { limit: 200, cursor },
    })
    counties.push(...page.items.filter(({ level }) => level === 'county'))
    if (page.next === undefined) return counties
    cursor = page.next
  }
}
