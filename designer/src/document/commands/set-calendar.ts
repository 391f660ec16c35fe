import type { Calendar } from '@jieli/engine'
import type { Command } from '../state/command.ts'

/** Changes which days are worked, and the office hours. */
export function setCalendar(calendar: Calendar): Command {
  return {
    name: 'commands.setCalendar',
    apply: (ruleset) => {
      ruleset.manifest.calendar = calendar
    },
  }
}
