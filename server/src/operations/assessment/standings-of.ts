import { type OrgUnit } from '@jieli/engine'
import {
  instancesOf,
  instanceStanding,
  restsOnAssessment,
  type ScheduledDuty,
  type ScheduledInstance,
} from '@jieli/engine/scheduled-duties'
import type { DutyRecordDocument } from '../../documents/duty-record-document.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { dutyRecords, readableRecord } from './duty-records.ts'
import type { DutyVersion } from './duty-version.ts'
import { finalAssessments } from './final-assessments.ts'

/** A scheduled duty of a version, and a period it may be owed for. */
export interface OwedPeriod {
  readonly version: DutyVersion
  readonly duty: ScheduledDuty
  /** `2026-Q1`, or `once`. */
  readonly period: string
  /** The moment it is looked at. */
  readonly at: string
}

/** What is owed for a period by one unit or by the community, and how it stands. */
export interface OwedStanding {
  readonly instance: ScheduledInstance
  readonly standing: ReturnType<typeof instanceStanding>
  /** What was recorded of it, the earliest first. */
  readonly records: readonly DutyRecordDocument[]
}

/** What is owed of some scheduled duties for some periods, and how it stands by what was recorded until a moment. */
export async function standingsOf<Owed extends OwedPeriod>(
  context: OperationContext,
  asked: {
    readonly ruleset: string
    readonly owed: readonly Owed[]
    readonly units: readonly OrgUnit[]
    readonly knownAt: string
  },
): Promise<readonly (Owed & OwedStanding)[]> {
  const { ruleset, owed, units, knownAt } = asked
  const known = { ruleset, knownAt }
  const periods = owed.map(({ period }) => period)
  const records = Map.groupBy(await dutyRecords(context, { ...known, periods }), keyOf)
  const assessed = await finalAssessments(context, {
    ...known,
    periods: owed.filter(({ duty }) => restsOnAssessment(duty)).map(({ period }) => period),
  })
  return owed.flatMap((one) => {
    const { version, duty, period, at } = one
    const { bundle } = version
    return instancesOf(bundle, duty, { period, at, input: { units, assessed } }).map((instance) => {
      const own = records.get(keyOf(instance)) ?? []
      const of = { records: own.map(readableRecord), at }
      const standing = instanceStanding(bundle, { duty, instance }, of)
      return { ...one, instance, standing, records: own }
    })
  })
}

function keyOf({
  duty,
  unit,
  period,
}: Pick<ScheduledInstance, 'duty' | 'unit' | 'period'>): string {
  return JSON.stringify([duty, unit, period])
}
