import type { Operand } from '../../model/condition.ts'
import type { CellTest } from '../../model/decision.ts'
import type { Fact } from '../../model/fact.ts'
import { codesAmong } from '../../model/value-types/code-choices.ts'
import { valueTypeModules } from '../../model/value-types/value-types.ts'
import type { Sample } from '../../decisions/distinguishable-values.ts'
import { type Region, samplesIn, type Space, type Variable } from './space.ts'

/**
 * What a region says of a fact, as tests that must all hold: none where it says nothing, and nothing at all where no
 * tests can say it. Pure.
 */
export function testsOf(space: Space, region: Region, fact: Fact): readonly CellTest[] | undefined {
  const all: CellTest[] = []
  for (const variable of space.byFact.get(fact.id) ?? []) {
    const found = samplesIn(region, variable)
    if (found.length === variable.samples.length) continue
    const tests = variableTests(variable, found, fact)
    if (tests === undefined) return undefined
    all.push(...tests)
  }
  return all
}

function variableTests(
  variable: Variable,
  found: readonly number[],
  fact: Fact,
): readonly CellTest[] | undefined {
  if (variable.codes !== undefined) return listTests(variable.codes, found[0] === 1)
  if (variable.counts !== undefined) {
    const [least] = variable.counts[found[0] ?? 0] ?? []
    const isToTheEnd = isRun(found) && found.at(-1) === variable.counts.length - 1
    return isToTheEnd && least !== undefined
      ? [{ operator: 'countAtLeast', value: least }]
      : undefined
  }
  return variable.ordered ? orderedTests(variable, found) : plainTests(variable, found, fact)
}

function listTests(codes: readonly string[], isIn: boolean): readonly CellTest[] {
  const [code = ''] = codes
  if (codes.length > 1)
    return [{ operator: isIn ? 'containsAny' : 'containsNone', value: [...codes] }]
  return [{ operator: isIn ? 'contains' : 'doesNotContain', value: code }]
}

const isRun = (found: readonly number[]) =>
  found.every((at, index) => index === 0 || at === (found[index - 1] ?? 0) + 1)

function orderedTests(
  variable: Variable,
  found: readonly number[],
): readonly CellTest[] | undefined {
  const { samples } = variable
  const missing = samples.flatMap((_, at) => (found.includes(at) ? [] : [at]))
  const [gap] = missing
  if (missing.length === 1 && gap !== undefined && samples[gap]?.place.kind === 'point')
    return [{ operator: 'notEqual', value: operandOf(variable, samples[gap]) }]
  if (!isRun(found)) return undefined
  const [low, high] = [found[0] ?? 0, found.at(-1) ?? 0]
  const [first, last] = [samples[low], samples[high]]
  if (first === undefined || last === undefined) return undefined
  if (cutsThrough(samples[low - 1], first) || cutsThrough(samples[high + 1], last)) return undefined
  if (low === high && first.place.kind === 'point')
    return [{ operator: 'equal', value: operandOf(variable, first) }]
  const tests: CellTest[] = []
  if (low > 0)
    tests.push({
      operator: first.place.kind === 'point' ? 'greaterThanInclusive' : 'greaterThan',
      value: operandOf(variable, first, -1),
    })
  if (high < samples.length - 1)
    tests.push({
      operator: last.place.kind === 'point' ? 'lessThanInclusive' : 'lessThan',
      value: operandOf(variable, last),
    })
  return tests
}

/** Whether two samples lie between the same two values, so that no test parts them. */
function cutsThrough(outside: Sample | undefined, inside: Sample): boolean {
  return (
    outside?.place.kind === 'between' &&
    inside.place.kind === 'between' &&
    outside.place.at === inside.place.at
  )
}

/** The point a sample is, or the bound above it, or with −1 below it, as the rules write it. */
function operandOf({ points }: Variable, { place, value }: Sample, below = 0): Operand {
  if (place.kind === 'other') return value
  const point = points[place.kind === 'point' ? place.at : place.at + below]
  return point?.operand ?? point?.value ?? value
}

function plainTests(
  variable: Variable,
  found: readonly number[],
  fact: Fact,
): readonly CellTest[] | undefined {
  const chosen = new Set(found)
  const inside: Sample[] = []
  const outside: Sample[] = []
  variable.samples.forEach((sample, at) => (chosen.has(at) ? inside : outside).push(sample))
  const isOther = ({ place }: Sample) => place.kind === 'other'
  const takesLists = valueTypeModules[fact.type].operators.includes('in')
  if (inside.some(isOther)) {
    if (outside.some(isOther)) return undefined
    const [only] = outside
    if (outside.length === 1 && only !== undefined)
      return [{ operator: 'notEqual', value: operandOf(variable, only) }]
    if (takesLists) return [{ operator: 'notIn', value: codesOf(outside) }]
    return outside.map((sample) => ({ operator: 'notEqual', value: operandOf(variable, sample) }))
  }
  const [only] = inside
  if (inside.length === 1 && only !== undefined)
    return [{ operator: 'equal', value: operandOf(variable, only) }]
  return takesLists ? [{ operator: 'in', value: codesOf(inside) }] : undefined
}

function codesOf(samples: readonly Sample[]): string[] {
  return codesAmong(samples.map(({ value }) => value))
}
