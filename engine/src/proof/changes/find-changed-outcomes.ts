import { jsonEqual } from '../../model/json.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { contributingRules } from '../rules-behind.ts'
import type { Clock } from '../tables/node.ts'
import type { ChangedOutcome } from './changed-outcome.ts'
import { commonFacts } from './common-facts.ts'
import { searchDecision, type Sides } from './search-decision.ts'

export interface ChangedOutcomes {
  readonly changed: readonly ChangedOutcome[]
  /**
   * Decisions of which there may be more: the search was given up or told as much as it tells, a fact means something
   * else now, or a parameter has no value.
   */
  readonly undecided: readonly string[]
}

/** How much may be looked at for one decision, and for all. */
const decisionLimit = 20_000_000
const rulesetLimit = 60_000_000

/**
 * Which cases the decisions that both rulesets have decide otherwise on a day. Every case is told of that both take and
 * of which every fact is known, unless the decision is named as undecided. Pure.
 */
export function findChangedOutcomes(
  before: Ruleset,
  after: Ruleset,
  asOf: string,
): ChangedOutcomes {
  const changed: ChangedOutcome[] = []
  const undecided: string[] = []
  const known = indexRuleset(before).decisions
  const common = commonFacts(before, after)
  const clock: Clock = { moment: 0, work: 0 }
  for (const { id } of after.decisions.filter((decision) => known.has(decision.id))) {
    const sides = { before, after, asOf, decision: id }
    if (restsOnTheSame(sides)) continue
    const limit = Math.min(decisionLimit, Math.max(0, rulesetLimit - clock.work))
    const found = searchDecision(sides, common, { clock, limit })
    changed.push(...found.changed)
    if (!found.isComplete) undecided.push(id)
  }
  return { changed, undecided }
}

/** True where everything a decision rests on on the day is the same under both. */
function restsOnTheSame({ before, after, asOf, decision }: Sides): boolean {
  const [old, fresh] = [before, after].map((ruleset) =>
    contributingRules(ruleset, asOf, [{ list: 'decisions', id: decision, path: '' }]),
  )
  return jsonEqual(old, fresh)
}
