import { ServerError } from '../../errors/server-error.ts'
import { may } from '../../contracts/policy.ts'
import type { Permission } from '../../contracts/roles.ts'
import type { Caller } from './caller.ts'

/** What concerns every county takes a grant for every county. @throws ServerError PERMISSION_MISSING */
export function assertEverywhere(caller: Caller, permission: Permission): void {
  if (!may(caller, permission, { county: '*' }))
    throw new ServerError('PERMISSION_MISSING', { permission })
}
