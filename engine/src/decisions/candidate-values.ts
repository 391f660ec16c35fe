import type { Fact } from '../model/fact.ts'
import type { Value } from '../model/value.ts'
import { listsOf, listValues } from './code-lists.ts'
import type { TestTrace } from './decision-result.ts'
import {
  isOrdered,
  orderedValues,
  type Place,
  plainValues,
  type Point,
  type Sample,
} from './distinguishable-values.ts'
import { type AskedComparison, groupFacts, turned } from './fact-groups.ts'

/**
 * Values of a fact that between them give every result some comparisons can have, whatever the unknown facts it is
 * compared with are. One at a time: of lists of codes there can be more than can be counted. Pure.
 */
export function* candidateValues(
  fact: Fact,
  asked: readonly AskedComparison[],
  factOf: (id: string) => Fact | undefined,
): Generator<Value> {
  const definitionOf = (id: string) => (id === fact.id ? fact : factOf(id))
  const groups = groupFacts([fact.id], asked, definitionOf)
  const group = groups.find(({ facts }) => facts.includes(fact))
  if (group === undefined) return
  const values = group.facts.every(isOrdered) ? orderedValues(group) : plainValues(group)
  if (fact.type === 'codeList') yield* listsOf(fact, listValues(fact, group, values))
  else {
    // The values the rules name say most to a reader: they come first.
    const samples = values.samplesOf(fact)
    const isFirst = ({ place }: Sample) => isNamed(place, values.points)
    for (const { value } of samples.filter(isFirst)) yield value
    for (const sample of samples) if (!isFirst(sample)) yield sample.value
  }
}

function isNamed(place: Place, points: readonly Point[]): boolean {
  return place.kind === 'point' && points[place.at]?.operand !== undefined
}

/**
 * What comparisons that were made ask of the facts that are still unknown. Pure.
 * @param changing a fact that is taken as unknown, whatever it was
 */
export function askedIn(
  tests: readonly TestTrace[],
  changing?: string,
): readonly AskedComparison[] {
  return tests.flatMap((test): readonly AskedComparison[] => {
    const { fact, operator, expectedFrom } = test
    if (fact === undefined) return []
    const other =
      expectedFrom !== undefined && 'fact' in expectedFrom ? expectedFrom.fact : undefined
    const left = fact === changing ? null : test.actual
    const right = other !== undefined && other === changing ? null : test.expected
    if (left !== null)
      return right === null && other !== undefined ? [turned(other, operator, left)] : []
    if (right !== null) return [{ fact, operator, other: { value: right, operand: right } }]
    return other === undefined ? [] : [{ fact, operator, other: { fact: other } }]
  })
}
