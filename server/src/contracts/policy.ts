import {
  type Grant,
  type Permission,
  permissionPlaces,
  type Role,
  rolePermissions,
  rolesOfUnits,
} from './roles.ts'

/** Who asks: an account or a key, by what was granted to it. */
export interface Holder {
  readonly grants: readonly Grant[]
}

/**
 * What is touched. `*` as the county stands for what belongs to none and concerns all. Without units it is anything of
 * the county; with units, one of them is enough: a case is its sender's and its receiver's alike.
 */
export interface Place {
  readonly county: string
  readonly units?: readonly string[]
}

/** Some units of a county, or all of them. */
export interface Reach {
  readonly county: string
  readonly units: '*' | readonly string[]
}

/**
 * Whether a permission is held for a place; without a place, whether it is held anywhere. Everything is denied unless
 * one grant allows it by itself: one grant's county never combines with another's units or role. Pure.
 */
export function may(holder: Holder, permission: Permission, place?: Place): boolean {
  return holder.grants.some(
    (grant) =>
      carries(grant, permission) &&
      (place === undefined || (coversCounty(grant, place.county) && coversUnits(grant, place))),
  )
}

/** Whether a permission is held for a county as a whole, every unit of it included. Pure. */
export function mayWhole(holder: Holder, permission: Permission, county: string): boolean {
  return unitsOf(holder, permission, county) === '*'
}

/** The units of a county a permission is held for; none where it is not held there. Pure. */
export function unitsOf(
  { grants }: Holder,
  permission: Permission,
  county: string,
): '*' | ReadonlySet<string> {
  const held = grants.filter((grant) => carries(grant, permission) && coversCounty(grant, county))
  return held.some(({ units }) => units === '*') ? '*' : new Set(held.flatMap(({ units }) => units))
}

/** Every place a permission is held for, each a county with its units. Pure. */
export function reachOf({ grants }: Holder, permission: Permission): readonly Reach[] {
  return grants
    .filter((grant) => carries(grant, permission))
    .map(({ county, units }) => ({ county, units }))
}

/**
 * Whether somebody may read or change a ruleset. A template belongs to no county: whoever may read rules anywhere may
 * read it, while changing it takes the right for every county. Pure.
 */
export function mayRuleset(
  holder: Holder,
  permission: Permission,
  ruleset: { readonly county?: string | undefined },
): boolean {
  const readable = permission === 'rulesets.read' || permission === 'decide'
  if (ruleset.county === undefined && readable) return may(holder, permission)
  return may(holder, permission, { county: ruleset.county ?? '*' })
}

/** Whether a role may be given for single units of a county. Pure. */
export function isRoleOfUnits(role: Role): boolean {
  return rolesOfUnits.includes(role)
}

/** Whether grants lie within what an administrator of people or keys looks after. Pure. */
export function mayGive(
  holder: Holder,
  permission: 'users.manage' | 'keys.manage',
  grants: readonly Grant[],
): boolean {
  return grants.every(({ county }) => mayWhole(holder, permission, county))
}

/**
 * Whether a grant carries a permission. One for single units carries only what can be held for a unit, and only where
 * its role can be. A role or permission of another Jieli carries nothing. Pure.
 */
function carries({ role, county, units }: Grant, permission: Permission): boolean {
  if (!Object.hasOwn(rolePermissions, role)) return false
  const carried: readonly Permission[] = rolePermissions[role]
  if (!carried.includes(permission)) return false
  switch (permissionPlaces[permission]) {
    case 'everywhere':
      return county === '*' && units === '*'
    case 'county':
      return units === '*'
    case 'unit':
      return units === '*' || isRoleOfUnits(role)
  }
}

function coversCounty({ county }: Grant, query: string): boolean {
  return county === '*' || county === query
}

function coversUnits({ units }: Grant, { units: query }: Place): boolean {
  return query === undefined || units === '*' || query.some((unit) => units.includes(unit))
}
