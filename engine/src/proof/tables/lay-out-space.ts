import { operandType } from '../../decisions/compare-values.ts'
import { parameterAsOf } from '../../decisions/parameter-value.ts'
import type { FactTest, Operand } from '../../model/condition.ts'
import type { Fact } from '../../model/fact.ts'
import { isJsonObject } from '../../model/json.ts'
import type { Reference } from '../../model/references/reference.ts'
import type { RulesetIndex } from '../../model/ruleset-index.ts'
import { codesAmong } from '../../model/value-types/code-choices.ts'
import type { Value } from '../../model/value.ts'
import {
  type Comparison,
  compares,
  type GroupValues,
  isOrdered,
  orderedValues,
  plainValues,
} from './distinguishable-values.ts'
import type { Node } from './node.ts'
import { type Sample, Space, type Variable } from './space.ts'

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
  const comparisons = new Map<string, Comparison[]>()
  const groups = new Groups()
  const factOf = (id: string) => compared[0]?.index.facts.get(id)
  for (const { references, index } of compared)
    for (const { list, id, test } of references) {
      const fact = list === 'facts' ? factOf(id) : undefined
      if (fact === undefined) continue
      const known = comparisons.get(id) ?? []
      comparisons.set(id, known)
      groups.join(id, id)
      if (test === undefined || !('fact' in test)) continue
      const side = sideOf(test.value, index, asOf)
      if (side === undefined || 'waiting' in side) continue
      if ('fact' in side) {
        if (pairs(fact, test, factOf(side.fact))) groups.join(id, side.fact)
        continue
      }
      const { operator } = test
      // What a parameter comes to is not the same in every ruleset.
      const operand = compared.length === 1 ? test.value : side.value
      if (compares(fact, { operator, value: side.value }))
        known.push({ operator, value: side.value, operand })
    }
  for (const ids of groups.all()) {
    const facts = ids.flatMap((id) => factOf(id) ?? [])
    const group = { facts, comparisons: (fact: Fact) => comparisons.get(fact.id) ?? [] }
    const ordered = facts.every(isOrdered)
    const values = ordered ? orderedValues(group) : plainValues(group)
    for (const fact of facts) {
      const samples = values.samplesOf(fact)
      const { points } = values
      if (fact.type !== 'codeList') space.add({ fact: fact.id, ordered, samples, points })
      else layOutList({ space, constraints, fact, values, group, alone: facts.length === 1 })
    }
  }
  return { space, constraints }
}

/** Whether two facts can be compared so, in a way that is looked into. Pure. */
export function pairs(left: Fact, test: FactTest, right: Fact | undefined): right is Fact {
  if (right === undefined || test.operator === 'countAtLeast') return false
  return operandType(left.type, test.operator) === right.type
}

interface ListFact {
  readonly space: Space
  readonly constraints: Node[]
  readonly fact: Fact
  readonly values: GroupValues
  readonly group: { readonly comparisons: (fact: Fact) => readonly Comparison[] }
  /** No other fact is compared with it: codes that are asked for together need not be told apart. */
  readonly alone: boolean
}

function layOutList({ space, constraints, fact, values, group, alone }: ListFact): void {
  const asked = group.comparisons(fact)
  const counts = asked.flatMap(({ operator, value }) =>
    operator === 'countAtLeast' ? [value as number] : [],
  )
  const classes = alone ? classesOf(fact, values, asked) : singles(fact, values)
  const inOrOut = [false, true].map((value): Sample => ({ value, place: { kind: 'other' } }))
  const parts = classes.map((codes) =>
    space.add({
      fact: fact.id,
      ordered: false,
      samples: inOrOut,
      // Of single codes, whether a rule names it.
      points: values.points.filter(({ value }) => codes.some((code) => code === value)),
      codes,
    }),
  )
  if (counts.length === 0) return
  const limits = [...new Set(counts)]
    .filter((count) => count > 0 && count <= longest)
    .toSorted((a, b) => a - b)
  const starts = [0, ...limits]
  const ranges = starts.map((start, at): [number, number] => [
    start,
    (starts[at + 1] ?? longest + 1) - 1,
  ])
  const count = space.add({
    fact: fact.id,
    ordered: true,
    samples: ranges.map(([least], at) => ({ value: least, place: { kind: 'between', at } })),
    points: starts.map((value) => ({ value, operand: value })),
    counts: ranges,
  })
  const named = new Set(classes.flat())
  const others = fact.values?.filter(({ code }) => !named.has(code)).length ?? longest
  constraints.push({ kind: 'length', count, parts, others })
}

/** How long a list of codes may be. */
const longest = 5000

function singles(fact: Fact, values: GroupValues): readonly (readonly string[])[] {
  return codesAmong(values.samplesOf(fact).map(({ value }) => value)).map((code) => [code])
}

/** Codes that the same comparisons name. */
function classesOf(
  fact: Fact,
  values: GroupValues,
  asked: readonly Comparison[],
): readonly (readonly string[])[] {
  const lists = asked.flatMap(({ value }) =>
    typeof value === 'number' ? [] : [new Set(codesAmong([value]))],
  )
  const classes = new Map<string, string[]>()
  for (const { value, place } of values.samplesOf(fact)) {
    if (place.kind === 'other') continue
    const [code = ''] = codesAmong([value])
    const key = lists.map((list) => (list.has(code) ? '1' : '0')).join('')
    const known = classes.get(key)
    if (known === undefined) classes.set(key, [code])
    else known.push(code)
  }
  return [...classes.values()]
}

/** Facts that are compared with one another, one through another. */
class Groups {
  readonly #leaders = new Map<string, string>()

  join(a: string, b: string): void {
    this.#leaders.set(this.#leader(a), this.#leader(b))
  }

  all(): readonly (readonly string[])[] {
    const groups = new Map<string, string[]>()
    for (const id of this.#leaders.keys()) {
      const leader = this.#leader(id)
      const known = groups.get(leader)
      if (known === undefined) groups.set(leader, [id])
      else known.push(id)
    }
    return [...groups.values()]
  }

  #leader(id: string): string {
    let leader = id
    for (let next = this.#leaders.get(leader); next !== undefined && next !== leader;) {
      leader = next
      next = this.#leaders.get(leader)
    }
    if (!this.#leaders.has(leader)) this.#leaders.set(leader, leader)
    return leader
  }
}

/** The variables of a fact. Pure. */
export function variablesOf(space: Space, fact: string): readonly Variable[] {
  return space.byFact.get(fact) ?? []
}
