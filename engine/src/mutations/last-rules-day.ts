import type { Ruleset } from '../model/ruleset.ts'
import { rulesDays } from '../proof/rules-days.ts'

/** The last day on which a rule of the ruleset begins or ends: what a variant does is looked at from then on. Pure. */
export function lastRulesDay(ruleset: Ruleset): string {
  return rulesDays(ruleset).at(-1) ?? '2025-01-01'
}
