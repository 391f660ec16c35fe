import { type ListValues, listValues } from '../../decisions/code-lists.ts'
import { operandType } from '../../decisions/compare-values.ts'
import {
  isOrdered,
  orderedValues,
  plainValues,
  type Point,
  type Sample,
} from '../../decisions/distinguishable-values.ts'
import { type AskedComparison, groupFacts } from '../../decisions/fact-groups.ts'
import { parameterAsOf } from '../../decisions/parameter-value.ts'
import type { FactTest, Operand } from '../../model/condition.ts'
import type { Fact } from '../../model/fact.ts'
import { isJsonObject } from '../../model/json.ts'
import type { Reference } from '../../model/references/reference.ts'
import type { RulesetIndex } from '../../model/ruleset-index.ts'
import type { Value } from '../../model/value.ts'
import type { Node } from './node.ts'
import { Space, type Variable } from './space.ts'

/** The other side of a comparison: a fact, a known value, or a parameter that has none on the day. */
export type Side =
  | { readonly fact: string }
  | { readonly value: Value }
  | { readonly waiting: string }
  | undefined

/** Reads the other side of a comparison on a day; nothing where it leads nowhere. Pure. */
export function sideOf(operand: Operand, index: RulesetIndex, asOf: string): Side {
  if (!isJsonObject(operand) || 'numerator' in operand) return { value: operand as Value }
  if ('fact' in operand) return { fact: String(operand['fact']) }
  const id = String(operand['parameter'])
  const parameter = index.parameters.get(id)
  if (parameter === undefined) return undefined
  const dated = parameterAsOf(parameter, asOf)
  return dated === undefined ? { waiting: id } : { value: dated.value }
}

/** Everything in which cases can differ for a decision, and what they cannot be like: lists too short for their codes. */
export interface LaidOut {
  readonly space: Space
  readonly constraints: readonly Node[]
}

/** What is compared, and the rules that say what with. */
export interface Compared {
  readonly references: readonly Reference[]
  readonly index: RulesetIndex
}

/** Lays out the facts that some comparisons rest on, of one ruleset or of several that have the same facts. Pure. */
export function layOutSpace(compared: readonly Compared[], asOf: string): LaidOut {
  const space = new Space()
  const constraints: Node[] = []
  const read = compared.flatMap(({ references }) =>
    references.flatMap(({ list, id }) => (list === 'facts' ? [id] : [])),
  )
  const asked = compared.flatMap(({ references, index }) => askedBy(references, index, asOf))
  // What a parameter comes to is not the same in every ruleset.
  const written = compared.length === 1 ? asked : asked.map(asValue)
  for (const group of groupFacts(read, written, (id) => compared[0]?.index.facts.get(id))) {
    const ordered = group.facts.every(isOrdered)
    const values = ordered ? orderedValues(group) : plainValues(group)
    for (const fact of group.facts) {
      const samples = values.samplesOf(fact)
      const { points } = values
      if (fact.type !== 'codeList') space.add({ fact: fact.id, ordered, samples, points })
      else layOutList({ space, constraints }, fact, listValues(fact, group, values), points)
    }
  }
  return { space, constraints }
}

/** What some references ask of facts on a day, as far as it is known. Pure. */
export function askedBy(
  references: readonly Reference[],
  index: RulesetIndex,
  asOf: string,
): readonly AskedComparison[] {
  return references.flatMap(({ list, id, test }): readonly AskedComparison[] => {
    if (list !== 'facts' || test === undefined || !('fact' in test)) return []
    const side = sideOf(test.value, index, asOf)
    if (side === undefined || 'waiting' in side) return []
    const other = 'fact' in side ? side : { ...side, operand: test.value }
    return [{ fact: id, operator: test.operator, other }]
  })
}

/** A comparison with the value that its other side comes to. */
function asValue({ other, ...asked }: AskedComparison): AskedComparison {
  return { ...asked, other: 'fact' in other ? other : { ...other, operand: other.value } }
}

/** Whether two facts can be compared so, in a way that is looked into. Pure. */
export function pairs(left: Fact, test: FactTest, right: Fact | undefined): right is Fact {
  if (right === undefined || test.operator === 'countAtLeast') return false
  return operandType(left.type, test.operator) === right.type
}

function layOutList(
  { space, constraints }: { readonly space: Space; readonly constraints: Node[] },
  fact: Fact,
  { classes, lengths, others }: ListValues,
  named: readonly Point[],
): void {
  const inOrOut = [false, true].map((value): Sample => ({ value, place: { kind: 'other' } }))
  const parts = classes.map((codes) =>
    space.add({
      fact: fact.id,
      ordered: false,
      samples: inOrOut,
      // Of single codes, whether a rule names it.
      points: named.filter(({ value }) => codes.some((code) => code === value)),
      codes,
    }),
  )
  if (lengths.length === 0) return
  const starts = lengths.map(([least]) => least)
  const count = space.add({
    fact: fact.id,
    ordered: true,
    samples: starts.map((value, at) => ({ value, place: { kind: 'between', at } })),
    points: starts.map((value) => ({ value, operand: value })),
    counts: lengths,
  })
  constraints.push({ kind: 'length', count, parts, others })
}

/** The variables of a fact. Pure. */
export function variablesOf(space: Space, fact: string): readonly Variable[] {
  return space.byFact.get(fact) ?? []
}
