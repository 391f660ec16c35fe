import type { Formula } from '../formulas/formula.ts'
import { parseFormula } from '../formulas/parse-formula.ts'
import type { Indicator } from '../model/assessment.ts'
import type { Bundle } from '../model/bundle.ts'

const parsed = new WeakMap<Bundle, Map<string, Formula | undefined>>()

/** A formula's text as an indicator says it: its own, or its numerator over its denominator. Pure. */
export function formulaTextOf({ formula, numerator, denominator }: Indicator): string | undefined {
  if (formula !== undefined) return formula
  if (numerator === undefined) return undefined
  return denominator === undefined ? numerator : `${numerator} / ${denominator}`
}

/** The formula of an indicator, read once for each bundle; `undefined` while it has none or none that can be read. */
export function indicatorFormula(bundle: Bundle, indicator: Indicator): Formula | undefined {
  const text = formulaTextOf(indicator)
  return text === undefined ? undefined : readFormula(bundle, text)
}

/** A formula of a bundle, read once. */
export function readFormula(bundle: Bundle, text: string): Formula | undefined {
  let known = parsed.get(bundle)
  if (known === undefined) parsed.set(bundle, (known = new Map()))
  if (!known.has(text)) known.set(text, parseFormula(text).formula)
  return known.get(text)
}
