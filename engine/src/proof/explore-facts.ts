import { candidateValues } from '../decisions/candidate-values.ts'
import type { DecisionResult } from '../decisions/decision-result.ts'
import { askedBeside } from '../decisions/fact-groups.ts'
import type { Facts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { ChartEdge } from '../model/chart-edges.ts'
import { reachReferences } from '../model/references/reach-references.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { nextFact, openTestsOf } from './open-tests.ts'
import { askedBy } from './tables/lay-out-space.ts'

/** Something tried on what is known of a case, with the decisions it asked. */
export interface Tried {
  readonly decisions: readonly DecisionResult[]
}

export interface Exploration {
  readonly asOf: string
  readonly given: Facts
  /** The transitions whose guards can be asked in what is tried: what they compare with tells cases apart. */
  readonly edges: readonly ChartEdge[]
  readonly limit?: number
}

/** How many trials are made before an exploration gives up. */
const trialLimit = 4000

/**
 * Tries something on every case that it could tell apart: first with nothing known beyond `given`, then with each value
 * that the guards tell apart of a fact for which a decision waits, and with that fact staying unknown. `false` when the
 * limit was reached. Pure.
 * @param visit looks at one case; `true` ends the exploration
 */
export function exploreFacts<T extends Tried>(
  bundle: Bundle,
  { asOf, given, edges, limit = trialLimit }: Exploration,
  attempt: (facts: Facts) => T,
  visit: (facts: Facts, result: T) => boolean,
): boolean {
  const index = indexRuleset(bundle.ruleset)
  // A later guard can compare a fact otherwise than the one that first waits for it: all of them count from the start.
  const references = reachReferences(bundle.ruleset, guardsOf(edges), ['conditions', 'decisions'])
  const asked = askedBy(references, index, asOf)
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
    const next = nextFact(waiting.flatMap(openTestsOf), settled)
    const definition = next === undefined ? undefined : index.facts.get(next)
    if (next === undefined || definition === undefined) return true
    const open = askedBeside(asked, facts)
    for (const value of candidateValues(definition, open, (id) => index.facts.get(id))) {
      if (!search({ ...facts, [next]: value }, unknown, undefined)) return false
      if (stopped) return true
    }
    return search(facts, new Set([...unknown, next]), result)
  }
  return search(given, new Set(), undefined)
}

function guardsOf(edges: readonly ChartEdge[]) {
  return edges.flatMap(({ transition: { guard } }) =>
    guard === undefined
      ? []
      : [{ list: 'decisions' as const, id: guard.params.decision, path: '' }],
  )
}
