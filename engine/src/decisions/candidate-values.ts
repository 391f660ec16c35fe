import type { Fact } from '../model/fact.ts'
import type { Value } from '../model/value.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'
import type { TestTrace } from './decision-result.ts'
import { factIssue } from './facts.ts'

const candidateLimit = 32

/**
 * Values of a fact that between them give every result the comparisons can have: each value compared with,
 * something on either side of it and something between two of them. Pure.
 */
export function candidateValues(
  fact: Fact,
  tests: readonly TestTrace[],
  otherOf: (id: string) => Fact | undefined,
): readonly Value[] {
  const values = new Map<string, Value>()
  const { candidates } = valueTypeModules[fact.type]
  for (const value of candidates(comparedWith(fact, tests, otherOf), fact))
    if (!values.has(JSON.stringify(value)) && factIssue(fact, value, '') === undefined)
      values.set(JSON.stringify(value), value)
  return [...values.values()].slice(0, candidateLimit)
}

/** What the fact is compared with, on either side of a comparison. */
function comparedWith(
  fact: Fact,
  tests: readonly TestTrace[],
  otherOf: (id: string) => Fact | undefined,
): readonly Value[] {
  const found: Value[] = []
  for (const test of tests) {
    const right =
      test.expectedFrom !== undefined && 'fact' in test.expectedFrom
        ? test.expectedFrom.fact
        : undefined
    if (test.fact === fact.id) {
      if (test.expected !== null) found.push(test.expected)
      else if (right !== undefined) found.push(...samples(fact), ...samples(otherOf(right)))
    }
    if (right === fact.id) {
      if (test.actual !== null) found.push(test.actual)
      else found.push(...samples(fact), ...samples(otherOf(test.fact ?? '')))
    }
  }
  return found.length === 0 ? samples(fact) : found
}

function samples(fact: Fact | undefined): readonly Value[] {
  return fact === undefined ? [] : valueTypeModules[fact.type].samples(fact)
}
