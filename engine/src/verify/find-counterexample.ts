import { candidateValues } from '../decisions/candidate-values.ts'
import type { ConditionTrace, DecisionResult, TestTrace } from '../decisions/decision-result.ts'
import { evaluateLooseCondition } from '../decisions/evaluate-loose-condition.ts'
import { decideWithoutNeeds } from '../decisions/evaluate-decision.ts'
import type { Facts } from '../decisions/facts.ts'
import { indexRuleset } from '../decisions/ruleset-index.ts'
import type { Truth } from '../decisions/truth.ts'
import type { Bundle } from '../model/bundle.ts'
import { textHash } from '../model/content-hash.ts'
import type { Condition } from '../model/condition.ts'
import type { Outcome } from '../model/outcome.ts'
import { rulesBehind } from './rules-behind.ts'

/** "Whenever the decision yields one of `outcomes`, `implies` holds." */
export interface Implication {
  readonly decision: string
  readonly outcomes: readonly Outcome[]
  readonly implies: Condition
  readonly asOf: string
}

/**
 * `holds`: proved for every possible case. `broken`: with the facts of a case that shows it.
 * `undecided`: the search was given up; nothing is known.
 */
export type Proof =
  | { readonly kind: 'holds' }
  | { readonly kind: 'broken'; readonly facts: Facts; readonly outcome: Outcome }
  | { readonly kind: 'undecided' }

/** How many partial cases are looked at before the search gives up. */
const nodeLimit = 50_000

/** Proofs found before, by what they rest on: most changes to a ruleset leave most implications as they were. */
const proofs = new Map<string, Proof>()
const proofsKept = 5000

/**
 * Decides an implication exactly. Facts are filled in one at a time with the values at which some comparison
 * changes its result; three-valued evaluation tells early when every completion of a partial case agrees, so that
 * whole families of cases are settled at once. Pure.
 */
export function findCounterexample(bundle: Bundle, implication: Implication): Proof {
  const behind = rulesBehind(bundle.ruleset, implication.asOf, implication)
  // Not canonical: a different order of keys only means that something is proved twice.
  const key = textHash(JSON.stringify({ implication, behind }))
  const known = proofs.get(key)
  if (known !== undefined) return known
  const proof = prove(bundle, implication)
  if (proofs.size >= proofsKept) proofs.clear()
  proofs.set(key, proof)
  return proof
}

function prove(bundle: Bundle, implication: Implication): Proof {
  const { decision, outcomes, implies, asOf } = implication
  const { facts: definitions } = indexRuleset(bundle.ruleset)
  let nodes = 0
  let undecided = false

  const search = (facts: Facts): Proof | undefined => {
    if (++nodes > nodeLimit) {
      undecided = true
      return undefined
    }
    const holds = evaluateLooseCondition(bundle, implies, facts, asOf)
    if (holds.result === true) return undefined
    const result = decideWithoutNeeds(bundle, decision, facts, asOf)
    const settled = result.outcome !== 'needsFacts'
    if (settled && !outcomes.includes(result.outcome)) return undefined
    if (settled && holds.result === false) return { kind: 'broken', facts, outcome: result.outcome }
    // What would break the implication is filled in first: few cases are left for the decision to answer.
    const next =
      nextFact(openTests(holds), facts) ??
      (settled ? undefined : nextFact(openTestsOf(result), facts))
    if (next === undefined) {
      // Open, but on nothing a fact could settle: a parameter without a value opens nothing.
      return undefined
    }
    const definition = definitions.get(next)
    if (definition === undefined) return undefined
    const all = [...allTests(holds), ...allTestsOf(result)]
    for (const value of candidateValues(definition, all, (id) => definitions.get(id))) {
      const found = search({ ...facts, [next]: value })
      if (found !== undefined || undecided) return found
    }
    return undefined
  }

  const found = search({})
  if (found !== undefined) return found
  return { kind: undecided ? 'undecided' : 'holds' }
}

/** The unknown fact that most open comparisons wait for. */
function nextFact(tests: readonly TestTrace[], facts: Facts): string | undefined {
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

function allTests(trace: ConditionTrace): readonly TestTrace[] {
  return trace.kind === 'test' ? [trace] : trace.children.flatMap(allTests)
}

function openTests(trace: ConditionTrace): readonly TestTrace[] {
  const open: (result: Truth) => boolean = (result) => result === 'unknown'
  if (!open(trace.result)) return []
  return trace.kind === 'test' ? [trace] : trace.children.flatMap(openTests)
}

function openTestsOf(result: DecisionResult): readonly TestTrace[] {
  return gather(result, openTests)
}

function allTestsOf(result: DecisionResult): readonly TestTrace[] {
  return gather(result, allTests)
}

function gather(
  result: DecisionResult,
  pick: (trace: ConditionTrace) => readonly TestTrace[],
): readonly TestTrace[] {
  const { appliesWhen, lines, required } = result.trace
  return [
    ...(appliesWhen === undefined ? [] : pick(appliesWhen)),
    ...lines.flatMap((line) => pick(line.condition)),
    ...required.flatMap((inner) => gather(inner, pick)),
  ]
}
