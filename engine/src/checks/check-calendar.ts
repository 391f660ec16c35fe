import { createIssue, type Issue } from '../model/issue.ts'
import { officeSpans } from '../model/office-hours.ts'
import type { Ruleset } from '../model/ruleset.ts'

/** Office hours that end before they begin, or overlap, and units whose hours are given twice. Pure. */
export function checkCalendar({ manifest: { calendar } }: Ruleset): readonly Issue[] {
  if (calendar === undefined) return []
  const { unitHours = [] } = calendar
  return [
    ...(isInOrder(calendar)
      ? []
      : [createIssue('OFFICE_HOURS_ORDER', '/manifest/calendar/officeHours')]),
    ...unitHours.flatMap((each, at) => [
      ...(isInOrder(each)
        ? []
        : [createIssue('OFFICE_HOURS_ORDER', `/manifest/calendar/unitHours/${at}`)]),
      ...(unitHours.findIndex(({ unit }) => unit === each.unit) < at
        ? [
            createIssue('OFFICE_HOURS_TWICE', `/manifest/calendar/unitHours/${at}`, {
              unit: each.unit,
            }),
          ]
        : []),
    ]),
  ]
}

function isInOrder(hours: Parameters<typeof officeSpans>[0]): boolean {
  const spans = officeSpans(hours)
  return spans.every(({ from, to }, at) => from < to && (spans[at + 1]?.from ?? to) >= to)
}
