/** The lists of a ruleset, in reading order. */
export const rulesetLists = [
  'codeSystems',
  'facts',
  'parameters',
  'conditions',
  'decisions',
  'offices',
  'pathways',
  'duties',
  'scheduledDuties',
  'measures',
  'pathwayRates',
  'indicators',
  'assessmentGroups',
  'assessmentSchemes',
  'funds',
  'reimbursement',
  'prices',
  'incentives',
  'redLines',
  'scenarios',
] as const
export type RulesetList = (typeof rulesetLists)[number]

/** What no procedure governs by its kind; what of it a governed item rests on is governed with that. */
const neverGoverned = ['codeSystems', 'facts', 'scenarios'] as const

/** The kinds of item a procedure can govern. */
export type GovernedList = Exclude<RulesetList, (typeof neverGoverned)[number]>
export const governedLists = rulesetLists.filter(
  (list): list is GovernedList => !neverGoverned.some((other) => other === list),
)
