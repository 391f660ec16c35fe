import type { ScheduledDutyEntry } from '../../contracts/scheduled-duty.ts'
import type { DutyRecordDocument } from '../../documents/duty-record-document.ts'
import { withoutMark } from '../../documents/made-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { dutyVersions } from '../assessment/duty-version.ts'
import { assertActs } from './assert-acts.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readEntry } from './read-entry.ts'

/**
 * Takes a record back that was made by mistake. It stays to be seen in the log, and so does the reason; what it kept is
 * owed again. Taking it back twice is taking it back once.
 * @throws ServerError RECORD_UNKNOWN, UNIT_OUTSIDE, WHOLE_COUNTY_NEEDED
 */
export async function withdrawRecord(
  context: OperationContext,
  caller: Caller,
  request: { readonly ruleset: string; readonly record: string; readonly reason: string },
): Promise<ScheduledDutyEntry> {
  const { ruleset, record: id, reason } = request
  const found = await context.store.get('dutyRecords', id)
  if (found === undefined || found.ruleset !== ruleset || found.withdraws !== undefined)
    throw new ServerError('RECORD_UNKNOWN', { id })
  const county = found.county === '' ? undefined : found.county
  const now = context.clock.now()
  const version = await dutyVersions(context, ruleset, now)(found.period)
  const duty = version?.bundle.ruleset.scheduledDuties.find(({ id: known }) => known === found.duty)
  await assertActs(context, caller, { duty, unit: found.unit, county, ruleset })
  const document: DutyRecordDocument = {
    ...withoutMark(found),
    id: `${id} withdrawn`,
    at: now,
    recordedAt: now,
    by: recordedActor(caller),
    facts: {},
    document: null,
    note: reason,
    withdraws: id,
  }
  // Where it was taken back before, by whomever, there is nothing left to do.
  await context.commit([{ kind: 'insert', collection: 'dutyRecords', document }], {
    action: 'duty.withdraw',
    actor: recordedActor(caller),
    target: ruleset,
    county,
    detail: { record: id, duty: found.duty, period: found.period, unit: found.unit, reason },
  })
  return await readEntry(context, found)
}
