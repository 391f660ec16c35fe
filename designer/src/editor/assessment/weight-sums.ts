import {
  addFractions,
  formulaValue,
  type Fraction,
  type Parameter,
  parameterAsOf,
  type Value,
} from '@jieli/engine'
import {
  halfWidth,
  percentOfRatio,
  ratioOfText,
  wholeOfText,
} from '../../kit/fields/exact-number.ts'

/** Something with a weight, and the parameter that holds it. */
export interface Weighed {
  readonly id: string
  readonly title: string
  readonly parameter: Parameter | undefined
}

/** What is in the fields while it is not taken over yet: by parameter and day. */
export type TypedWeights = Readonly<Record<string, string>>

export function typedKey(parameter: string, day: string): string {
  return `${parameter} ${day}`
}

/** The days on which a weight changes, oldest first; `today` where none has a value. Pure. */
export function daysOfWeights(weighed: readonly Weighed[], today: string): readonly string[] {
  const days = weighed.flatMap(({ parameter }) => parameter?.values.map(({ from }) => from) ?? [])
  return days.length === 0 ? [today] : [...new Set(days)].toSorted()
}

/** A weight as it is written into a field. Pure. */
export function weightText(value: Value | undefined): string {
  if (typeof value === 'object' && value !== null && 'numerator' in value)
    return percentOfRatio(value)
  return typeof value === 'number' || typeof value === 'string' ? String(value) : ''
}

/** Reads what was typed as a weight of the parameter's type; `undefined` when it is none. Pure. */
export function weightOfText(parameter: Parameter, text: string): Value | undefined {
  if (parameter.type === 'ratio') return ratioOfText(text)
  if (parameter.type === 'integer') return wholeOfText(text)
  const plain = halfWidth(text)
  return /^-?\d{1,30}(\.\d{1,30})?$/.test(plain) ? plain : undefined
}

/** The weight on a day, with what is being typed: `undefined` while it is open or cannot be read. Pure. */
export function weightOn(
  { parameter }: Weighed,
  day: string,
  typed: TypedWeights,
): Fraction | undefined {
  if (parameter === undefined) return undefined
  const written = parameterAsOf(parameter, day)
  const text = typed[typedKey(parameter.id, written?.from ?? day)]
  const value = text === undefined ? written?.value : weightOfText(parameter, text)
  const number = value === undefined ? undefined : formulaValue(parameter, value)
  return typeof number === 'object' ? number : undefined
}

/** The sum of the weights on a day; `undefined` while one of them is open. Pure. */
export function weightSum(
  weighed: readonly Weighed[],
  day: string,
  typed: TypedWeights,
): Fraction | undefined {
  let sum: Fraction = { n: 0n, d: 1n }
  for (const item of weighed) {
    const weight = weightOn(item, day, typed)
    if (weight === undefined) return undefined
    sum = addFractions(sum, weight)
  }
  return sum
}
