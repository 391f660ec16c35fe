import { indexRuleset } from '../model/ruleset-index.ts'
import type { Facts } from '../decisions/facts.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import type { Operand } from '../model/condition.ts'
import type { Fact } from '../model/fact.ts'
import { isJsonObject } from '../model/json.ts'
import { referencesOf } from '../model/references/references-of.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Value } from '../model/value.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'

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
  const draw = (fact: Fact, known: readonly Value[]) =>
    valueTypeModules[fact.type].draw(
      { constants: known, known: known.length > 0 ? pick(known) : undefined, pick, random },
      fact,
    )
  return () =>
    Object.fromEntries(
      [...indexRuleset(ruleset).facts.values()].map((fact) => [
        fact.id,
        draw(fact, constants.get(fact.id) ?? []),
      ]),
    )
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
