import { compareValues, hasOrder, operandType } from './compare-values.ts'
import { factIssue } from './facts.ts'
import type { FactTest, Operand } from '../model/condition.ts'
import type { Fact } from '../model/fact.ts'
import type { Value } from '../model/value.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'

/** Where a value lies among those the rules compare with. */
export type Place =
  /** One that is compared with, the nth in order. */
  | { readonly kind: 'point'; readonly at: number }
  /** Between the point before `at` and that one. */
  | { readonly kind: 'between'; readonly at: number }
  /** A code no rule names. */
  | { readonly kind: 'other' }

export interface Sample {
  readonly value: Value
  readonly place: Place
}

/** A value the rules compare with, and how they write it. */
export interface Point {
  readonly value: Value
  /** Absent for the bounds of the fact itself. */
  readonly operand?: Operand
}

/** A comparison of a fact with a known value. */
export interface Comparison {
  readonly operator: FactTest['operator']
  readonly value: Value
  /** How the rules write it. */
  readonly operand: Operand
}

/** Facts that are compared with one another, each with what else it is compared with. */
export interface FactGroup {
  readonly facts: readonly Fact[]
  readonly comparisons: (fact: Fact) => readonly Comparison[]
}

/** What can be told apart of the values of some facts. */
export interface GroupValues {
  readonly points: readonly Point[]
  readonly samplesOf: (fact: Fact) => readonly Sample[]
}

/**
 * The values of facts that have an order: each value compared with, and between each two as many as there are facts, so
 * that they can lie in every order there. Between two days that follow each other there is none. Pure.
 */
export function orderedValues({ facts, comparisons }: FactGroup): GroupValues {
  const [first] = facts
  if (first === undefined) return { points: [], samplesOf: () => [] }
  const { compare, between } = valueTypeModules[first.type]
  const all = facts.flatMap((fact): Point[] => [
    ...comparisons(fact).map(({ value, operand }) => ({ value, operand })),
    ...ownValues(fact).map((value) => ({ value })),
  ])
  const points: Point[] = []
  for (const point of all.toSorted((a, b) => compare(a.value, b.value, first))) {
    const last = points.at(-1)
    if (last === undefined || compare(last.value, point.value, first) !== 0) points.push(point)
    else if (prefers(point, last)) points[points.length - 1] = point
  }
  const samples: Sample[] = []
  for (let at = 0; at <= points.length; at++) {
    const found = between?.(points[at - 1]?.value, points[at]?.value, facts.length) ?? []
    for (const value of found) samples.push({ value, place: { kind: 'between', at } })
    const point = points[at]
    if (point !== undefined) samples.push({ value: point.value, place: { kind: 'point', at } })
  }
  return { points, samplesOf: (fact) => samples.filter(allowedFor(fact)) }
}

/** A parameter says what is meant better than the figure it has on the day. */
function prefers(point: Point, known: Point): boolean {
  const isParameter = (operand: Operand | undefined) =>
    typeof operand === 'object' && 'parameter' in operand
  if (point.operand === undefined) return false
  return known.operand === undefined || (isParameter(point.operand) && !isParameter(known.operand))
}

/** The bounds of a fact and the values it lists, as values of its type. */
function ownValues(fact: Fact): readonly Value[] {
  const bounds = [fact.minimum, fact.maximum].flatMap((bound): Value[] =>
    bound === undefined ? [] : [bound, String(bound), { numerator: bound, denominator: 1 }],
  )
  const listed = (fact.values ?? []).flatMap(({ code }): Value[] => {
    const number = Number(code)
    return Number.isSafeInteger(number) ? [code, number] : [code]
  })
  const { number } = valueTypeModules[fact.type]
  return [...(number === undefined ? [] : bounds), ...listed].filter((value) =>
    valueTypeModules[fact.type].fits(value),
  )
}

const allowedFor =
  (fact: Fact) =>
  ({ value }: { readonly value: Value }) =>
    factIssue(fact, value, '') === undefined

/**
 * Codes and texts, yes and no: each value compared with, and of those no rule names as many as there are facts, so that
 * they can be the same and different. Pure.
 */
export function plainValues({ facts, comparisons }: FactGroup): GroupValues {
  const points: Point[] = []
  const add = (value: Value, operand?: Operand) => {
    if (!points.some((point) => point.value === value))
      points.push({ value, ...(operand === undefined ? {} : { operand }) })
  }
  for (const fact of facts)
    for (const { operator, value, operand } of comparisons(fact)) {
      const whole = operandType(fact.type, operator) === fact.type
      if (Array.isArray(value)) for (const code of value) add(code)
      else if (typeof value !== 'number') add(value, whole ? operand : undefined)
    }
  if (facts.some(({ type }) => type === 'boolean')) for (const value of [true, false]) add(value)
  const named = points.map(({ value }, at): Sample => ({ value, place: { kind: 'point', at } }))
  const others = otherCodes(facts, new Set(points.map(({ value }) => value)))
  const samples = [...named, ...others.map((value): Sample => ({ value, place: other }))]
  return {
    points,
    samplesOf: (fact) => {
      // What a list of codes may hold is asked of the codes one by one.
      const single: Fact = fact.type === 'codeList' ? { ...fact, type: 'code' } : fact
      return samples.filter(allowedFor(single))
    },
  }
}

const other: Place = { kind: 'other' }

/** Codes that nothing names: as many as there are facts, of each kind that the lists of the facts tell apart. */
function otherCodes(facts: readonly Fact[], named: ReadonlySet<Value>): readonly string[] {
  const count = facts.length
  const lists = facts.map(({ values }) =>
    values === undefined ? undefined : new Set(values.map(({ code }) => code)),
  )
  const groups = new Map<string, string[]>()
  for (const code of new Set(lists.flatMap((list) => [...(list ?? [])]))) {
    if (named.has(code)) continue
    const key = lists.map((list) => (list === undefined || list.has(code) ? '1' : '0')).join('')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [code])
    else if (group.length < count) group.push(code)
  }
  const found = [...groups.values()].flat()
  const known = new Set([...named, ...lists.flatMap((list) => [...(list ?? [])])])
  for (let at = 0, left = count; left > 0 && lists.includes(undefined); at++) {
    const code = `other-${at}`
    if (known.has(code)) continue
    found.push(code)
    left -= 1
  }
  return found
}

/** True when a comparison is of values that its type allows. Pure. */
export function compares(fact: Fact, { operator, value }: Omit<Comparison, 'operand'>): boolean {
  const { operators } = valueTypeModules[fact.type]
  return (
    operators.includes(operator) && valueTypeModules[operandType(fact.type, operator)].fits(value)
  )
}

/** Whether a sample passes a comparison. Pure. */
export function passes(fact: Fact, { operator, value }: Omit<Comparison, 'operand'>, left: Value) {
  return compareValues(fact, operator, left, value)
}

/** Whether facts of this type are ordered. Pure. */
export const isOrdered = ({ type }: Fact) => hasOrder(type)
