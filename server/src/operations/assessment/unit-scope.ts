import { mayWhole, unitsOf } from '../../contracts/policy.ts'
import type { Permission } from '../../contracts/roles.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'

/** The units of a county whose figures somebody may see; `*` for all of them and the county as a whole. */
export type UnitScope = '*' | ReadonlySet<string>

/** What a right is asked for, for the log of those who had none. */
interface Asked {
  readonly permission: Permission
  readonly county: string | undefined
  /** The run, settlement or ruleset it is part of. */
  readonly target: string
}

/** Whether something of a unit lies in the scope; what is no unit's is the county's as a whole. Pure. */
export function isInScope(scope: UnitScope, unit: string | null | undefined): boolean {
  return scope === '*' || (typeof unit === 'string' && scope.has(unit))
}

/** @throws ServerError WHOLE_COUNTY_NEEDED when the caller has the right for single units only */
export function assertWhole(caller: Caller, { permission, county, target }: Asked): void {
  if (mayWhole(caller, permission, county ?? '*')) return
  throw new ServerError('WHOLE_COUNTY_NEEDED', {}, { refused: { target, county } })
}

/**
 * That something of a unit may be seen or done; without a unit it is of the county as a whole.
 * @throws ServerError UNIT_OUTSIDE, WHOLE_COUNTY_NEEDED
 */
export function assertUnit(caller: Caller, unit: string | null | undefined, query: Asked): void {
  const { permission, county, target } = query
  if (unit === null || unit === undefined) {
    assertWhole(caller, query)
    return
  }
  if (isInScope(unitsOf(caller, permission, county ?? '*'), unit)) return
  throw new ServerError('UNIT_OUTSIDE', { unit }, { refused: { target, county } })
}
