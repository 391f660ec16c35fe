import { withYears } from '../model/calendar.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Delay } from '../model/parameter.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Text } from '../model/text.ts'
import { delayEnd } from '../pathways/delay-milliseconds.ts'
import { delayPlaces } from './unusual/delay-places.ts'

/**
 * Years into which a time in working days or office hours reaches that begins on a county version's first day, and whose
 * holidays the calendar takes from no notice: which days are worked is then not known. Pure.
 * @param asOf the first day; without it no year is looked at
 */
export function checkHolidayNotices(ruleset: Ruleset, asOf: string | undefined): readonly Issue[] {
  const { kind, calendar } = ruleset.manifest
  if (asOf === undefined || kind !== 'county') return []
  const told = new Map<number, Text>()
  const begun = `${asOf}T00:00:00${calendar?.utcOffset ?? '+08:00'}`
  for (const { title, delay } of delayPlaces(ruleset)) {
    if (!countsWorkingDays(ruleset, delay)) continue
    for (const year of yearsMissing(ruleset, delay, begun))
      if (!told.has(year)) told.set(year, title)
  }
  return [...told]
    .toSorted(([a], [b]) => a - b)
    .map(([year, title]) =>
      createIssue('CALENDAR_YEAR_MISSING', '/manifest/calendar', { year: String(year), title }),
    )
}

function countsWorkingDays(ruleset: Ruleset, delay: Delay): boolean {
  if ('parameter' in delay) {
    const parameter = indexRuleset(ruleset).parameters.get(delay.parameter)
    return parameter?.type === 'integer' || parameter?.unit === 'workingTime'
  }
  return !('duration' in delay)
}

/** The years a delay counts in that have no notice: each found by taking the one before it for arranged. */
function yearsMissing(ruleset: Ruleset, delay: Delay, begun: string): readonly number[] {
  const years: number[] = []
  let given = ruleset
  for (;;) {
    const end = delayEnd(given, delay, begun)
    if (typeof end !== 'object') return years
    years.push(end.yearMissing)
    const assumed = {
      utcOffset: '+08:00',
      holidays: [],
      workdays: [],
      notices: [{ year: end.yearMissing, number: '-' }],
    }
    const calendar = withYears(given.manifest.calendar, [assumed])
    given = { ...given, manifest: { ...given.manifest, calendar } }
  }
}
