import { createIssue, type Issue } from '../model/issue.ts'
import { officeSpans } from '../model/office-hours.ts'
import type { Ruleset } from '../model/ruleset.ts'

/** Office hours that end before they begin, or overlap. Pure. */
export function checkCalendar({ manifest: { calendar } }: Ruleset): readonly Issue[] {
  if (calendar === undefined) return []
  const spans = officeSpans(calendar)
  const wrong = spans.some(({ from, to }, at) => to <= from || (spans[at + 1]?.from ?? to) < to)
  return wrong ? [createIssue('OFFICE_HOURS_ORDER', '/manifest/calendar/officeHours')] : []
}
