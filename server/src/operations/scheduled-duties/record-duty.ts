import { hasErrors, parseFacts, periodOf } from '@jieli/engine'
import { restsOnAssessment, type ScheduledDuty } from '@jieli/engine/scheduled-duties'
import type { DutyRecordDocument, FiledDocument } from '../../documents/duty-record-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { storedTime } from '../../ports/time.ts'
import { assertActs } from './assert-acts.ts'
import { type DutyVersion, dutyVersions } from '../assessment/duty-version.ts'
import { finalAssessments } from '../assessment/final-assessments.ts'
import { assessedUnits } from '../context/known-units.ts'
import { assertRulesetScope, type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { factsInvalid } from '../../errors/facts-invalid.ts'
import { assertCounts, assertMoment, assertOwedBy, knownDuty } from './assert-record.ts'

export interface RecordRequest {
  readonly ruleset: string
  readonly duty: string
  readonly period: string
  readonly unit: string | null
  /** When it was done; now when absent. */
  readonly at?: string | undefined
  readonly facts?: unknown
  readonly document?:
    | {
        readonly title: string
        readonly number?: string | undefined
        readonly link?: string | undefined
      }
    | undefined
  readonly note?: string | undefined
}

/**
 * Records that a scheduled duty was done for a period, in one commit with its audit entry. What would not keep it is
 * refused with what it lacks, so that nobody takes for done what is not.
 * @throws ServerError RULESET_UNKNOWN, SCHEDULED_DUTY_UNKNOWN, SCHEDULED_DUTY_NOT_OWED, RECORD_MOMENT, RECORD_LACKS,
 *   FACTS_INVALID, UNIT_OUTSIDE, WHOLE_COUNTY_NEEDED, SCOPE_MISSING
 */
export async function recordDuty(
  context: OperationContext,
  caller: Caller,
  request: RecordRequest,
): Promise<DutyRecordDocument> {
  const { ruleset, period, unit, note } = request
  const document = filed(request.document)
  const now = context.clock.now()
  const version = await dutyVersions(context, ruleset, now)(period)
  if (version === undefined)
    throw new ServerError('RULESET_UNKNOWN', { id: ruleset, suggestion: '' })
  const { publication, bundle } = version
  const permission = 'duties.record'
  assertRulesetScope(caller, permission, publication.manifest)
  const { county } = publication.manifest
  const duty = knownDuty(bundle.ruleset, request.duty)
  await assertActs(context, caller, { duty, unit, county, ruleset })
  await assertOwed(context, { version, duty, period, unit, now })
  const at = storedTime(request.at ?? now)
  assertMoment({ at, period, now })
  const { facts, issues } = parseFacts(bundle.ruleset, request.facts ?? {}, '/facts')
  if (hasErrors(issues)) throw factsInvalid(issues)
  assertCounts(bundle, duty, { facts, document: document !== null, at })
  const made: DutyRecordDocument = {
    id: context.newId(),
    revision: 1,
    ruleset,
    county: county ?? '',
    version: publication.version,
    duty: duty.id,
    title: duty.title,
    unit,
    period,
    at,
    recordedAt: now,
    by: recordedActor(caller),
    facts,
    document,
    ...(note === undefined ? {} : { note }),
  }
  const { committed } = await context.commit(
    [{ kind: 'insert', collection: 'dutyRecords', document: made }],
    {
      action: 'duty.record',
      actor: recordedActor(caller),
      target: ruleset,
      county,
      detail: { record: made.id, duty: duty.id, period, unit, at },
    },
  )
  if (!committed) throw new Error(`The record ${made.id} was not taken.`)
  return made
}

function filed(document: RecordRequest['document']): FiledDocument | null {
  if (document === undefined) return null
  const { title, number, link } = document
  return {
    title,
    ...(number === undefined ? {} : { number }),
    ...(link === undefined ? {} : { link }),
  }
}

/** @throws ServerError SCHEDULED_DUTY_NOT_OWED */
async function assertOwed(
  context: OperationContext,
  owed: {
    readonly version: DutyVersion
    readonly duty: ScheduledDuty
    readonly period: string
    readonly unit: string | null
    readonly now: string
  },
): Promise<void> {
  const { version, duty, period, unit, now } = owed
  const { ruleset } = version.publication
  const units = await assessedUnits(context, ruleset, periodOf(period) ?? { start: '' })
  const assessed = await finalAssessments(context, {
    ruleset,
    periods: restsOnAssessment(duty) ? [period] : [],
    knownAt: now,
  })
  assertOwedBy(version.bundle, duty, { period, unit, at: now, input: { units, assessed } })
}
