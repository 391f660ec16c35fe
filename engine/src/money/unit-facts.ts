import type { Facts } from '../decisions/facts.ts'
import { directoryFacts } from '../model/org-unit.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { MoneyUnit } from './money-unit.ts'

/** The facts of a unit: its figures, and what the directory and its assessment say of it as `unit.…`. Pure. */
export function unitFacts(
  { unit, facts, score, grade, holder }: MoneyUnit,
  ruleset: Ruleset,
): Facts {
  return {
    ...directoryFacts(unit, ruleset),
    ...(score === undefined ? {} : { 'unit.score': score }),
    ...(grade === undefined ? {} : { 'unit.grade': grade }),
    ...(holder === undefined ? {} : { 'holder.id': holder }),
    ...facts,
  }
}

/**
 * Units in the order of their ids, so that no order of a list changes a fen. Pure.
 * @throws RangeError when a unit is listed twice: it would be paid twice
 */
export function unitsById(units: readonly MoneyUnit[]): readonly MoneyUnit[] {
  const sorted = units.toSorted((a, b) => (a.unit.id < b.unit.id ? -1 : 1))
  const twice = sorted.find((unit, at) => sorted[at + 1]?.unit.id === unit.unit.id)
  if (twice !== undefined) throw new RangeError(`The unit "${twice.unit.id}" is listed twice.`)
  return sorted
}
