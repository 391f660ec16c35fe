import type { Formula } from '../formulas/formula.ts'
import { formulaReferences } from '../formulas/formula-parts.ts'
import { parseFormula } from '../formulas/parse-formula.ts'
import type { Indicator } from '../model/assessment.ts'
import type { Bundle } from '../model/bundle.ts'
import { findDepths } from '../model/find-depths.ts'

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

/**
 * How many indicators stand in a row behind each one, itself included, worked out once for each bundle. One that leads
 * into a circle is not there.
 */
export function indicatorDepths(bundle: Bundle): ReadonlyMap<string, number> {
  let known = depths.get(bundle)
  if (known === undefined) {
    const named = bundle.ruleset.indicators.map((indicator): [string, readonly string[]] => {
      const formula = indicatorFormula(bundle, indicator)
      const references = formula === undefined ? [] : formulaReferences(formula)
      return [indicator.id, references.flatMap(({ kind, name }) => (kind === 'value' ? name : []))]
    })
    depths.set(bundle, (known = findDepths(new Map(named))))
  }
  return known
}

const depths = new WeakMap<Bundle, ReadonlyMap<string, number>>()

/** A formula of a bundle, read once. */
export function readFormula(bundle: Bundle, text: string): Formula | undefined {
  let known = parsed.get(bundle)
  if (known === undefined) parsed.set(bundle, (known = new Map()))
  if (!known.has(text)) known.set(text, parseFormula(text).formula)
  return known.get(text)
}
