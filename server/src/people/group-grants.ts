import { jsonEqual } from '@jieli/engine'
import type { Grant } from '../contracts/roles.ts'

/** What the members of a group of the site's provider may do here. */
export interface GroupGrant extends Grant {
  readonly group: string
}

/** What groups come to; one that is named nowhere comes to nothing. Each grant once, in the order of the table. Pure. */
export function grantsOfGroups(
  table: readonly GroupGrant[],
  groups: readonly string[],
): readonly Grant[] {
  const grants: Grant[] = []
  for (const { group, ...grant } of table) {
    const wanted = groups.includes(group) && !grants.some((given) => jsonEqual(given, grant))
    if (wanted) grants.push(grant)
  }
  return grants
}
