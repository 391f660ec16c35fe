import { askedIn, candidateValues } from '../decisions/candidate-values.ts'
import type { ConditionTrace, DecisionResult, TestTrace } from '../decisions/decision-result.ts'
import { evaluateStandaloneCondition } from '../decisions/evaluate-standalone-condition.ts'
import { decideWithoutNeeds } from '../decisions/evaluate-decision.ts'
import type { Facts } from '../decisions/facts.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Truth } from '../decisions/truth.ts'
import type { Bundle } from '../model/bundle.ts'
import { textHash } from '../model/content-hash.ts'
import type { Condition } from '../model/condition.ts'
import type { Outcome } from '../model/outcome.ts'
import { conditionReferences } from '../model/references/condition-references.ts'
import type { Reference } from '../model/references/reference.ts'
import { contributingRules } from './rules-behind.ts'

/** What a case can be like under a ruleset: a condition holds of it, or a decision yields one of some outcomes. */
export type Claim =
  | { readonly bundle: Bundle; readonly condition: Condition }
  | { readonly bundle: Bundle; readonly decision: string; readonly outcomes: readonly Outcome[] }

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
  // Not canonical: a different order of keys only means that something is proved twice.
  const key = textHash(JSON.stringify([pair.asOf, behind(pair.premise), behind(pair.conclusion)]))
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
  const open = new Set<string>()
  let nodes = 0
  let undecided = false

  const search = (facts: Facts): Proof | undefined => {
    if (++nodes > nodeLimit) {
      undecided = true
      return undefined
    }
    const holds = evaluateClaim(conclusion, facts, asOf)
    if (holds.truth === true) return undefined
    const meets = evaluateClaim(premise, facts, asOf)
    if (meets.truth === false) return undefined
    if (meets.truth === true && holds.truth === false)
      return {
        kind: 'broken',
        facts,
        ...(meets.outcome === undefined ? {} : { outcome: meets.outcome }),
      }
    // What would break the implication is filled in first: few cases are left for the premise to answer.
    const next = nextFact(holds.open(), facts) ?? nextFact(meets.open(), facts)
    if (next === undefined) {
      // Open, but on nothing a fact could settle: on parameters that still have no value.
      for (const test of [...holds.open(), ...meets.open()])
        if (test.expectedFrom !== undefined && 'parameter' in test.expectedFrom)
          open.add(test.expectedFrom.parameter)
      return undefined
    }
    const definition = definitionOf(next)
    if (definition === undefined) return undefined
    // A comparison on which nothing waits any more cannot tell cases apart.
    const asked = askedIn([...holds.open(), ...meets.open()])
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

interface ClaimResult {
  readonly truth: Truth
  readonly outcome?: Outcome
  /** The comparisons that wait for something unknown and that the truth waits for. */
  readonly open: () => readonly TestTrace[]
}

/** Whether a claim is true of a case as far as its facts are known, and the comparisons it rests on. */
function evaluateClaim(claim: Claim, facts: Facts, asOf: string): ClaimResult {
  const decide = (id: string) => decideWithoutNeeds(claim.bundle, id, facts, asOf)
  if ('condition' in claim) {
    const trace = evaluateStandaloneCondition(claim.bundle, claim.condition, facts, asOf)
    // A test of another decision's outcome waits for what that decision waits for.
    const through = () =>
      openTests(trace).flatMap((test) =>
        test.decision === undefined || !isDecided(claim.bundle, test.decision)
          ? [test]
          : openTestsOf(decide(test.decision)),
      )
    return { truth: trace.result, open: () => through() }
  }
  const result = decide(claim.decision)
  const { outcome } = result
  const settled = outcome !== 'needsFacts'
  return {
    truth: settled ? claim.outcomes.includes(outcome) : 'unknown',
    outcome,
    open: () => (settled ? [] : openTestsOf(result)),
  }
}

function isDecided(bundle: Bundle, decision: string): boolean {
  return indexRuleset(bundle.ruleset).decisions.has(decision)
}

/** The unknown fact that most open comparisons wait for. */
export function nextFact(tests: readonly TestTrace[], facts: Facts): string | undefined {
  const counts = new Map<string, number>()
  const count = (id: string) => {
    if (!Object.hasOwn(facts, id)) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  for (const test of tests) {
    if (test.fact !== undefined && test.actual === null) count(test.fact)
    if (test.expectedFrom !== undefined && 'fact' in test.expectedFrom)
      count(test.expectedFrom.fact)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0]
}

function openTests(trace: ConditionTrace): readonly TestTrace[] {
  const open: (result: Truth) => boolean = (result) => result === 'unknown'
  if (!open(trace.result)) return []
  return trace.kind === 'test' ? [trace] : trace.children.flatMap(openTests)
}

/** The open comparisons of a decision and of those it asked. */
export function openTestsOf(result: DecisionResult): readonly TestTrace[] {
  const { appliesWhen, lines, required } = result.trace
  return [
    ...(appliesWhen === undefined ? [] : openTests(appliesWhen)),
    ...lines.flatMap((line) => openTests(line.condition)),
    ...required.flatMap(openTestsOf),
  ]
}
