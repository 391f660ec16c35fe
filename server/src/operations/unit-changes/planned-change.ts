import type { OrgUnit } from '@jieli/engine'
import type { ChangeableUnits, UnitChangeQuery } from '../../contracts/unit-change.ts'
import { ServerError } from '../../errors/server-error.ts'
import { dayAt } from '../../ports/time.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import { findLatestPublication } from '../context/find-publication.ts'
import { knownUnits } from '../context/known-units.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** A change that can be made. */
export interface PlannedChange {
  readonly ruleset: string
  readonly county: string
  readonly change: UnitChangeQuery
  readonly unit: OrgUnit
  /** Who takes over; nobody where the unit is only called otherwise. */
  readonly successor: OrgUnit | undefined
  readonly today: string
}

/** The units of a ruleset's county that can be changed, for whoever may. @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING */
export async function readChangeableUnits(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
): Promise<ChangeableUnits> {
  const { today } = await administered(context, caller, ruleset)
  const { units } = await knownUnits(context, ruleset)
  return { today, units: units as ChangeableUnits['units'] }
}

/**
 * Whether a change can be made, but for its day.
 * @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING, UNIT_CHANGE_UNKNOWN, UNIT_CHANGE_SUCCESSOR, UNIT_CHANGE_ENDED
 */
export async function plannedChange(
  context: OperationContext,
  caller: Caller,
  asked: { readonly ruleset: string; readonly change: UnitChangeQuery },
): Promise<PlannedChange> {
  const { ruleset, change } = asked
  const { county, today } = await administered(context, caller, ruleset)
  const { units } = await knownUnits(context, ruleset)
  const unit = units.find(({ id }) => id === change.unit)
  if (unit === undefined) throw new ServerError('UNIT_CHANGE_UNKNOWN', { unit: change.unit })
  const { ended } = unit
  // The same change again hands over what was left.
  const again =
    change.kind === ended?.how && change.successor === ended.successor && change.on === ended.on
  if (ended !== undefined && !again)
    throw new ServerError('UNIT_CHANGE_ENDED', {
      unit: unit.title,
      on: ended.on,
      successor: units.find(({ id }) => id === ended.successor)?.title ?? ended.successor,
    })
  return { ruleset, county, change, unit, today, successor: successorIn(units, unit, change) }
}

/** @throws ServerError UNIT_CHANGE_EARLY */
export function assertDay({ change: { on }, today }: PlannedChange): void {
  if (on > today) throw new ServerError('UNIT_CHANGE_EARLY', { on, today })
}

/** @throws ServerError UNIT_CHANGE_SUCCESSOR */
function successorIn(
  units: readonly OrgUnit[],
  unit: OrgUnit,
  change: UnitChangeQuery,
): OrgUnit | undefined {
  if (change.kind === 'renamed') return undefined
  const successor = units.find(({ id }) => id === change.successor)
  if (successor === undefined || successor.id === unit.id || successor.ended !== undefined)
    throw new ServerError('UNIT_CHANGE_SUCCESSOR', {
      unit: unit.title,
      successor: successor?.title ?? change.successor,
    })
  return successor
}

/** @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING */
async function administered(context: OperationContext, caller: Caller, ruleset: string) {
  const publication = await findLatestPublication(context.store, ruleset)
  if (publication === undefined)
    throw new ServerError('RULESET_UNKNOWN', { id: ruleset, suggestion: '' })
  const { manifest } = publication
  assertRulesetScope(caller, 'units.change', manifest)
  const today = dayAt(context.clock.now(), manifest.calendar?.utcOffset)
  return { county: manifest.county ?? '', today }
}
