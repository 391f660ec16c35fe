/**
 * What has to be done in each period or by a day: what is owed, how it stands, who is reminded, how it is counted. A door
 * of its own, because only what plays and keeps scheduled duties needs it.
 *
 * @module
 */
export type {
  AssessedPeriod,
  DutyRecord,
  ScheduledInstance,
  ScheduleInput,
} from './scheduled-duties/instance.ts'
export { countedAt, fallsDue, isDueWithin, periodsBefore } from './scheduled-duties/falls-due.ts'
export {
  instancesOf,
  periodsOf,
  restsOnAssessment,
  scheduleTypes,
} from './scheduled-duties/instances-of.ts'
export { instanceStanding, recordCounts } from './scheduled-duties/instance-standing.ts'
export { countInstances, scheduledFacts } from './scheduled-duties/count-instances.ts'
export { type PlayedInstance, playSchedule } from './scheduled-duties/play-schedule.ts'
export { type DueReminder, remindersDue } from './scheduled-duties/reminders-due.ts'
export { describeScheduledDuty } from './scheduled-duties/describe-scheduled-duty.ts'
export { type ScheduledDuty, standingOfScheduledSchema } from './model/scheduled-duty.ts'
