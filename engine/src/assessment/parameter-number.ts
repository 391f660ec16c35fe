import { parameterAsOf } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { formulaValue } from '../formulas/formula-value.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Fraction } from '../model/exact.ts'

/** A parameter's number on a day; `null` while it has none. Pure. */
export function parameterNumber(bundle: Bundle, id: string, asOf: string): Fraction | null {
  const parameter = indexRuleset(bundle.ruleset).parameters.get(id)
  const dated = parameter && parameterAsOf(parameter, asOf)
  const value = parameter && dated && formulaValue(parameter, dated.value)
  return typeof value === 'object' ? value : null
}
