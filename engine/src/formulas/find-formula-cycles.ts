import { parseFormula } from './parse-formula.ts'
import { formulaReferences } from './formula-parts.ts'
import { findCycles } from '../model/find-cycles.ts'

/** Indicators with their formulas, as authored. */
export interface IndicatorFormula {
  readonly id: string
  readonly formula?: string | undefined
}

/**
 * Indicators that need each other's values of the same period: each circle once, as the ids along it. The baseline
 * or the previous value of an indicator closes no circle, for it is settled before. Pure.
 */
export function findFormulaCycles(
  indicators: readonly IndicatorFormula[],
): readonly (readonly string[])[] {
  const ids = new Set(indicators.map(({ id }) => id))
  const edges = new Map(
    indicators.map(({ id, formula }) => [id, readNow(formula).filter((name) => ids.has(name))]),
  )
  return findCycles(edges)
}

function readNow(text: string | undefined): readonly string[] {
  const formula = text === undefined ? undefined : parseFormula(text).formula
  if (formula === undefined) return []
  return formulaReferences(formula).flatMap(({ kind, name }) => (kind === 'value' ? [name] : []))
}
