import { type Fund, indexRuleset, parameterAsOf, type Ratio, type Ruleset } from '@jieli/engine'
import { communityFacts } from '../exchange/wanted-facts.ts'
import type { Draws } from './draws.ts'
import type { MadeFigure } from './made-figure.ts'

/** Fen raised in a month: a county of some 360 000 insured whose budget of a year is near 313.6 million yuan. */
const raisedInMonth = 2_810_000_000

/** The made-up month of the county's insurance funds: mostly a small surplus of the budget, now and then none. */
export function fundFigures(ruleset: Ruleset, draws: Draws): ReadonlyMap<string, MadeFigure> {
  const figures = new Map<string, MadeFigure>()
  const declared = indexRuleset(ruleset).facts
  const set = (id: string, value: MadeFigure) => {
    if (declared.has(id)) figures.set(id, value)
  }
  const counted = new Set(ruleset.measures.map(({ id }) => id))
  for (const fund of ruleset.funds) {
    // A fund that units hold each for itself has its figures by unit.
    if (figures.has(fund.raised) || fund.holders !== undefined) continue
    const { numerator, denominator } = budgetRate(ruleset, fund)
    const budget = Math.floor((raisedInMonth * numerator) / denominator)
    // Youxi kept 2.84 per cent of its budget.
    const spent = Math.floor((budget * (9716 + draws.whole(-250, 320))) / 10_000)
    set(fund.raised, raisedInMonth)
    set(fund.insured, 360_000)
    set(fund.policyFactor, Math.floor(spent / 400))
    const parts = fund.spending ?? []
    let rest = spent
    for (const [at, { fact }] of parts.entries()) {
      const part = at === parts.length - 1 ? rest : Math.floor((rest * draws.whole(42, 48)) / 100)
      rest -= part
      set(fact, part)
    }
    set(fund.spent, spent)
  }
  const ofCommunity = communityFacts(ruleset)
  for (const fact of declared.values()) {
    if (!ofCommunity.has(fact.id) || figures.has(fact.id) || counted.has(fact.id)) continue
    if (fact.type === 'boolean') figures.set(fact.id, true)
    else if (fact.type === 'codeList')
      figures.set(fact.id, (fact.values ?? []).map(({ code }) => code).join(';'))
    else if (fact.type === 'money') figures.set(fact.id, Math.floor(raisedInMonth / 50))
  }
  return figures
}

/** What part of the money raised is budgeted; 93 per cent where the ruleset leaves it open. */
function budgetRate(ruleset: Ruleset, fund: Fund): Ratio {
  const parameter = indexRuleset(ruleset).parameters.get(fund.budgetRate.parameter)
  const value = parameter === undefined ? undefined : parameterAsOf(parameter, '2025-01-01')?.value
  return typeof value === 'object' && 'numerator' in value
    ? value
    : { numerator: 93, denominator: 100 }
}
