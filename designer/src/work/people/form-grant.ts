import { type Grant, isRoleOfUnits, type NewUser, type Role } from '@jieli/server/contracts'

/** A grant while somebody fills it in. */
export interface FormGrant {
  readonly role?: Role
  readonly county?: string
  /** Whether it is for the county as a whole; nothing before somebody has said so. */
  readonly whole?: boolean
  readonly units?: readonly string[]
}

/** A grant as the form shows it. Pure. */
export function toFormGrant({ role, county, units }: Grant): FormGrant {
  return units === '*' ? { role, county, whole: true } : { role, county, whole: false, units }
}

/** What was filled in, without lines that are not whole; the form has refused those. Pure. */
export function toGrants(grants: readonly FormGrant[] = []): NewUser['grants'] {
  return grants.flatMap((grant): NewUser['grants'] => {
    const { role, county, units = [] } = grant
    if (role === undefined || county === undefined) return []
    return [{ role, county, units: isForWhole(grant) ? '*' : [...units] }]
  })
}

/** Whether single units can be chosen: for a role that can be given so, in one county. Pure. */
export function mayChooseUnits({ role, county }: FormGrant): boolean {
  return role !== undefined && isRoleOfUnits(role) && county !== undefined && county !== '*'
}

function isForWhole(grant: FormGrant): boolean {
  return !mayChooseUnits(grant) || grant.whole === true
}
