import type { Condition } from '../model/condition.ts'
import type { Claim } from './claim-standing.ts'
import { type Proof, proveClaims } from './find-counterexample.ts'

/** True of no case: none of no parts holds. */
export const never: Condition = { any: [] }

/**
 * Looks for a case of which a claim is true on a day: what would break that it is never true. `broken` brings its facts,
 * `holds` says that there is none. Pure.
 */
export function findCase(claim: Claim, asOf: string): Proof {
  const conclusion = { bundle: claim.bundle, condition: never }
  return proveClaims({ premise: claim, conclusion, asOf })
}
