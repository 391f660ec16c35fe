import { candidateValues } from '../decisions/candidate-values.ts'
import type { DecisionResult } from '../decisions/decision-result.ts'
import type { Facts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { allTests, gather, nextFact, openTests } from './find-counterexample.ts'

/** Something tried on what is known of a case, with the decisions it asked. */
export interface Tried {
  readonly decisions: readonly DecisionResult[]
}

/** How many trials are made before an exploration gives up. */
const trialLimit = 4000

/**
 * Tries something on every case that it could tell apart: first with nothing known beyond `given`, then with each value at
 * which a decision that waits for a fact changes, and with that fact staying unknown. `false` when the limit was reached. Pure.
 * @param visit looks at one case; `true` ends the exploration
 */
export function exploreFacts<T extends Tried>(
  bundle: Bundle,
  { given, limit = trialLimit }: { readonly given: Facts; readonly limit?: number },
  attempt: (facts: Facts) => T,
  visit: (facts: Facts, result: T) => boolean,
): boolean {
  const { facts: definitions } = indexRuleset(bundle.ruleset)
  let trials = 0
  let stopped = false
  const search = (facts: Facts, unknown: ReadonlySet<string>, known: T | undefined): boolean => {
    if (known === undefined && ++trials > limit) return false
    const result = known ?? attempt(facts)
    if (known === undefined && visit(facts, result)) {
      stopped = true
      return true
    }
    const waiting = result.decisions.filter(({ outcome }) => outcome === 'needsFacts')
    const settled = { ...facts, ...Object.fromEntries([...unknown].map((id) => [id, true])) }
    const next = nextFact(
      waiting.flatMap((each) => gather(each, openTests)),
      settled,
    )
    const definition = next === undefined ? undefined : definitions.get(next)
    if (next === undefined || definition === undefined) return true
    const tests = result.decisions.flatMap((each) => gather(each, allTests))
    for (const value of candidateValues(definition, tests, (id) => definitions.get(id))) {
      if (!search({ ...facts, [next]: value }, unknown, undefined)) return false
      if (stopped) return true
    }
    return search(facts, new Set([...unknown, next]), result)
  }
  return search(given, new Set(), undefined)
}
