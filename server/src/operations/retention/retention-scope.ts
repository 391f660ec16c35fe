import { mayWhole } from '../../contracts/policy.ts'
import type { Permission } from '../../contracts/roles.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'

/** @throws ServerError RETENTION_COUNTY unless the caller has the right for the whole county */
export function assertWholeCounty(caller: Caller, permission: Permission, county: string): void {
  if (mayWhole(caller, permission, county)) return
  throw new ServerError('RETENTION_COUNTY', { county }, { refused: { target: county, county } })
}
