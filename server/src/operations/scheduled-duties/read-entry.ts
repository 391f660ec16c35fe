import { periodOf } from '@jieli/engine'
import type { ScheduledDutyEntry } from '../../contracts/scheduled-duty.ts'
import type { DutyRecordDocument } from '../../documents/duty-record-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { dayAt } from '../../ports/time.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { present } from './list-scheduled-duties.ts'
import { scheduledStandings } from './scheduled-standings.ts'

/** What a record was made of, as it now stands. @throws ServerError SCHEDULED_DUTY_UNKNOWN where the rules have it no more */
export async function readEntry(
  context: OperationContext,
  { ruleset, duty, period, unit }: DutyRecordDocument,
): Promise<ScheduledDutyEntry> {
  const now = context.clock.now()
  const day = periodOf(period)?.start ?? dayAt(now)
  const found = await scheduledStandings(context, {
    ruleset,
    from: day,
    until: day,
    now,
    only: ({ id }) => id === duty,
  })
  const entry = found.find(
    ({ instance }) =>
      instance.duty === duty && instance.period === period && instance.unit === unit,
  )
  if (entry === undefined)
    throw new ServerError('SCHEDULED_DUTY_UNKNOWN', { id: duty, suggestion: '' })
  return present(entry)
}
