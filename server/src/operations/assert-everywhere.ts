import { ServerError } from '../errors/server-error.ts'
import { grantsWith, type Permission } from '../people/permissions.ts'
import type { Caller } from './caller.ts'

/** What concerns every county takes a grant for every county. @throws ServerError PERMISSION_MISSING */
export function assertEverywhere(caller: Caller, permission: Permission): void {
  const held = grantsWith(caller.grants, permission).some(({ county }) => county === '*')
  if (!held) throw new ServerError('PERMISSION_MISSING', { permission })
}
