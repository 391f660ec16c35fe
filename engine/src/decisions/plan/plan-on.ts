import type { Ruleset } from '../../model/ruleset.ts'
import { rulesDays } from '../rules-days.ts'
import { RulesetPlan } from './plan-ruleset.ts'

const plans = new WeakMap<
  Ruleset,
  { readonly days: readonly string[]; readonly of: RulesetPlan[] }
>()

/** The plan of a ruleset for a day: one for all days between two on which something of it changes. */
export function planOn(ruleset: Ruleset, asOf: string): RulesetPlan {
  let known = plans.get(ruleset)
  if (known === undefined) plans.set(ruleset, (known = { days: rulesDays(ruleset), of: [] }))
  const span = countUpTo(known.days, asOf)
  return (known.of[span] ??= new RulesetPlan(ruleset, asOf))
}

/** How many of some sorted days are not after one. */
function countUpTo(days: readonly string[], day: string): number {
  let [from, to] = [0, days.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((days[middle] as string) <= day) from = middle + 1
    else to = middle
  }
  return from
}
