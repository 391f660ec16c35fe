import type { Fact } from '../model/fact.ts'
import { codesAmong } from '../model/value-types/code-choices.ts'
import type { FactGroup, GroupValues } from './distinguishable-values.ts'

/** How long a list of codes may be. */
export const longestList = 5000

/** What can be told apart of the lists a fact can be. */
export interface ListValues {
  /** Codes that the rules do not tell apart: a list has some of them or none. */
  readonly classes: readonly (readonly string[])[]
  /** How many codes are in the list, from and to; none where nothing asks. */
  readonly lengths: readonly (readonly [least: number, most: number])[]
  /** How many codes there are that no class has. */
  readonly others: number
}

/** Parts the lists a fact can be by what the rules ask of them. Pure. */
export function listValues(fact: Fact, group: FactGroup, values: GroupValues): ListValues {
  const asked = group.comparisons(fact)
  const counts = asked.flatMap(({ operator, value }) =>
    operator === 'countAtLeast' ? [value as number] : [],
  )
  // Where no other fact is compared with it, codes that are asked for together need not be told apart.
  const classes = group.facts.length === 1 ? classesOf(fact, group, values) : singles(fact, values)
  const limits = [...new Set(counts)]
    .filter((count) => count > 0 && count <= longestList)
    .toSorted((a, b) => a - b)
  const starts = [0, ...limits]
  const lengths =
    counts.length === 0
      ? []
      : starts.map((start, at): [number, number] => [
          start,
          (starts[at + 1] ?? longestList + 1) - 1,
        ])
  const named = new Set(classes.flat())
  const others = fact.values?.filter(({ code }) => !named.has(code)).length ?? longestList
  return { classes, lengths, others }
}

function singles(fact: Fact, values: GroupValues): readonly (readonly string[])[] {
  return codesAmong(values.samplesOf(fact).map(({ value }) => value)).map((code) => [code])
}

/** Codes that the same comparisons name. */
function classesOf(
  fact: Fact,
  group: FactGroup,
  values: GroupValues,
): readonly (readonly string[])[] {
  const lists = group
    .comparisons(fact)
    .flatMap(({ value }) => (typeof value === 'number' ? [] : [new Set(codesAmong([value]))]))
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

/**
 * A list for each choice among the classes and each length it can have with them, the shortest choices first in each
 * class. One at a time: there can be more than can be counted. Pure.
 */
export function* listsOf(
  fact: Fact,
  { classes, lengths, others }: ListValues,
): Generator<string[]> {
  const named = new Set(classes.flat())
  for (const chosen of choices(classes)) {
    const room = chosen.reduce((sum, codes) => sum + codes.length, 0) + others
    for (const [least, most] of lengths.length === 0 ? [[0, longestList] as const] : lengths) {
      const length = Math.max(least, chosen.length)
      if (length <= Math.min(most, room, longestList)) yield listOf(fact, chosen, { length, named })
    }
  }
}

/** Every choice among some things, the last of them chosen last. */
function* choices<T>(items: readonly T[]): Generator<readonly T[]> {
  const last = items.at(-1)
  if (last === undefined) {
    yield []
    return
  }
  const before = items.slice(0, -1)
  yield* choices(before)
  for (const choice of choices(before)) yield [...choice, last]
}

/** One code of each class, then codes nothing names, then more of the classes, up to a length. */
function listOf(
  { values }: Fact,
  chosen: readonly (readonly string[])[],
  { length, named }: { readonly length: number; readonly named: ReadonlySet<string> },
): string[] {
  const list = chosen.flatMap((codes) => codes.slice(0, 1))
  for (let at = 0; list.length < length && at < (values?.length ?? Infinity); at++) {
    const code = values === undefined ? `other-${at}` : (values[at]?.code ?? '')
    if (!named.has(code)) list.push(code)
  }
  return [...list, ...chosen.flatMap((codes) => codes.slice(1))].slice(0, length)
}
