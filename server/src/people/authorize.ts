import { grantsWith, type Grant, type Permission } from './permissions.ts'

/** What is being touched. What is left out is not asked about: a route asks so before it knows the case. */
export interface Scope {
  readonly county?: string
  /** The units it concerns; one of them is enough. */
  readonly units?: readonly string[]
}

/**
 * Whether any one grant allows this here. Denies unless a grant says yes: one
 * grant's county never combines with another grant's units or role. Pure.
 */
export function authorize(
  principal: { readonly grants: readonly Grant[] },
  permission: Permission,
  scope: Scope = {},
): boolean {
  return grantsWith(principal.grants, permission).some(
    (grant) => coversCounty(grant, scope.county) && coversUnits(grant, scope.units),
  )
}

function coversCounty({ county }: Grant, asked: string | undefined): boolean {
  return asked === undefined || county === '*' || county === asked
}

function coversUnits({ units }: Grant, asked: readonly string[] | undefined): boolean {
  return asked === undefined || units === '*' || asked.some((unit) => units.includes(unit))
}
