import { formulaTextOf } from '../assessment/indicator-formula.ts'
import { indexRuleset, type RulesetIndex } from '../model/ruleset-index.ts'
import { fitsType } from '../decisions/fits-type.ts'
import {
  type BoundOf,
  boundOfType,
  type DigitBound,
  digitBound,
  eitherBound,
} from '../formulas/digit-bound.ts'
import type { Formula } from '../formulas/formula.ts'
import { formulaIssue } from '../formulas/formula-issue.ts'
import { formulaReferences } from '../formulas/formula-parts.ts'
import { parseFormula } from '../formulas/parse-formula.ts'
import { digitLimit } from '../model/exact.ts'
import type { Fact } from '../model/fact.ts'
import { findDepths } from '../model/find-depths.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { depthLimit } from '../model/json.ts'
import type { Parameter } from '../model/parameter.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { ratioSchema, type Value } from '../model/value.ts'

/**
 * Formulas that could come to more digits than numbers may have, through indicators that name each other, and rows of
 * such indicators that are too long: each told once, where it arises. Pure.
 */
export function checkFormulaDigits(ruleset: Ruleset): readonly Issue[] {
  const { formulas, depths, bounds } = boundsOf(ruleset)
  const deep = [...depths].flatMap(([id, depth]) =>
    depth === depthLimit + 1
      ? [createIssue('TOO_DEEP', `/indicators/${id}/formula`, { limit: depthLimit })]
      : [],
  )
  const long = [...formulas].flatMap(([id, formula]) =>
    tooLong(formula, bounds, `/indicators/${id}/formula`),
  )
  const alerts = ruleset.assessmentSchemes.flatMap(({ id, alerts: all = [] }) =>
    all.flatMap((alert) => {
      const { formula } = parseFormula(alert.when)
      const path = `/assessmentSchemes/${id}/alerts/${alert.id}/when`
      return formula === undefined ? [] : tooLong(formula, bounds, path)
    }),
  )
  return [...deep, ...long, ...alerts]
}

function tooLong(formula: Formula, bounds: BoundOf, path: string): readonly Issue[] {
  const bound = digitBound(formula, bounds)
  if (bound === undefined || !('tooLong' in bound)) return []
  const { code, severity, message } = formulaIssue('FORMULA_DIGITS', formula.text, bound.tooLong, {
    limit: digitLimit,
  })
  return [{ code, severity, path, message }]
}

interface Bounds {
  readonly formulas: ReadonlyMap<string, Formula>
  /** By indicator, those it names first. */
  readonly depths: ReadonlyMap<string, number>
  readonly bounds: BoundOf
}

function boundsOf(ruleset: Ruleset): Bounds {
  const index = indexRuleset(ruleset)
  const formulas = new Map<string, Formula>()
  for (const indicator of ruleset.indicators) {
    const text = formulaTextOf(indicator)
    const formula = text === undefined ? undefined : parseFormula(text).formula
    if (formula !== undefined) formulas.set(indicator.id, formula)
  }
  const named = (formula: Formula) =>
    formulaReferences(formula).flatMap(({ kind, name }) => (kind === 'value' ? [name] : []))
  const depths = findDepths(new Map([...formulas].map(([id, formula]) => [id, named(formula)])))

  const now = new Map<string, DigitBound>()
  // Of a period before, its own past is not kept: what is read of it is unknown, and nothing comes of it.
  const past = new Map<string, DigitBound>()
  const reading =
    (known: ReadonlyMap<string, DigitBound>): BoundOf =>
    ({ name }) =>
      index.indicators.has(name) ? known.get(name) : boundOfName(index, name)
  const bounds: BoundOf = (reference) => reading(reference.kind === 'value' ? now : past)(reference)
  const within: BoundOf = (reference) =>
    reference.kind === 'value' ? reading(past)(reference) : boundOfType('boolean', undefined)
  for (const [known, boundOf] of [
    [past, within],
    [now, bounds],
  ] as const)
    for (const [id, depth] of depths) {
      const formula = formulas.get(id)
      const bound = formula && depth <= depthLimit ? digitBound(formula, boundOf) : undefined
      if (bound !== undefined && !('tooLong' in bound)) known.set(id, bound)
    }
  return { formulas, depths, bounds }
}

function boundOfName(index: RulesetIndex, name: string): DigitBound | undefined {
  const fact = index.facts.get(name)
  if (fact !== undefined) return boundOfFact(fact)
  const parameter = index.parameters.get(name)
  return parameter && boundOfParameter(parameter)
}

/** What the type can hold, or less where the fact says between which numbers it lies. */
function boundOfFact({ type, unit, minimum, maximum }: Fact): DigitBound {
  const bound = boundOfType(type, unit)
  if (minimum === undefined || maximum === undefined || type === 'ratio') return bound
  const digits = Math.max(...[minimum, maximum].map((limit) => String(Math.abs(limit)).length))
  return { ...bound, over: Math.min(bound.over, digits + (type === 'decimal' ? 30 : 0)) }
}

/** What it has been given; a parameter nobody has set yet may become whatever its type can hold. */
function boundOfParameter({ type, unit, values }: Parameter): DigitBound {
  const given = values.flatMap(({ value }) =>
    fitsType(type, value) ? (boundOfValue(value, unit) ?? []) : [],
  )
  return given.length === 0 ? boundOfType(type, unit) : eitherBound(given)
}

function boundOfValue(value: Value, unit: string | undefined): DigitBound | undefined {
  const points = unit === 'percentagePoint' ? 2 : 0
  if (typeof value === 'number')
    return { over: String(Math.abs(value)).length, under: 0, tens: points }
  if (typeof value === 'string') {
    const [whole = '', part = ''] = value.split('.')
    return { over: whole.length + part.length, under: 0, tens: part.length + points }
  }
  const ratio = ratioSchema.safeParse(value)
  if (!ratio.success) return undefined
  const { numerator, denominator } = ratio.data
  return {
    over: String(Math.abs(numerator)).length,
    under: String(denominator).length,
    tens: 0,
  }
}
