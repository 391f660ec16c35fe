import { askedIn, candidateValues } from '../decisions/candidate-values.ts'
import type { Facts } from '../decisions/facts.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Condition } from '../model/condition.ts'
import type { Outcome } from '../model/outcome.ts'
import { conditionReferences } from '../model/references/condition-references.ts'
import type { Reference } from '../model/references/reference.ts'
import { type Claim, claimReader } from './claim-standing.ts'
import { nextFact } from './open-tests.ts'
import { contributingRules } from './rules-behind.ts'

/** "Whatever case the premise is true of, the conclusion is true of it." Each under a ruleset of its own. */
export interface ClaimPair {
  readonly premise: Claim
  readonly conclusion: Claim
  readonly asOf: string
}

/** "Whenever the decision yields one of `outcomes`, `implies` holds." */
export interface Implication {
  readonly decision: string
  readonly outcomes: readonly Outcome[]
  readonly implies: Condition
  readonly asOf: string
}

/**
 * `holds`: proved for every possible case, but for what waits for the parameters that are still `open`.
 * `broken`: with the facts of a case that shows it, and the outcome where the premise is a decision's.
 * `undecided`: the search was given up; nothing is known.
 */
export type Proof =
  | { readonly kind: 'holds'; readonly open: readonly string[] }
  | { readonly kind: 'broken'; readonly facts: Facts; readonly outcome?: Outcome }
  | { readonly kind: 'undecided' }

/** How many partial cases are looked at before the search gives up; a list of so many codes counts as one more. */
const nodeLimit = 50_000
const codesPerNode = 50

/** Proofs found before, by what they rest on: most changes to a ruleset leave most implications as they were. */
const proofs = new Map<string, Proof>()
const proofsKept = 5000

/** What a claim itself names. */
function namedBy(
  claim: { readonly condition: Condition } | { readonly decision: string },
): readonly Reference[] {
  return 'condition' in claim
    ? conditionReferences(claim.condition, '')
    : [{ list: 'decisions', id: claim.decision, path: '' }]
}

/** Decides whether what a decision yields always implies a condition, both under one ruleset. Pure. */
export function findCounterexample(
  bundle: Bundle,
  { decision, outcomes, implies, asOf }: Implication,
): Proof {
  return proveClaims({
    premise: { bundle, decision, outcomes },
    conclusion: { bundle, condition: implies },
    asOf,
  })
}

/**
 * Decides an implication exactly. Facts are filled in one at a time with the values at which some comparison
 * changes its result; three-valued evaluation tells early when every completion of a partial case agrees, so that
 * whole families of cases are settled at once. Pure.
 */
export function proveClaims(pair: ClaimPair): Proof {
  const behind = ({ bundle, ...claim }: Claim) => [
    claim,
    contributingRules(bundle.ruleset, pair.asOf, namedBy(claim)),
  ]
  const key = JSON.stringify([pair.asOf, behind(pair.premise), behind(pair.conclusion)])
  const known = proofs.get(key)
  if (known !== undefined) return known
  const proof = prove(pair)
  if (proofs.size >= proofsKept) proofs.clear()
  proofs.set(key, proof)
  return proof
}

function prove({ premise, conclusion, asOf }: ClaimPair): Proof {
  const definitionOf = (id: string) =>
    indexRuleset(premise.bundle.ruleset).facts.get(id) ??
    indexRuleset(conclusion.bundle.ruleset).facts.get(id)
  const [readPremise, readConclusion] = [claimReader(premise, asOf), claimReader(conclusion, asOf)]
  const open = new Set<string>()
  let nodes = 0
  let undecided = false

  const search = (facts: Facts): Proof | undefined => {
    if (++nodes > nodeLimit) {
      undecided = true
      return undefined
    }
    const holds = readConclusion(facts)
    if (holds.truth === true) return undefined
    const meets = readPremise(facts)
    if (meets.truth === false) return undefined
    if (meets.truth === true && holds.truth === false)
      return {
        kind: 'broken',
        facts,
        ...(meets.outcome === undefined ? {} : { outcome: meets.outcome }),
      }
    // What would break the implication is filled in first: few cases are left for the premise to answer.
    const [wanted, met] = [holds.open(), meets.open()]
    const next = nextFact(wanted, facts) ?? nextFact(met, facts)
    if (next === undefined) {
      // Open, but on nothing a fact could settle: on parameters that still have no value.
      for (const test of [...wanted, ...met])
        if (test.expectedFrom !== undefined && 'parameter' in test.expectedFrom)
          open.add(test.expectedFrom.parameter)
      return undefined
    }
    const definition = definitionOf(next)
    if (definition === undefined) return undefined
    // A comparison on which nothing waits any more cannot tell cases apart.
    const asked = askedIn([...wanted, ...met])
    for (const value of candidateValues(definition, asked, definitionOf)) {
      if (Array.isArray(value)) nodes += value.length / codesPerNode
      const found = search({ ...facts, [next]: value })
      if (found !== undefined || undecided) return found
    }
    return undefined
  }

  const found = search({})
  if (found !== undefined) return found
  return undecided ? { kind: 'undecided' } : { kind: 'holds', open: [...open].toSorted() }
}
