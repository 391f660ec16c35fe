import type { Fact } from '../model/fact.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Value } from '../model/value.ts'
import type { ConditionTrace, DecisionResult, TestTrace } from './decision-result.ts'
import { durationSeconds } from './duration.ts'
import type { RulesetIndex } from './ruleset-index.ts'
import { formatFraction, fractionOfDecimal } from '../model/exact.ts'

/** How many ways of filling in unknown facts are tried before all unknown facts are asked for. */
const trialLimit = 600

/**
 * A smallest list of unknown facts that could settle a decision: the fewest for which some values give an outcome.
 * Tried are the values at which a comparison changes its result. Pure.
 */
export function smallestNeeds(
  result: DecisionResult,
  index: RulesetIndex,
  outcomeWith: (facts: Readonly<Record<string, Value>>) => Outcome,
): readonly string[] {
  const tests = collectTests(result)
  const unknown = unknownFacts(result)
  const candidates = new Map(
    unknown.map((id) => [id, candidateValues(index.facts.get(id), id, tests)]),
  )
  let trials = 0
  for (let size = 1; size <= unknown.length; size++) {
    for (const subset of subsets(unknown, size)) {
      for (const facts of assignments(subset, candidates)) {
        if (++trials > trialLimit) return unknown
        if (outcomeWith(facts) !== 'needsFacts') return subset
      }
    }
  }
  return unknown
}

/** Every unknown fact the decision, or one it asked, has read. */
function unknownFacts(result: DecisionResult): readonly string[] {
  const ids = new Set<string>()
  const visit = (current: DecisionResult) => {
    for (const [id, value] of Object.entries(current.trace.facts)) if (value === null) ids.add(id)
    current.trace.required.forEach(visit)
  }
  visit(result)
  return [...ids]
}

function collectTests(result: DecisionResult): readonly TestTrace[] {
  const tests: TestTrace[] = []
  const visit = (trace: ConditionTrace) => {
    if (trace.kind === 'test') tests.push(trace)
    else trace.children.forEach(visit)
  }
  if (result.trace.appliesWhen !== undefined) visit(result.trace.appliesWhen)
  for (const line of result.trace.lines) visit(line.condition)
  for (const required of result.trace.required) tests.push(...collectTests(required))
  return tests
}

/** Values at which some comparison of the fact changes its result. */
function candidateValues(
  fact: Fact | undefined,
  id: string,
  tests: readonly TestTrace[],
): readonly Value[] {
  if (fact === undefined) return []
  if (fact.type === 'boolean') return [true, false]
  if (fact.type === 'code' && fact.values !== undefined && fact.values.length <= 12)
    return fact.values.map((entry) => entry.code)
  const values = new Map<string, Value>()
  const add = (value: Value) => values.set(JSON.stringify(value), value)
  for (const test of tests) {
    if (test.fact === id && test.expected !== null)
      for (const value of around(fact, test)) add(value)
    // A fact on the right-hand side: what it is compared with is where it matters.
    if (test.actual !== null && test.expectedFrom !== undefined && 'fact' in test.expectedFrom)
      if (test.expectedFrom.fact === id) for (const value of near(fact, test.actual)) add(value)
  }
  if (values.size === 0) for (const value of defaults(fact)) add(value)
  return [...values.values()].slice(0, 24)
}

function around(fact: Fact, test: TestTrace): readonly Value[] {
  const expected = test.expected as Value
  switch (test.operator) {
    case 'in':
    case 'notIn':
      return [...(expected as readonly string[]).slice(0, 1), 'no-such-code']
    case 'contains':
    case 'doesNotContain':
      return [[expected as string], []]
    case 'containsAny':
    case 'containsNone':
      return [(expected as string[]).slice(0, 1), []]
    case 'countAtLeast':
      return [Array.from({ length: expected as number }, (_, n) => codeNumber(fact, n)), []]
    default:
      return near(fact, expected)
  }
}

function codeNumber(fact: Fact, n: number): string {
  return fact.values?.[n]?.code ?? `code-${n}`
}

/** The value itself and its neighbours in the type's order. */
function near(fact: Fact, value: Value): readonly Value[] {
  switch (fact.type) {
    case 'integer':
    case 'money':
      return [value, (value as number) - 1, (value as number) + 1].filter(
        (n) =>
          (n as number) >= (fact.minimum ?? -Infinity) &&
          (n as number) <= (fact.maximum ?? Infinity),
      )
    case 'decimal': {
      const { n, d } = fractionOfDecimal(value as string)
      return [value, formatFraction({ n: n - d, d }, 30), formatFraction({ n: n + d, d }, 30)]
    }
    case 'ratio': {
      const ratio = value as { numerator: number; denominator: number }
      return [
        ratio,
        { ...ratio, numerator: ratio.numerator - 1 },
        { ...ratio, numerator: ratio.numerator + 1 },
      ]
    }
    case 'date':
      return [value, '0001-01-01', '9999-12-31']
    case 'dateTime':
      return [value, '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z']
    case 'duration':
      return [value, 'PT0S', `PT${(durationSeconds(value as string) ?? 0) + 1}S`]
    case 'code':
    case 'text':
      return [value, `${value as string}-other`]
    default:
      return [value]
  }
}

function defaults(fact: Fact): readonly Value[] {
  switch (fact.type) {
    case 'codeList':
      return [[]]
    case 'integer':
    case 'money':
      return [fact.minimum ?? fact.maximum ?? 0]
    case 'decimal':
      return ['0']
    case 'ratio':
      return [{ numerator: 0, denominator: 1 }]
    case 'date':
      return ['2000-01-01']
    case 'dateTime':
      return ['2000-01-01T00:00:00Z']
    case 'duration':
      return ['PT0S']
    default:
      return [fact.values?.[0]?.code ?? 'any']
  }
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
): Generator<Readonly<Record<string, Value>>> {
  const [first, ...others] = ids
  if (first === undefined) {
    yield {}
    return
  }
  for (const value of candidates.get(first) ?? [])
    for (const rest of assignments(others, candidates)) yield { [first]: value, ...rest }
}
