import type { Outcome } from '../model/outcome.ts'
import type { Value } from '../model/value.ts'
import { askedIn, candidateValues } from './candidate-values.ts'
import type { ConditionTrace, DecisionResult, TestTrace } from './decision-result.ts'
import type { RulesetIndex } from '../model/ruleset-index.ts'

type Attempt = Readonly<Record<string, Value>>

/** How many ways of filling in every unknown fact are whittled down, and how many smaller ways are tried after. */
const startLimit = 8
const trialLimit = 600

/**
 * A smallest list of unknown facts that could settle a decision: the fewest for which some values give an outcome.
 * Empty when no facts could, as while a parameter is missing. Past `trialLimit` trials the list may have a fewer
 * rival, but still none of it can be left out. Pure.
 */
export function smallestNeeds(
  result: DecisionResult,
  index: RulesetIndex,
  outcomeWith: (facts: Attempt) => Outcome,
): readonly string[] {
  const tests = openTests(result)
  const unknown = unknownFacts(tests)
  const asked = askedIn(tests)
  const candidates = new Map<string, readonly Value[]>()
  for (const id of unknown) {
    const fact = index.facts.get(id)
    if (fact === undefined) continue
    const values: Value[] = []
    for (const value of candidateValues(fact, asked, (other) => index.facts.get(other)))
      // More than are ever tried need not be made up.
      if (values.push(value) >= trialLimit) break
    candidates.set(id, values)
  }
  const settles = (facts: Attempt) => outcomeWith(facts) !== 'needsFacts'
  const found = whittled(candidates, settles)
  if (found === undefined) return []
  let trials = 0
  for (let size = 1; size < found.length; size++)
    for (const subset of subsets([...candidates.keys()], size))
      for (const facts of assignments(subset, candidates)) {
        if (++trials > trialLimit) return found
        if (settles(facts)) return subset
      }
  return found
}

/** Fills in everything, then leaves out what is not missed: a list none of which can be left out. */
function whittled(
  candidates: ReadonlyMap<string, readonly Value[]>,
  settles: (facts: Attempt) => boolean,
): readonly string[] | undefined {
  const most = Math.max(0, ...[...candidates.values()].map((values) => values.length))
  let best: readonly string[] | undefined
  for (let start = 0; start < Math.min(most, startLimit); start++) {
    let facts: Attempt = Object.fromEntries(
      [...candidates].flatMap(([id, values]) => {
        const value = values[start % values.length]
        return value === undefined ? [] : [[id, value]]
      }),
    )
    if (!settles(facts)) continue
    for (const id of Object.keys(facts)) {
      const { [id]: _left, ...fewer } = facts
      if (settles(fewer)) facts = fewer
    }
    const needed = Object.keys(facts)
    if (best === undefined || needed.length < best.length) best = needed
    if (best.length === 1) return best
  }
  return best
}

/** The comparisons that are open and matter: those whose every surrounding condition is open too. */
function openTests(result: DecisionResult): readonly TestTrace[] {
  const tests: TestTrace[] = []
  const asked = new Set<DecisionResult>()
  const visitResult = (current: DecisionResult) => {
    if (asked.has(current)) return
    asked.add(current)
    const visit = (trace: ConditionTrace) => {
      if (trace.result !== 'unknown') return
      if (trace.kind !== 'test') {
        trace.children.forEach(visit)
        return
      }
      tests.push(trace)
      const required = current.trace.required.find(({ decision }) => decision === trace.decision)
      if (required !== undefined) visitResult(required)
    }
    if (current.trace.appliesWhen !== undefined) visit(current.trace.appliesWhen)
    for (const line of current.trace.lines) visit(line.condition)
  }
  visitResult(result)
  return tests
}

/** The facts whose being unknown keeps a comparison open. */
function unknownFacts(tests: readonly TestTrace[]): readonly string[] {
  const ids = new Set<string>()
  for (const test of tests) {
    if (test.fact !== undefined && test.actual === null) ids.add(test.fact)
    if (test.expected === null && test.expectedFrom !== undefined && 'fact' in test.expectedFrom)
      ids.add(test.expectedFrom.fact)
  }
  return [...ids]
}

function* subsets(items: readonly string[], size: number, start = 0): Generator<readonly string[]> {
  if (size === 0) {
    yield []
    return
  }
  for (let index = start; index <= items.length - size; index++)
    for (const rest of subsets(items, size - 1, index + 1)) yield [items[index] as string, ...rest]
}

function* assignments(
  ids: readonly string[],
  candidates: ReadonlyMap<string, readonly Value[]>,
): Generator<Attempt> {
  const [first, ...others] = ids
  if (first === undefined) {
    yield {}
    return
  }
  for (const value of candidates.get(first) ?? [])
    for (const rest of assignments(others, candidates)) yield { [first]: value, ...rest }
}
