import type { Bundle } from '../model/bundle.ts'
import type { Fact } from '../model/fact.ts'
import { jsonEqual } from '../model/json.ts'
import { type AuthoredOutcome, authoredOutcomes, type Outcome } from '../model/outcome.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Value } from '../model/value.ts'
import { askedIn, candidateValues } from './candidate-values.ts'
import type {
  ConditionTrace,
  DecisionAnswer,
  DecisionResult,
  TestTrace,
} from './decision-result.ts'
import { decideWithoutNeeds } from './decide-without-needs.ts'
import { type Facts, factIssue, factValue } from './facts.ts'

/** Steps somebody can take, each a fact with the value it gets, and the outcome the decision then has. */
export interface Way {
  readonly changes: Facts
  readonly outcome: AuthoredOutcome
}

/** How many ways are kept. */
const waysKept = 3
/** How many changes of facts are decided in the search, and how many comparisons that may come to together. */
const trialLimit = 400
const comparisonLimit = 400_000

interface Trial {
  readonly changes: Facts
  readonly result: DecisionResult
}

/**
 * The smallest sets of changes after which the decision really yields a milder outcome: fewest changes first, then
 * the mildest outcome. Only facts with a `remedy` are changed, and only to the values it leads to. Each way was
 * decided, over all the facts as changed, and no part of it does as well. Past the limits above the search ends;
 * what it had found by then stands. Pure.
 */
export function findWays(bundle: Bundle, answer: DecisionAnswer): readonly Way[] {
  const least = mildness(answer.outcome)
  if (least === -1 || least === authoredOutcomes.length - 1) return []
  const { decide, isSpent } = trialsOf(bundle, answer)
  const ways: Way[] = []
  let edge: readonly Trial[] = [{ changes: {}, result: answer }]
  while (edge.length > 0 && ways.length < waysKept) {
    const next = new Map<string, Trial>()
    const found: Way[] = []
    for (const from of edge)
      for (const changes of furtherChanges(bundle, answer.facts, from)) {
        // A list of codes can be changed in more ways than can be counted.
        if (isSpent()) break
        const key = keyOf(changes)
        const result = next.has(key) ? undefined : decide(changes)
        if (result === undefined) continue
        next.set(key, { changes, result })
        const { outcome } = result
        if (
          isAuthored(outcome) &&
          mildness(outcome) > least &&
          isSmallest(changes, outcome, decide)
        )
          found.push({ changes, outcome })
      }
    ways.push(...ordered(found))
    edge = [...next.values()].filter(({ result }) => result.outcome !== 'allow')
  }
  return ways.slice(0, waysKept)
}

type Decide = (changes: Facts) => DecisionResult | undefined

/** Decides over changed facts, each change once, until the limit is reached; then `undefined`. */
function trialsOf(
  bundle: Bundle,
  answer: DecisionAnswer,
): { readonly decide: Decide; readonly isSpent: () => boolean } {
  const limit = Math.min(trialLimit, comparisonLimit / Math.max(1, testsOf(answer).length))
  const tried = new Map<string, DecisionResult>()
  const isSpent = () => tried.size >= limit
  const decide: Decide = (changes) => {
    const key = keyOf(changes)
    const known = tried.get(key)
    if (known !== undefined || isSpent()) return known
    const facts = { ...answer.facts, ...changes }
    const result = decideWithoutNeeds(bundle, answer.decision, facts, answer.asOf)
    tried.set(key, result)
    return result
  }
  return { decide, isSpent }
}

/**
 * What can be changed beside what is changed already. A fact that was not read cannot matter: whatever way there is,
 * one of its facts is read before it is changed.
 */
function* furtherChanges(
  bundle: Bundle,
  known: Facts,
  { changes, result }: Trial,
): Generator<Facts> {
  const index = indexRuleset(bundle.ruleset)
  const tests: TestTrace[] = []
  const read = new Set<string>()
  gather(result, tests, read)
  for (const id of read) {
    const fact = index.facts.get(id)
    if (fact?.remedy === undefined || Object.hasOwn(changes, id)) continue
    for (const value of leadsTo(fact, fact.remedy.to, () =>
      candidateValues(fact, askedIn(tests, id), (other) => index.facts.get(other)),
    ))
      if (!jsonEqual(value, factValue(known, id) ?? null)) yield { ...changes, [id]: value }
  }
}

function leadsTo(
  fact: Fact,
  to: readonly Value[] | undefined,
  candidates: () => Iterable<Value>,
): Iterable<Value> {
  return to?.filter((value) => factIssue(fact, value, '') === undefined) ?? candidates()
}

function testsOf(result: DecisionResult): readonly TestTrace[] {
  const tests: TestTrace[] = []
  gather(result, tests, new Set())
  return tests
}

/** Every comparison of a result and of those it asked, and every fact they read. */
function gather(result: DecisionResult, tests: TestTrace[], read: Set<string>): void {
  const visit = (trace: ConditionTrace): void => {
    if (trace.kind === 'test') tests.push(trace)
    else trace.children.forEach(visit)
  }
  const { trace } = result
  for (const id of Object.keys(trace.facts)) read.add(id)
  if (trace.appliesWhen !== undefined) visit(trace.appliesWhen)
  for (const line of trace.lines) visit(line.condition)
  for (const required of trace.required) gather(required, tests, read)
}

/** True when it is proved that no part of the changes does as well. */
function isSmallest(changes: Facts, outcome: AuthoredOutcome, decide: Decide): boolean {
  for (const part of properParts(Object.entries(changes))) {
    const result = decide(part)
    if (result === undefined || mildness(result.outcome) >= mildness(outcome)) return false
  }
  return true
}

/** Every part but none and the whole. One at a time: there can be many. */
function* properParts(entries: readonly (readonly [string, Value])[]): Generator<Facts> {
  const count = 2 ** entries.length
  for (let chosen = 1; chosen < count - 1; chosen++)
    yield Object.fromEntries(entries.filter((_, at) => Math.floor(chosen / 2 ** at) % 2 === 1))
}

function ordered(ways: readonly Way[]): readonly Way[] {
  const size = ({ changes }: Way) => Object.keys(changes).length
  return ways.toSorted((a, b) => size(a) - size(b) || mildness(b.outcome) - mildness(a.outcome))
}

function keyOf(changes: Facts): string {
  return JSON.stringify(Object.entries(changes).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function isAuthored(outcome: Outcome): outcome is AuthoredOutcome {
  return mildness(outcome) !== -1
}

/** From the strictest, 0, to `allow`; -1 where nothing was decided. */
function mildness(outcome: Outcome): number {
  return (authoredOutcomes as readonly Outcome[]).indexOf(outcome)
}
