import { indexRuleset } from '../model/ruleset-index.ts'
import { checkFormula, type ExpectedUnit, indicatorSignature } from '../formulas/check-formula.ts'
import type { FormulaSignature } from '../formulas/formula.ts'
import { parseFormula } from '../formulas/parse-formula.ts'
import type { Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'

/** What is wrong with a formula of a ruleset: how it is written, what it names, and its units. Pure. */
export function formulaIssues(
  ruleset: Ruleset,
  text: string,
  { path, expected }: { readonly path: string; readonly expected: ExpectedUnit },
): readonly Issue[] {
  const { formula, issues } = parseFormula(text)
  if (formula === undefined) return issues.map((issue) => at(issue, path))
  const index = indexRuleset(ruleset)
  const signatureOf = (name: string): FormulaSignature | undefined => {
    const indicator = index.indicators.get(name)
    if (indicator !== undefined) return indicatorSignature(indicator)
    return index.facts.get(name) ?? index.parameters.get(name)
  }
  // Gone through only where a name is not there.
  const known = {
    *[Symbol.iterator]() {
      yield* index.indicators.keys()
      yield* index.facts.keys()
      yield* index.parameters.keys()
    },
  }
  return checkFormula(formula, signatureOf, expected, known).map((issue) => at(issue, path))
}

function at({ code, severity, message }: Issue, path: string): Issue {
  return { code, severity, path, message }
}
