import { indexRuleset } from '../model/ruleset-index.ts'
import type { Facts } from '../decisions/facts.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import type { Operand } from '../model/condition.ts'
import type { Fact } from '../model/fact.ts'
import { isJsonObject } from '../model/json.ts'
import { referencesOf } from '../model/references/references-of.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Ratio, Value } from '../model/value.ts'

/** A stream of numbers from 0 (inclusive) to 1 that a seed determines (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Makes complete, well-typed facts, most of them at or beside a value some rule compares with:
 * that is where evaluators could differ. Pure but for the random stream.
 */
export function createFactGenerator(
  ruleset: Ruleset,
  asOf: string,
  random: () => number,
): () => Facts {
  const constants = comparedValues(ruleset, asOf)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  return () =>
    Object.fromEntries(
      ruleset.facts.map((fact) => [
        fact.id,
        valueFor(fact, constants.get(fact.id) ?? [], { pick, random }),
      ]),
    )
}

interface Source {
  readonly pick: <T>(items: readonly T[]) => T
  readonly random: () => number
}

function valueFor(fact: Fact, constants: readonly Value[], { pick, random }: Source): Value {
  const codes = fact.values?.map((entry) => entry.code)
  const listed = constants.flatMap((value) => (Array.isArray(value) ? value : [])).slice(0, 200)
  const known = constants.length > 0 ? pick(constants) : undefined
  switch (fact.type) {
    case 'boolean':
      return random() < 0.5
    case 'integer':
    case 'money': {
      const base = typeof known === 'number' ? known : (fact.minimum ?? 0)
      const near = base + Math.floor(random() * 5) - 2
      return Math.min(fact.maximum ?? near, Math.max(fact.minimum ?? near, near))
    }
    case 'decimal': {
      const base = typeof known === 'string' ? Number(known) : 10
      return (base + pick([-1, -0.1, 0, 0, 0.1, 1])).toFixed(1)
    }
    case 'ratio': {
      const base = isJsonObject(known)
        ? (known as unknown as Ratio)
        : { numerator: 1, denominator: 2 }
      return {
        numerator: base.numerator * 10 + pick([-1, 0, 0, 1]),
        denominator: base.denominator * 10,
      }
    }
    case 'code': {
      const choices = codes ?? [
        ...listed,
        ...constants.filter((value) => typeof value === 'string'),
        'other',
      ]
      return pick(choices)
    }
    case 'codeList': {
      const choices = codes ?? [
        ...new Set([...listed, ...constants.filter((value) => typeof value === 'string'), 'other']),
      ]
      return choices.filter(() => random() < 0.3)
    }
    case 'date':
      return pick([
        ...constants.filter((value) => typeof value === 'string'),
        '2020-02-29',
        '2030-12-31',
      ])
    case 'dateTime':
      return pick([
        ...constants.filter((value) => typeof value === 'string'),
        '2020-02-29T08:00:00+08:00',
        '2030-12-31T23:59:59+08:00',
      ])
    case 'duration':
      return pick([...constants.filter((value) => typeof value === 'string'), 'PT1H', 'P30D'])
    case 'text':
      return pick([...constants.filter((value) => typeof value === 'string'), 'a', 'b'])
  }
}

/** Every value each fact is compared with, parameters as of a day included. */
function comparedValues(ruleset: Ruleset, asOf: string): ReadonlyMap<string, readonly Value[]> {
  const index = indexRuleset(ruleset)
  const found = new Map<string, Value[]>()
  const valueOf = (operand: Operand): Value | undefined => {
    if (!isJsonObject(operand) || 'numerator' in operand) return operand as Value
    if (!('parameter' in operand)) return undefined
    const parameter = index.parameters.get(String(operand['parameter']))
    return parameter === undefined ? undefined : parameterAsOf(parameter, asOf)?.value
  }
  const references = [
    ...ruleset.conditions.flatMap((item) => referencesOf('conditions', item)),
    ...ruleset.decisions.flatMap((item) => referencesOf('decisions', item)),
  ]
  for (const { id, test } of references) {
    if (test === undefined || 'decision' in test) continue
    const value = valueOf(test.value)
    if (value === undefined) continue
    const values = found.get(id)
    if (values === undefined) found.set(id, [value])
    else values.push(value)
  }
  return found
}
