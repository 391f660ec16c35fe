import { unitsOf } from '../../contracts/policy.ts'
import type { Permission } from '../../contracts/roles.ts'
import type { Caller } from '../context/caller.ts'

/** The facts that name the unit that begins, the first that is known: whoever sends, else where the patient stays. */
const beginners = ['fromUnit.id', 'episode.unitId']

/**
 * The unit that begins a referral or asks for a decision: the one its facts name, else the caller's, where the caller acts
 * for one alone. Facts are looked at as they were sent, for what is read of them hangs on the version. Pure.
 */
export function beginningUnit(
  facts: unknown,
  asking: {
    readonly caller: Caller
    readonly permission: Permission
    readonly county: string | undefined
  },
): string | undefined {
  const sent = typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>) : {}
  const named = beginners.map((id) => sent[id])
  const unit = named.find((each) => typeof each === 'string')
  if (typeof unit === 'string') return unit
  const mine = unitsOf(asking.caller, asking.permission, asking.county ?? '')
  return mine === '*' || mine.size !== 1 ? undefined : [...mine][0]
}
