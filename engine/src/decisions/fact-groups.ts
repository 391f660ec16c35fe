import type { Operand } from '../model/condition.ts'
import type { Fact } from '../model/fact.ts'
import type { Operator } from '../model/operator.ts'
import type { Value } from '../model/value.ts'
import { longestList } from './code-lists.ts'
import { operandType } from './compare-values.ts'
import { type Comparison, compares, type FactGroup } from './distinguishable-values.ts'
import type { Facts } from './facts.ts'

/** One thing that is asked of a fact: how it compares with a value, or with another fact. */
export interface AskedComparison {
  readonly fact: string
  readonly operator: Operator
  readonly other: { readonly fact: string } | { readonly value: Value; readonly operand: Operand }
}

/**
 * Parts facts into those that are compared with one another, one through another. Pure.
 * @param ids facts to part beside those that are asked of
 */
export function groupFacts(
  ids: Iterable<string>,
  asked: readonly AskedComparison[],
  factOf: (id: string) => Fact | undefined,
): readonly FactGroup[] {
  const facts = new Map<string, Fact>()
  for (const id of [...ids, ...asked.flatMap(namedIn)]) {
    const fact = facts.has(id) ? undefined : factOf(id)
    if (fact !== undefined) facts.set(id, fact)
  }
  const groups = new Groups(facts.keys())
  const comparisons = new Map<string, Comparison[]>([...facts.keys()].map((id) => [id, []]))
  for (const { fact: id, operator, other } of asked) {
    const fact = facts.get(id)
    if (fact === undefined) continue
    if ('value' in other) {
      const { value, operand } = other
      if (compares(fact, { operator, value }))
        comparisons.get(id)?.push({ operator, value, operand })
      continue
    }
    const right = facts.get(other.fact)
    if (right === undefined || operandType(fact.type, operator) !== right.type) continue
    if (operator !== 'countAtLeast') groups.join(id, right.id)
    // How many codes a list has is compared with a number: every length both can have tells something.
    else
      for (let value = Math.max(0, right.minimum ?? 0); value <= longestOf(fact, right); value++) {
        comparisons.get(id)?.push({ operator, value, operand: value })
        comparisons.get(right.id)?.push({ operator: 'equal', value, operand: value })
      }
  }
  return groups.all().map((members) => ({
    facts: members.flatMap((id) => facts.get(id) ?? []),
    comparisons: (fact) => comparisons.get(fact.id) ?? [],
  }))
}

function namedIn({ fact, other }: AskedComparison): readonly string[] {
  return 'fact' in other ? [fact, other.fact] : [fact]
}

function longestOf({ values }: Fact, { maximum }: Fact): number {
  return Math.min(values?.length ?? longestList, maximum ?? longestList)
}

/** What is still asked once some facts are known: those stand in for their values. Pure. */
export function askedBeside(
  asked: readonly AskedComparison[],
  known: Facts,
): readonly AskedComparison[] {
  return asked.flatMap((one): readonly AskedComparison[] => {
    const { fact, operator, other } = one
    const right =
      'fact' in other && Object.hasOwn(known, other.fact) ? known[other.fact] : undefined
    if (!Object.hasOwn(known, fact))
      return right === undefined ? [one] : [{ fact, operator, other: given(right) }]
    const left = known[fact]
    if (right !== undefined || left === undefined || !('fact' in other)) return []
    return [turned(other.fact, operator, left)]
  })
}

/** A comparison seen from its right-hand side, the left one known. Pure. */
export function turned(fact: string, operator: Operator, left: Value): AskedComparison {
  switch (operator) {
    case 'in':
    case 'notIn':
      return { fact, operator: 'contains', other: given(left) }
    case 'contains':
    case 'doesNotContain':
      return { fact, operator: 'in', other: given(left) }
    case 'countAtLeast':
      return { fact, operator: 'equal', other: given(Array.isArray(left) ? left.length : left) }
    default:
      return { fact, operator, other: given(left) }
  }
}

const given = (value: Value) => ({ value, operand: value })

class Groups {
  readonly #leaders: Map<string, string>

  constructor(ids: Iterable<string>) {
    this.#leaders = new Map([...ids].map((id) => [id, id]))
  }

  join(a: string, b: string): void {
    this.#leaders.set(this.#leader(a), this.#leader(b))
  }

  all(): readonly (readonly string[])[] {
    return [...Map.groupBy(this.#leaders.keys(), (id) => this.#leader(id)).values()]
  }

  #leader(id: string): string {
    let leader = id
    for (let next = this.#leaders.get(leader); next !== undefined && next !== leader;) {
      leader = next
      next = this.#leaders.get(leader)
    }
    return leader
  }
}
