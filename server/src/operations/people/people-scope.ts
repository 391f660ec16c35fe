import { ServerError } from '../../errors/server-error.ts'
import type { AuditedAction } from '../../audit/commit.ts'
import type { AuditDetails } from '../../audit/audit-entry.ts'
import type { AuditAction } from '../../contracts/audit-action.ts'
import { isRoleOfUnits, may, mayGive } from '../../contracts/policy.ts'
import type { Grant } from '../../contracts/roles.ts'
import { type Caller, personOf, recordedActor } from '../context/caller.ts'

/** What an administrator looks after: accounts, or keys. */
export type PeoplePermission = 'users.manage' | 'keys.manage'

/** An account or a key, as far as it matters whose it is. */
interface Owned {
  readonly id: string
  readonly grants: readonly Grant[]
  /** The account that made it. */
  readonly madeBy: string | null
}

/**
 * Whether the caller looks after an account or key: all of its grants lie where they administer. One without grants
 * belongs to whoever made it, and to administrators of every county. Pure.
 */
export function looksAfter(caller: Caller, permission: PeoplePermission, owned: Owned): boolean {
  if (owned.grants.length > 0) return mayGive(caller, permission, owned.grants)
  return (
    may(caller, permission, { county: '*' }) ||
    (owned.madeBy !== null && owned.madeBy === personOf(caller))
  )
}

/**
 * @param unknown what to answer where there are no grants to tell whose it is
 * @throws ServerError GRANT_TOO_WIDE, or `unknown`
 */
export function assertLooksAfter(
  caller: Caller,
  permission: PeoplePermission,
  owned: Owned,
  unknown: ServerError,
): void {
  if (looksAfter(caller, permission, owned)) return
  throw owned.grants.length === 0 ? unknown : tooWide(caller, permission, owned)
}

/** @throws ServerError GRANT_TOO_WIDE, GRANT_BELOW_COUNTY */
export function assertMayGive(
  caller: Caller,
  permission: PeoplePermission,
  grants: readonly Grant[],
): void {
  const misplaced = grants.find(({ role, units }) => units !== '*' && !isRoleOfUnits(role))
  if (misplaced !== undefined) throw new ServerError('GRANT_BELOW_COUNTY', { role: misplaced.role })
  if (!mayGive(caller, permission, grants)) throw tooWide(caller, permission, { grants })
}

function tooWide(
  caller: Caller,
  permission: PeoplePermission,
  { grants, id }: { readonly grants: readonly Grant[]; readonly id?: string },
): ServerError {
  const foreign = grants.filter((grant) => !mayGive(caller, permission, [grant]))
  const counties = [...new Set(foreign.map(({ county }) => county))]
  return new ServerError(
    'GRANT_TOO_WIDE',
    { county: counties.join(', ') },
    // An account or key of another county was reached for; otherwise a right was given too far.
    { refused: { target: id ?? permission, county: counties.find((county) => county !== '*') } },
  )
}

/** The entries of one action on an account or key: one for each county that its grants concern, before or after. Pure. */
export function peopleAudit(
  caller: Caller,
  action: AuditAction,
  done: { target: string; grants: readonly Grant[]; detail: AuditDetails },
): readonly AuditedAction[] {
  const { target, grants, detail } = done
  return inEachCounty(grants, { action, actor: recordedActor(caller), target, detail })
}

/** An entry for each county that grants concern; one that concerns none where there are none. Pure. */
export function inEachCounty(
  grants: readonly Grant[],
  entry: AuditedAction,
): readonly AuditedAction[] {
  const counties = new Set(grants.map(({ county }) => (county === '*' ? '' : county)))
  return counties.size === 0 ? [entry] : [...counties].map((county) => ({ ...entry, county }))
}

/** Grants as the log keeps them. Pure. */
export function grantDetails(grants: readonly Grant[]): readonly AuditDetails[] {
  return grants.map(({ role, county, units }) => ({ role, county, units }))
}
