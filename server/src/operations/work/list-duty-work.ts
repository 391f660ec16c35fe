import { unitsOf } from '../../contracts/policy.ts'
import type { RulesetSummary } from '../../contracts/ruleset.ts'
import type { ProcedureCase } from '../../contracts/procedure.ts'
import { isInScope } from '../assessment/unit-scope.ts'
import { listProcedures } from '../cases/list-procedures.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { Standing } from '../scheduled-duties/scheduled-standings.ts'
import { isDone, standingsByDue } from '../scheduled-duties/standings-by-due.ts'
import type { WorkOfRuleset } from './work-of-ruleset.ts'

/** So many of each kind are in the worklist of a ruleset; the pages they lead to list all. */
const shown = 50

/**
 * What a unit of the caller, or an office that one fills, has to do in each period or by a day and has not done, the
 * first due first. Who acts for the whole county is shown what the community owes as one.
 */
export async function scheduledWork(
  context: OperationContext,
  caller: Caller,
  { id, county, versions }: RulesetSummary,
): Promise<readonly WorkOfRuleset<'scheduledDutyOwed'>[]> {
  if (county === undefined || versions.length === 0) return []
  const units = unitsOf(caller, 'duties.record', county)
  if (units !== '*' && units.size === 0) return []
  const isMine = ({ instance, debtor }: Standing) =>
    units === '*' ? instance.unit === null : debtor.units.some((acts) => isInScope(units, acts))
  return (await standingsByDue(context, id))
    .filter(
      ({ each }) =>
        isMine(each) &&
        !isDone(each.standing) &&
        // Whether it is owed at all is not known yet.
        each.standing.standing !== 'undetermined',
    )
    .slice(0, shown)
    .map(({ each: { duty, instance, standing, debtor } }) => ({
      kind: 'scheduledDutyOwed',
      at: instance.dueAt ?? context.clock.now(),
      duty: duty.id,
      dutyTitle: duty.title,
      period: instance.period,
      unit: instance.unit,
      owedBy: debtor.name,
      dueAt: instance.dueAt ?? null,
      late: standing.standing === 'late',
    }))
}

/** The procedures in which a step waits for a unit of the caller, the latest changed first. */
export async function waitingProcedures(
  context: OperationContext,
  caller: Caller,
): Promise<readonly ProcedureCase[]> {
  return (await listProcedures(context, caller, { mine: true, limit: shown })).items
}

/** A procedure as an entry of the worklist. Pure. */
export function procedureWork({
  case: id,
  updatedAt: at,
  title: procedure,
  state,
  waitsFor,
}: ProcedureCase): WorkOfRuleset<'procedureWaiting'> {
  return { kind: 'procedureWaiting', at, case: id, procedure, state, waitsFor }
}
