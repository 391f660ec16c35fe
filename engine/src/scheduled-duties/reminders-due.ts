import type { Ruleset } from '../model/ruleset.ts'
import type { ScheduledDuty } from '../model/scheduled-duty.ts'
import type { Text } from '../model/text.ts'
import { delayEnd } from '../pathways/delay-milliseconds.ts'
import type { InstanceStanding } from './instance-standing.ts'
import type { ScheduledInstance } from './instance.ts'

/** That somebody has to be told that something is late. */
export interface DueReminder {
  readonly id: string
  readonly title: Text
  /** The office that is told; absent: whoever owes it. */
  readonly to?: string
  /** From when on. */
  readonly at: string
}

/**
 * Who has to have been told by a moment that something owed for a period is late: reminders and escalations whose time
 * has come while it was not yet kept. Pure.
 */
export function remindersDue(
  ruleset: Ruleset,
  { duty, instance }: { readonly duty: ScheduledDuty; readonly instance: ScheduledInstance },
  { standing, at }: { readonly standing: InstanceStanding; readonly at: string },
): readonly DueReminder[] {
  const { dueAt } = instance
  if (dueAt === undefined || instance.status !== 'owed') return []
  return (duty.late ?? []).flatMap(({ id, title, to, after }) => {
    const from =
      after === undefined ? dueAt : delayEnd(ruleset, after, dueAt, instance.unit ?? undefined)
    if (typeof from !== 'string') return []
    // At the moment itself it is still in time.
    const until = Date.parse(standing.keptAt ?? at)
    return until > Date.parse(from) && Date.parse(at) > Date.parse(from)
      ? [{ id, title, ...(to === undefined ? {} : { to }), at: from }]
      : []
  })
}
