import type { ScheduledDutyEntry } from '../../contracts/scheduled-duty.ts'
import { assessedVersion } from '../assessment/assessed-ruleset.ts'
import { isInScope } from '../assessment/unit-scope.ts'
import type { Caller } from '../context/caller.ts'
import { readCursor, writeCursor } from '../context/cursor.ts'
import type { ListPage, PageAsked } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { Standing } from './scheduled-standings.ts'
import { compareDue, isDone, standingsByDue } from './standings-by-due.ts'

export interface ScheduledDutiesAsked extends PageAsked {
  readonly ruleset: string
  readonly unit?: string | undefined
  /** Only what is not done. */
  readonly open: boolean
}

/**
 * What the caller's units, and the community where the caller works for all of it, have to do in each period or by a
 * day, the first due first; without a time last.
 * @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING, REQUEST_INVALID
 */
export async function listScheduledDuties(
  context: OperationContext,
  caller: Caller,
  asked: ScheduledDutiesAsked,
): Promise<ListPage<ScheduledDutyEntry>> {
  const { ruleset, unit, open, limit, cursor } = asked
  const { units } = await assessedVersion(context, caller, {
    ruleset,
    permission: 'assessment.read',
  })
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const found = (await standingsByDue(context, ruleset))
    .filter(
      ({ each: { instance, standing, debtor, reminders } }) =>
        (units === '*' ||
          // Who is told that something is late finds it here.
          [debtor, ...reminders.map(({ to }) => to)].some((acting) =>
            acting.units.some((acts) => isInScope(units, acts)),
          )) &&
        (unit === undefined || instance.unit === unit) &&
        (!open || !isDone(standing)),
    )
    .filter((one) => after === undefined || compareDue(one, after) > 0)
  const shown = found.slice(0, limit)
  const items = shown.map(({ each }) => present(each))
  const last = shown.at(-1)
  if (found.length <= limit || last === undefined) return { items }
  return { items, next: writeCursor({ value: last.value, id: last.id }) }
}

/** As it is told to the outside. Pure. */
export function present({
  version: { publication },
  duty,
  instance,
  standing,
  debtor,
  reminders,
  records,
}: Standing): ScheduledDutyEntry {
  const { unit, period, dueAt, yearMissing } = instance
  return {
    ruleset: publication.ruleset,
    version: publication.version,
    duty: duty.id,
    title: duty.title,
    period,
    unit,
    owedBy: debtor.name,
    actingUnits: debtor.units,
    dueAt: dueAt ?? null,
    yearMissing: yearMissing ?? null,
    standing: standing.standing,
    done: standing.done,
    needed: standing.needed,
    told: reminders.map(({ title, to, at }) => ({
      title,
      to: to.name,
      at,
      reached: to.units.length > 0,
    })),
    records: records.map(({ id, at, recordedAt, by, facts, document, note }) => ({
      id,
      at,
      recordedAt,
      by: by.title,
      facts,
      document,
      note: note ?? null,
    })),
  }
}
