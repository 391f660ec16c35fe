import { opposites } from '../../decisions/holding-tests.ts'
import type { Condition, FactTest } from '../../model/condition.ts'
import { isJsonObject } from '../../model/json.ts'
import type { Fact } from '../../model/fact.ts'
import type { CompiledDecision } from '../tables/compile-decision.ts'
import { type Clock, truthOf } from '../tables/node.ts'
import { testsOf } from '../tables/region-tests.ts'
import { type Region, samplesIn, type Space, type Variable } from '../tables/space.ts'

/** What describes regions of cases: the facts, and the comparisons of two facts that some rule makes. */
export interface Describing {
  readonly compiled: CompiledDecision
  readonly facts: ReadonlyMap<string, Fact>
  readonly comparisons: readonly FactTest[]
  /** What is so of every case. */
  readonly within: readonly FactTest[]
  readonly clock: Clock
}

/** The facts that some rule compares with another fact: of these, single values say too little or too much. Pure. */
export function comparedFacts(comparisons: readonly FactTest[]): ReadonlySet<string> {
  return new Set(comparisons.flatMap((test) => [test.fact, String(otherFact(test))]))
}

/** The fact on the other side of a comparison, if it is one. Pure. */
export function otherFact({ value }: FactTest): string | undefined {
  return isJsonObject(value) && 'fact' in value ? String(value['fact']) : undefined
}

/** What a region says of facts that are compared with none other, as conditions that must all hold. Pure. */
export function conditionsApart(region: Region, describing: Describing): readonly Condition[] {
  const { space } = describing.compiled
  const compared = comparedFacts(describing.comparisons)
  return [...space.byFact.keys()].flatMap((id): readonly Condition[] => {
    const fact = describing.facts.get(id)
    if (fact === undefined || compared.has(id)) return []
    const tests = testsOf(space, region, fact)
    return tests?.map((test) => ({ fact: id, ...test })) ?? partly(space, region, fact)
  })
}

/**
 * Everything the rules can tell of the facts that are compared with others, where the region holds one value of each.
 * Pure.
 */
export function conditionsTogether(region: Region, describing: Describing): readonly Condition[] {
  const { compiled, comparisons, clock } = describing
  clock.moment += 1
  const relations = comparisons.map((test): Condition =>
    truthOf(compiled.compileCondition(test), region, clock) === true
      ? test
      : { ...test, operator: opposites[test.operator] },
  )
  const places = [...comparedFacts(comparisons)].flatMap((id) =>
    (compiled.space.byFact.get(id) ?? []).flatMap((variable) =>
      placeOf(id, variable, samplesIn(region, variable)[0] ?? 0),
    ),
  )
  return [...places, ...relations]
}

/** Lists of codes that are neither short nor long. */
function partly(space: Space, region: Region, fact: Fact): readonly Condition[] {
  return (space.byFact.get(fact.id) ?? []).flatMap((variable): readonly Condition[] => {
    const found = samplesIn(region, variable)
    if (found.length === variable.samples.length) return []
    if (variable.codes !== undefined) return holdsCodes(fact.id, variable.codes, found[0] === 1)
    return lengths(fact.id, variable, found)
  })
}

/** Where one value of a fact lies among those the rules name. */
function placeOf(fact: string, variable: Variable, at: number): readonly Condition[] {
  const { samples, points, codes, counts, ordered } = variable
  const sample = samples[at]
  if (sample === undefined) return []
  if (codes !== undefined) {
    const named = codes.filter((code) => points.some(({ value }) => value === code))
    return named.length === 0 ? [] : holdsCodes(fact, named, at === 1)
  }
  if (counts !== undefined) return lengths(fact, variable, [at])
  const { place } = sample
  if (place.kind === 'point') {
    const value = points[place.at]?.value ?? sample.value
    return [{ fact, operator: 'equal', value }]
  }
  if (!ordered || place.kind === 'other')
    return points.map(({ value }) => ({ fact, operator: 'notEqual', value }))
  const [low, high] = [points[place.at - 1], points[place.at]]
  return [
    ...(low === undefined ? [] : [{ fact, operator: 'greaterThan' as const, value: low.value }]),
    ...(high === undefined ? [] : [{ fact, operator: 'lessThan' as const, value: high.value }]),
  ]
}

function holdsCodes(fact: string, codes: readonly string[], isIn: boolean): readonly Condition[] {
  const [code = ''] = codes
  return codes.length > 1
    ? [{ fact, operator: isIn ? 'containsAny' : 'containsNone', value: [...codes] }]
    : [{ fact, operator: isIn ? 'contains' : 'doesNotContain', value: code }]
}

/** A list with so many entries and not more. */
function lengths(
  fact: string,
  { counts }: Variable,
  found: readonly number[],
): readonly Condition[] {
  const [least = 0] = counts?.[found[0] ?? 0] ?? []
  const after = counts?.[(found.at(-1) ?? 0) + 1]
  const atLeast = (value: number): FactTest => ({ fact, operator: 'countAtLeast', value })
  return [
    ...(least > 0 ? [atLeast(least)] : []),
    ...(after === undefined ? [] : [{ not: atLeast(after[0]) }]),
  ]
}
