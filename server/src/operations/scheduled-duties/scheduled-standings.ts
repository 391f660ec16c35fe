import {
  type DueReminder,
  instancesOf,
  instanceStanding,
  type OrgUnit,
  periodsOf,
  remindersDue,
  type ScheduledDuty,
  type Ruleset,
  type ScheduledInstance,
  scheduleTypes,
  type Text,
} from '@jieli/engine'
import type { DutyRecordDocument } from '../../documents/duty-record-document.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import { dutyRecords, readableRecord } from '../assessment/duty-records.ts'
import { type DutyVersion, dutyVersion } from '../assessment/duty-version.ts'
import { finalAssessments } from '../assessment/final-assessments.ts'
import { isAssessed, knownUnits } from '../context/known-units.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** Something owed for a period, as it stands. */
export interface Standing {
  readonly publication: PublicationDocument
  readonly duty: ScheduledDuty
  readonly instance: ScheduledInstance
  readonly standing: ReturnType<typeof instanceStanding>
  /** The name of the unit, or of the office of the community, that owes it. */
  readonly debtor: Text
  /** The units that act for it: its own, or those that fill the office. */
  readonly units: readonly string[]
  /** Whom it was told, by name. */
  readonly reminders: readonly (Omit<DueReminder, 'to'> & { readonly to: Text })[]
  /** What was recorded of it, the earliest first. */
  readonly records: readonly DutyRecordDocument[]
}

/** What is owed for the periods that lie between two days, or touch them, as it stands at a moment. */
export async function scheduledStandings(
  context: OperationContext,
  asked: {
    readonly ruleset: string
    readonly from: string
    readonly until: string
    readonly now: string
    /** Which duties; all when absent. */
    readonly only?: (duty: ScheduledDuty) => boolean
  },
): Promise<readonly Standing[]> {
  const { ruleset, now, only = () => true } = asked
  const { units: everyUnit } = await knownUnits(context, ruleset)
  const units = everyUnit.filter(isAssessed)
  const owed: { version: DutyVersion; duty: ScheduledDuty; period: string }[] = []
  for (const { every, period, version } of await versions(context, asked))
    for (const duty of version.bundle.ruleset.scheduledDuties)
      if (only(duty) && duty.schedule.every === every) owed.push({ version, duty, period })
  const records = await dutyRecords(context, {
    ruleset,
    periods: owed.map(({ period }) => period),
    knownAt: now,
  })
  const byInstance = Map.groupBy(records, keyOf)
  const assessed = await finalAssessments(context, {
    ruleset,
    periods: owed.flatMap(({ duty, period }) =>
      duty.misses === undefined && duty.where === undefined ? [] : [period],
    ),
    knownAt: now,
  })
  return owed.flatMap(({ version: { publication, bundle }, duty, period }) =>
    instancesOf(bundle, duty, { period, at: now, input: { units, assessed } }).map((instance) => {
      const own = byInstance.get(keyOf(instance)) ?? []
      const one = { duty, instance }
      const standing = instanceStanding(bundle, one, {
        records: own.map(readableRecord),
        at: now,
      })
      const debtor = debtorOf(bundle.ruleset, one, everyUnit)
      const reminders = remindersDue(bundle.ruleset, one, { standing, at: now }).map(
        ({ to, ...reminder }) => ({
          ...reminder,
          to: to === undefined ? debtor.name : officeTitle(bundle.ruleset, to),
        }),
      )
      return {
        publication,
        ...one,
        standing,
        debtor: debtor.name,
        units: debtor.units,
        reminders,
        records: own,
      }
    }),
  )
}

/** The periods of every length between two days, each with the version it is owed by. */
async function versions(
  context: OperationContext,
  asked: {
    readonly ruleset: string
    readonly from: string
    readonly until: string
    readonly now: string
  },
) {
  const found: { every: string; period: string; version: DutyVersion }[] = []
  for (const every of scheduleTypes)
    for (const period of periodsOf(every, asked)) {
      const version = await dutyVersion(context, asked.ruleset, { period, now: asked.now })
      if (version !== undefined) found.push({ every, period, version })
    }
  return found
}

function keyOf(of: Pick<ScheduledInstance, 'duty' | 'unit' | 'period'>): string {
  return JSON.stringify([of.duty, of.unit, of.period])
}

/** Who owes something of a period, by name, and the units that act for it. */
function debtorOf(
  ruleset: Ruleset,
  { duty, instance }: Pick<Standing, 'duty' | 'instance'>,
  units: readonly OrgUnit[],
): { readonly name: Text; readonly units: readonly string[] } {
  const { owedBy } = duty
  if (owedBy.of === 'units') {
    const id = instance.unit ?? ''
    const title = units.find((unit) => unit.id === id)?.title ?? id
    return { name: { zh: title, en: title }, units: [id] }
  }
  return {
    name: officeTitle(ruleset, owedBy.office),
    units: units.filter(({ offices }) => offices?.includes(owedBy.office)).map(({ id }) => id),
  }
}

function officeTitle({ offices }: Ruleset, id: string): Text {
  return offices.find((office) => office.id === id)?.title ?? { zh: id, en: id }
}
