import { type Fact, factsReadBy, type Ruleset } from '@jieli/engine'

/**
 * The facts whose figures have to be brought in: what indicators, schemes, funds and incentives read and no measure
 * counts. In the ruleset's own order.
 */
export function wantedFacts(ruleset: Ruleset): readonly Fact[] {
  const counted = new Set(ruleset.measures.map(({ id }) => id))
  const { assessment, assessmentSchemes, funds, incentives, clinicalPathways } = ruleset
  const read = factsReadBy(ruleset, {
    assessment,
    assessmentSchemes,
    funds,
    incentives,
    clinicalPathways,
  })
  return ruleset.facts.filter(
    ({ id }) =>
      // What keeps a surplus from being distributed is read by decisions.
      (read.has(id) || id.startsWith('fund.')) && !counted.has(id) && !ofCases.test(id),
  )
}

/** Facts of a single case, or of the directory of units: never a figure of a period. */
const ofCases =
  /^(episode|variance|referral|fromUnit|toUnit|patient|consent|clinical|log|service)\.|^unit\.(tier|kind|level|score)$/
