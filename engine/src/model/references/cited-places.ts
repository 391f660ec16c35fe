import type { Decision } from '../decision.ts'
import type { Pathway } from '../pathway.ts'
import type { Ruleset } from '../ruleset.ts'
import { type RulesetList, rulesetLists } from '../ruleset-lists.ts'
import { nodesOf, transitionsOf } from '../state-nodes.ts'
import type { Citation } from '../citation.ts'
import { linesOf } from '../decision-lines.ts'

/** A place of a ruleset that cites clauses, or has to. */
export interface CitedPlace {
  /** Lists by their ids; transitions by theirs, wherever they lie. */
  readonly path: string
  readonly cites: readonly Citation[]
  /** True where a rule stands that needs a clause to rest on. */
  readonly required: boolean
}

interface Citing {
  readonly cites?: readonly Citation[] | undefined
  readonly contract?: { readonly cites?: readonly Citation[] | undefined } | undefined
}

type Visit<L extends RulesetList> = (
  item: Ruleset[L][number],
  path: string,
) => readonly CitedPlace[]

/** The one answer to which clauses an item rests on, list by list. */
const visits: { readonly [L in RulesetList]: Visit<L> } = {
  codeSystems: optional,
  facts: optional,
  parameters: (parameter, path) => [
    ...required(parameter, path),
    ...parameter.values.flatMap((dated) => optional(dated, `${path}/values/${dated.from}`)),
  ],
  conditions: optional,
  decisions: decisionPlaces,
  offices: optional,
  pathways: pathwayPlaces,
  duties: required,
  scheduledDuties: required,
  measures: required,
  pathwayRates: required,
  indicators: required,
  assessmentGroups: required,
  assessmentSchemes: (scheme, path) => [
    ...required(scheme, path),
    ...parts(scheme.consequences, `${path}/consequences`),
    ...parts(scheme.alerts, `${path}/alerts`),
  ],
  funds: ({ overspend, split, ...fund }, path) => [
    ...required(fund, path),
    ...optional(overspend, `${path}/overspend`),
    ...parts(overspend.shares, `${path}/overspend/shares`),
    ...optional(split, `${path}/split`),
    ...parts(split.shares, `${path}/split/shares`),
  ],
  reimbursement: required,
  prices: required,
  incentives: (incentive, path) => [
    ...required(incentive, path),
    ...parts(incentive.split, `${path}/split`),
  ],
  redLines: required,
  scenarios: () => [],
}

/** Every place of a ruleset that cites clauses, or has to, in its order. Pure. */
export function citedPlaces(ruleset: Ruleset): readonly CitedPlace[] {
  return rulesetLists.flatMap((list) => listPlaces(ruleset, list))
}

function listPlaces<L extends RulesetList>(ruleset: Ruleset, list: L): readonly CitedPlace[] {
  const items: readonly Ruleset[L][number][] = ruleset[list]
  return items.flatMap((item) => visits[list](item, `/${list}/${item.id}`))
}

function decisionPlaces(decision: Decision, path: string): readonly CitedPlace[] {
  const lines = linesOf(decision)
  const list = decision.kind === 'table' ? 'rows' : 'rules'
  return [
    ...(decision.otherwise === undefined ? optional(decision, path) : required(decision, path)),
    ...lines.flatMap((line) => required(line, `${path}/${list}/${line.id}`)),
  ]
}

function pathwayPlaces(pathway: Pathway, path: string): readonly CitedPlace[] {
  return [
    ...required(pathway, path),
    ...parts(pathway.events, `${path}/events`),
    ...parts(pathway.delays, `${path}/delays`),
    ...nodesOf(pathway).flatMap(({ path: at, state }) => [
      ...optional(
        { cites: state.meta.cites },
        `${path}/machine${at.map((key) => `/states/${key}`).join('')}`,
      ),
      ...transitionsOf(state).flatMap(({ transition: { meta } }) =>
        optional({ cites: meta.cites }, `${path}/transitions/${meta.id}`),
      ),
    ]),
  ]
}

function parts(
  items: readonly (Citing & { readonly id: string })[] | undefined,
  path: string,
): readonly CitedPlace[] {
  return (items ?? []).flatMap((item) => optional(item, `${path}/${item.id}`))
}

function required({ cites = [], contract }: Citing, path: string): readonly CitedPlace[] {
  return [{ path, cites, required: true }, ...optional(contract ?? {}, `${path}/contract`)]
}

function optional({ cites = [], contract }: Citing, path: string): readonly CitedPlace[] {
  return [
    ...(cites.length === 0 ? [] : [{ path, cites, required: false }]),
    ...(contract?.cites === undefined ? [] : optional(contract, `${path}/contract`)),
  ]
}
