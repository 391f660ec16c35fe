import type { Grant } from '../contracts/roles.ts'

/** Whom the site asks for a second factor: whoever has this role there; `*` stands for every role, every county. */
export interface SecondFactorRule {
  readonly role: string
  readonly county: string
}

/** Whether somebody with these grants has to have a second factor. A grant for every county is one for each. Pure. */
export function needsSecondFactor(
  rules: readonly SecondFactorRule[],
  grants: readonly Grant[],
): boolean {
  return grants.some((grant) =>
    rules.some(
      ({ role, county }) =>
        (role === '*' || role === grant.role) &&
        (county === '*' || grant.county === '*' || county === grant.county),
    ),
  )
}
