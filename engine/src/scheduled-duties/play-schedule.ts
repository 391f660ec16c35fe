import type { Bundle } from '../model/bundle.ts'
import type { ScheduledDuty } from '../model/scheduled-duty.ts'
import type { DutyRecord, ScheduledInstance, ScheduleInput } from './instance.ts'
import { type InstanceStanding, instanceStanding } from './instance-standing.ts'
import { instancesOf, periodsOf, scheduleTypes } from './instances-of.ts'
import { type DueReminder, remindersDue } from './reminders-due.ts'

/** Something owed for a period as it stands at the moment asked for, and who has to have been told that it is late. */
export interface PlayedInstance extends ScheduledInstance {
  readonly standing: InstanceStanding
  readonly reminders: readonly DueReminder[]
}

/**
 * What is owed by one ruleset for the periods that touch some days, as it stands at a moment by what was recorded until
 * then: short periods first, and of each length the earliest. Pure.
 * @param asked.only which duties; all when absent
 */
export function playSchedule(
  bundle: Bundle,
  { input, records }: { readonly input: ScheduleInput; readonly records: readonly DutyRecord[] },
  asked: {
    readonly from: string
    readonly until: string
    readonly at: string
    readonly only?: (duty: ScheduledDuty) => boolean
  },
): readonly PlayedInstance[] {
  const { at, only = () => true } = asked
  return scheduleTypes.flatMap((every) =>
    periodsOf(every, asked).flatMap((period) =>
      bundle.ruleset.scheduledDuties
        .filter((duty) => duty.schedule.every === every && only(duty))
        .flatMap((duty) =>
          instancesOf(bundle, duty, { period, at, input }).map((instance) => {
            const standing = instanceStanding(bundle, { duty, instance }, { records, at })
            const reminders = remindersDue(bundle.ruleset, { duty, instance }, { standing, at })
            return { ...instance, standing, reminders }
          }),
        ),
    ),
  )
}
