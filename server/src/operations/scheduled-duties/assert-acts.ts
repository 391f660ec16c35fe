import { successorOf } from '@jieli/engine'
import type { ScheduledDuty } from '@jieli/engine/scheduled-duties'
import { unitsOf } from '../../contracts/policy.ts'
import { assertUnit, isInScope } from '../assessment/unit-scope.ts'
import { knownUnits, unitsFilling } from '../context/known-units.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'

/**
 * That somebody acts for a unit of theirs, one it took over from, or an office of the community that it fills.
 * @param asked.duty `undefined` where the rules have it no more: then its office is not known
 * @throws ServerError UNIT_OUTSIDE, WHOLE_COUNTY_NEEDED
 */
export async function assertActs(
  context: OperationContext,
  caller: Caller,
  asked: {
    readonly duty: ScheduledDuty | undefined
    readonly unit: string | null
    readonly county: string | undefined
    readonly ruleset: string
  },
): Promise<void> {
  const { duty, unit, county, ruleset } = asked
  const permission = 'duties.record'
  const { units } = await knownUnits(context, ruleset)
  const mine = unitsOf(caller, permission, county ?? '*')
  if (unit === null && duty?.owedBy.of === 'community') {
    const { office } = duty.owedBy
    if (unitsFilling(units, office).some(({ id }) => isInScope(mine, id))) return
  }
  if (unit !== null && isInScope(mine, successorOf(units, unit))) return
  assertUnit(caller, unit, { permission, county, target: ruleset })
}
