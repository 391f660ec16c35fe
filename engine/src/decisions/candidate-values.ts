import {
  compareFractions,
  formatFraction,
  type Fraction,
  fractionOfDecimal,
  fractionOfRatio,
} from '../model/exact.ts'
import type { Fact } from '../model/fact.ts'
import type { Ratio, Value } from '../model/value.ts'
import type { TestTrace } from './decision-result.ts'
import { durationSeconds } from './duration.ts'
import { factIssue } from './facts.ts'

/** A code list is tried with every choice among this many of the codes it is compared with. */
const choiceLimit = 4
/** A code system up to this size is tried whole. */
const systemLimit = 12
const candidateLimit = 32
const day = 86_400_000

/**
 * Values of a fact that between them give every result the comparisons can have: each value compared with,
 * something on either side of it and something between two of them. Pure.
 */
export function candidateValues(
  fact: Fact,
  tests: readonly TestTrace[],
  otherOf: (id: string) => Fact | undefined,
): readonly Value[] {
  if (fact.type === 'boolean') return [true, false]
  const values = new Map<string, Value>()
  for (const value of proposals(fact, comparedWith(fact, tests, otherOf)))
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

/** A few values where nothing says which would matter: for two unknown facts compared with each other. */
function samples(fact: Fact | undefined): readonly Value[] {
  switch (fact?.type) {
    case 'integer':
    case 'money':
      return [fact.minimum ?? 0, fact.maximum ?? (fact.minimum ?? 0) + 1]
    case 'decimal':
      return [String(fact.minimum ?? 0), String(fact.maximum ?? (fact.minimum ?? 0) + 1)]
    case 'ratio':
      return [
        { numerator: fact.minimum ?? 0, denominator: 1 },
        { numerator: fact.maximum ?? (fact.minimum ?? 0) + 1, denominator: 1 },
      ]
    case 'date':
      return ['2000-01-01']
    case 'dateTime':
      return ['2000-01-01T00:00:00Z']
    case 'duration':
      return ['PT0S', 'PT1S']
    case 'code':
    case 'text':
      return fact.values === undefined ? ['a'] : fact.values.slice(0, 2).map(({ code }) => code)
    default:
      return []
  }
}

function proposals(fact: Fact, compared: readonly Value[]): readonly Value[] {
  switch (fact.type) {
    case 'integer':
    case 'money': {
      const numbers = compared.flatMap((value) =>
        typeof value === 'number' ? [value] : Array.isArray(value) ? [value.length] : [],
      )
      return numbers.flatMap((value) => [value, value - 1, value + 1])
    }
    case 'decimal':
      return around(compared.map((value) => fractionOfDecimal(value as string))).map((value) =>
        formatFraction(value, 30),
      )
    case 'ratio':
      return around(compared.map((value) => fractionOfRatio(value as Ratio))).map(({ n, d }) => ({
        numerator: Number(n),
        denominator: Number(d),
      }))
    case 'date':
      return compared.flatMap((value) =>
        [0, -day, day].map((by) => moved(value as string, by).slice(0, 10)),
      )
    case 'dateTime':
      return compared.flatMap((value) => [0, -1000, 1000].map((by) => moved(value as string, by)))
    case 'duration':
      return compared.flatMap((value) => {
        const seconds = durationSeconds(value as string) ?? 0
        return [value, `PT${seconds - 1}S`, `PT${seconds + 1}S`]
      })
    case 'code':
    case 'text': {
      const known = fact.values?.map(({ code }) => code)
      if (known !== undefined && known.length <= systemLimit) return known
      const codes = codesOf(compared)
      return [...codes, ...unmentioned(fact, codes, 1)]
    }
    case 'codeList':
      return codeLists(fact, compared)
    case 'boolean':
      return [true, false]
  }
}

/** The fractions themselves, one below, one above and one between each two. */
function around(fractions: readonly Fraction[]): readonly Fraction[] {
  const sorted = fractions.toSorted(compareFractions)
  const between = sorted.slice(1).map((right, at) => {
    const left = sorted[at] ?? right
    return { n: left.n * right.d + right.n * left.d, d: 2n * left.d * right.d }
  })
  const ends = [sorted.at(0), sorted.at(-1)].flatMap((end) =>
    end === undefined
      ? []
      : [
          { n: end.n - end.d, d: end.d },
          { n: end.n + end.d, d: end.d },
        ],
  )
  return [...sorted, ...ends, ...between]
}

function moved(moment: string, milliseconds: number): string {
  const date = new Date(Date.parse(moment) + milliseconds)
  return Number.isNaN(date.getTime()) ? moment : date.toISOString()
}

function codeLists(fact: Fact, compared: readonly Value[]): readonly Value[] {
  const codes = codesOf(compared)
  const chosen = codes.slice(0, choiceLimit)
  let lists: string[][] = [[]]
  for (const code of chosen) lists = lists.flatMap((list) => [list, [...list, code]])
  if (codes.length > chosen.length) lists.push(codes)
  const counts = compared.filter((value) => typeof value === 'number')
  const padded = counts.flatMap((count) =>
    lists
      .filter((list) => list.length < count)
      .map((list) => [...list, ...unmentioned(fact, codes, count - list.length)]),
  )
  return [...lists, ...padded]
}

function codesOf(compared: readonly Value[]): string[] {
  const codes = compared.flatMap((value) =>
    typeof value === 'string' ? [value] : Array.isArray(value) ? value : [],
  )
  return [...new Set(codes)]
}

/** Codes that no comparison mentions. */
function unmentioned(fact: Fact, codes: readonly string[], count: number): readonly string[] {
  const all =
    fact.values?.map(({ code }) => code) ??
    Array.from({ length: Math.min(count, 100) + codes.length }, (_, at) => `other-${at}`)
  return all.filter((code) => !codes.includes(code)).slice(0, count)
}
