import { type OrgUnit, periodOf, type Ruleset, successorOf, type Text } from '@jieli/engine'
import {
  type DueReminder,
  periodsOf,
  remindersDue,
  type ScheduledDuty,
  scheduleTypes,
} from '@jieli/engine/scheduled-duties'
import { dutyVersions } from '../assessment/duty-version.ts'
import { type OwedPeriod, type OwedStanding, standingsOf } from '../assessment/standings-of.ts'
import { isAssessed, knownUnits, unitsFilling } from '../context/known-units.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** Somebody by name, and the units that act for them: their own, or those that fill the office. */
export interface Acting {
  readonly name: Text
  readonly units: readonly string[]
}

/** Something owed for a period, as it stands. */
export interface Standing extends OwedPeriod, OwedStanding {
  /** The unit, or the office of the community, that owes it. */
  readonly debtor: Acting
  /** Who has to have been told that it is late. */
  readonly reminders: readonly (Omit<DueReminder, 'to'> & { readonly to: Acting })[]
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
  const { units } = await knownUnits(context, ruleset)
  const versionOf = dutyVersions(context, ruleset, now)
  const owed: OwedPeriod[] = []
  for (const every of scheduleTypes)
    for (const period of periodsOf(every, asked)) {
      const version = await versionOf(period)
      for (const duty of version?.bundle.ruleset.scheduledDuties ?? [])
        if (version !== undefined && only(duty) && duty.schedule.every === every)
          owed.push({ version, duty, period, at: now })
    }
  const known = { ruleset, owed, units: units.filter((unit) => isAssessed(unit)), knownAt: now }
  const ended = new Map(units.map(({ id, ended }) => [id, ended?.on]))
  // What a unit owed for a period that began while it was there is still owed.
  const standings = (await standingsOf(context, known)).filter(({ instance, period }) => {
    const on = ended.get(instance.unit ?? '')
    return on === undefined || (periodOf(period)?.start ?? '') < on
  })
  return standings.map((one) => {
    const { ruleset: rules } = one.version.bundle
    const debtor = debtorOf(rules, one, units)
    const reminders = remindersDue(rules, one, { standing: one.standing, at: now }).map(
      ({ to, ...reminder }) => ({
        ...reminder,
        to: to === undefined ? debtor : officeOf(rules, to, units),
      }),
    )
    return { ...one, debtor, reminders }
  })
}

/** Who owes something of a period. */
function debtorOf(
  ruleset: Ruleset,
  { duty, instance }: Pick<Standing, 'duty' | 'instance'>,
  units: readonly OrgUnit[],
): Acting {
  if (duty.owedBy.of === 'community') return officeOf(ruleset, duty.owedBy.office, units)
  const id = instance.unit ?? ''
  const title = units.find((unit) => unit.id === id)?.title ?? id
  return { name: { zh: title, en: title }, units: [successorOf(units, id)] }
}

function officeOf({ offices }: Ruleset, id: string, units: readonly OrgUnit[]): Acting {
  return {
    name: offices.find((office) => office.id === id)?.title ?? { zh: id, en: id },
    units: unitsFilling(units, id).map((unit) => unit.id),
  }
}
