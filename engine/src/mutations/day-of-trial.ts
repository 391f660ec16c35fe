import type { Ruleset } from '../model/ruleset.ts'
import { rulesDays } from '../decisions/rules-days.ts'

/** Most shipped rulesets begin before this day. */
const leastDay = '2026-01-01'

/** The day on which variants are looked at: when everything the ruleset says has begun. The same for the same ruleset. Pure. */
export function dayOfTrial(ruleset: Ruleset): string {
  const last = rulesDays(ruleset).at(-1) ?? leastDay
  return last > leastDay ? last : leastDay
}

/** New Year's Day so many years after the day of the trial. Pure. */
export function newYearAfter(ruleset: Ruleset, years: number): string {
  return `${String(Number(dayOfTrial(ruleset).slice(0, 4)) + years).padStart(4, '0')}-01-01`
}
