import {
  directoryFactIds,
  indexRuleset,
  type Fact,
  factsOf,
  factsReadBy,
  reachReferences,
  type Reference,
  referencesOf,
  type Ruleset,
} from '@jieli/engine'
import { scheduledFacts } from '@jieli/engine/scheduled-duties'

/**
 * The facts whose figures have to be brought in: what indicators, schemes, funds and incentives read, by themselves or
 * in the decisions they ask, and neither a measure nor a scheduled duty counts. In the ruleset's own order.
 */
export function wantedFacts(ruleset: Ruleset): readonly Fact[] {
  const { indicators, assessmentSchemes, funds, incentives, pathwayRates, measures } = ruleset
  const read = factsReadBy(ruleset, {
    indicators,
    assessmentSchemes,
    funds,
    incentives,
    pathwayRates,
  })
  const decided = decidedBy(ruleset, fundReferences(ruleset))
  const duties = ruleset.scheduledDuties.flatMap(({ id }) => Object.values(scheduledFacts(id)))
  const others = new Set([
    ...measures.map(({ id }) => id),
    ...duties,
    ...factsOfCases(ruleset),
    ...unitFacts,
  ])
  return [...indexRuleset(ruleset).facts.values()].filter(
    ({ id }) => (read.has(id) || decided.has(id)) && !others.has(id),
  )
}

/** The facts that are known of the community alone: what its funds read, and no indicator does. */
export function communityFacts(ruleset: Ruleset): ReadonlySet<string> {
  const { indicators, assessmentSchemes } = ruleset
  // What money is divided by within a share is known of each unit.
  const ofFunds = fundReferences(ruleset).filter(({ path }) => !path.includes('/within'))
  const ofUnits = factsReadBy(ruleset, { indicators, assessmentSchemes })
  const ofHolders = heldFacts(ruleset)
  return new Set(
    [...decidedBy(ruleset, ofFunds)].filter((fact) => !ofUnits.has(fact) && !ofHolders.has(fact)),
  )
}

/** The amounts of funds that units hold each for itself. */
function heldFacts({ funds }: Ruleset): ReadonlySet<string> {
  return new Set(
    funds.flatMap(({ holders, raised, insured, spent, policyFactor, spending = [] }) =>
      holders === undefined
        ? []
        : [raised, insured, spent, policyFactor, ...spending.map(({ fact }) => fact)],
    ),
  )
}

/** What the directory of units and their assessment say of a unit. */
const unitFacts = [...directoryFactIds, 'unit.score', 'unit.grade', 'holder.id']

/** Facts of a single case or of something done for one: never a figure of a period. */
function factsOfCases(ruleset: Ruleset): ReadonlySet<string> {
  const { pathways, measures, prices, reimbursement, incentives } = ruleset
  const stepped = pathways.flatMap((pathway) => referencesOf('pathways', pathway))
  const earned = incentives
    .flatMap((incentive) => referencesOf('incentives', incentive))
    .filter(({ path }) => path.includes('/earners/'))
  return new Set([
    ...factsReadBy(ruleset, { measures, prices, reimbursement }),
    ...factsOf(reachReferences(ruleset, stepped, ['conditions', 'decisions']), 'readOrSet'),
    ...factsOf(earned),
  ])
}

function fundReferences({ funds }: Ruleset): readonly Reference[] {
  return funds.flatMap((fund) => referencesOf('funds', fund))
}

function decidedBy(ruleset: Ruleset, from: readonly Reference[]): ReadonlySet<string> {
  return factsOf(reachReferences(ruleset, from, ['conditions', 'decisions']))
}
