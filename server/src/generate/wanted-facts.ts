import { type Fact, indexRuleset, type Ruleset } from '@jieli/engine'

/**
 * The facts whose figures have to be brought in: what indicators, schemes, funds and incentives read and no measure
 * counts. In the ruleset's own order.
 */
export function wantedFacts(ruleset: Ruleset): readonly Fact[] {
  const { facts } = indexRuleset(ruleset)
  const counted = new Set(ruleset.measures.map(({ id }) => id))
  const named = new Set<string>()
  collectNames(
    [
      ruleset.assessment,
      ruleset.assessmentSchemes,
      ruleset.funds,
      ruleset.incentives,
      ruleset.clinicalPathways,
    ],
    named,
  )
  // What keeps a surplus from being distributed is read by decisions.
  for (const id of facts.keys()) if (id.startsWith('fund.')) named.add(id)
  return ruleset.facts.filter(({ id }) => named.has(id) && !counted.has(id) && !ofCases.test(id))
}

/** Facts of a single case, or of the directory of units: never a figure of a period. */
const ofCases =
  /^(episode|variance|referral|fromUnit|toUnit|patient|consent|clinical|log|service)\.|^unit\.(tier|kind|level|score)$/

/** Every word of every text: a formula names its facts among other words, which are then no facts. */
function collectNames(part: unknown, names: Set<string>): void {
  if (typeof part === 'string')
    for (const name of part.match(/[A-Za-z][\w.-]*\w/g) ?? []) names.add(name)
  else if (typeof part === 'object' && part !== null)
    for (const value of Object.values(part)) collectNames(value, names)
}
