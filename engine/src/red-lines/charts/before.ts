import { evaluateStandaloneCondition } from '../../decisions/evaluate-standalone-condition.ts'
import type { Facts } from '../../decisions/facts.ts'
import type { ChartEdge } from '../../model/chart-edges.ts'
import type { Issue } from '../../model/issue.ts'
import { jsonEqual } from '../../model/json.ts'
import { conditionReferences } from '../../model/references/condition-references.ts'
import { factsOf } from '../../model/references/facts-of.ts'
import type { Action } from '../../model/pathway.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import { stateAt, statePath } from '../../model/state-nodes.ts'
import { type Breach, type LineClaim, proveLine } from '../../proof/prove-line.ts'
import { playPath } from '../../proof/statechart/play-path.ts'
import { titleAt } from '../around-state.ts'
import { covers, fewer } from '../covers.ts'
import { describeImplied, emptied, impliedClaim } from '../implied-claim.ts'
import type { RedLineContext } from '../red-line-context.ts'
import type { CheckOf, RedLineKind } from '../red-line-kind.ts'
import { causeOf, chartIssue, roleTitles, statesMissing } from './chart-issue.ts'
import { eachChart } from './each-chart.ts'
import type { GuardedChart } from './guarded-chart.ts'
import { playOut } from './play-out.ts'
import { expandNamed } from '../expand-named.ts'
import { linesOf } from '../../model/decision-lines.ts'

type Before = CheckOf<'before'>

const check: RedLineKind<'before'>['check'] = (context, check) => {
  const implied = impliedClaim(context, check.implies)
  return eachChart(context, check, (chart) => [
    ...statesMissing(context, chart, check),
    ...unguardedWays(context, chart, { check, implied }).map((way) =>
      reached(context, chart, { check, implied, way }),
    ),
  ])
}

interface Line {
  readonly check: Before
  readonly implied: LineClaim
}

/** A way into a guarded state on which nothing has decided what has to be decided. */
interface Way {
  readonly edges: readonly ChartEdge[]
  /** True when the facts of the condition may have changed, or another destination was sought, on the way. */
  readonly undone: boolean
  readonly given: Facts
}

/** Follows every way from the start with whether it has been decided, and stops where it crosses undecided. */
function unguardedWays(
  { ruleset }: RedLineContext,
  chart: GuardedChart,
  { check, implied }: Line,
): readonly Way[] {
  const { edges, start, pathway } = chart
  const asked = factsOf(
    conditionReferences(expandNamed(check.implies, implied.ruleset.conditions), ''),
  )
  const renewing = new Set([...asked, ...(check.renewedBy ?? [])])
  const proved = new Map<string, Breach | undefined>()
  const guardBreach = ({ transition: { guard } }: ChartEdge): Breach | undefined | 'none' => {
    if (guard === undefined) return 'none'
    const key = JSON.stringify(guard.params)
    if (!proved.has(key)) {
      const { decision, opens } = guard.params
      proved.set(key, proveLine({ ruleset, claim: { decision, outcomes: opens } }, implied).breach)
    }
    return proved.get(key)
  }
  const held = (leaf: string) => check.into.filter((role) => chart.rolesOf(leaf).has(role))
  const found: Way[] = []
  const seen = new Set<string>()
  const pending = [{ leaf: start, decided: false, edges: [] as ChartEdge[], undone: false }]
  for (let at = pending.shift(); at !== undefined; at = pending.shift()) {
    const { leaf } = at
    const renewed = chart.means(leaf, check.renewedIn ?? [])
    for (const edge of edges.filter(({ from }) => from === leaf)) {
      if (edge.to === undefined || !chart.canOpen(edge.transition.guard)) continue
      const role = chart.roleOf(edge)
      const excused = role !== undefined && check.unless.includes(role)
      const event = pathway.events.find(({ id }) => edge.cause === 'event' && id === edge.name)
      const changes = (event?.asks ?? []).some((fact) => renewing.has(fact))
      const breach = guardBreach(edge)
      const before = at.decided && !renewed && !changes
      const decided =
        excused || ((before || breach === undefined) && !writes(chart, edge, asked, ruleset))
      const undone = at.undone || (at.decided && (renewed || changes))
      const way = { edges: [...at.edges, edge], undone }
      const from = held(leaf)
      if (!decided && held(edge.to).some((one) => !from.includes(one))) {
        const given =
          breach !== undefined && breach !== 'none' && breach.kind === 'broken' ? breach.facts : {}
        if (!found.some(({ edges: other }) => other.at(-1)?.transition === edge.transition))
          found.push({ ...way, given })
        continue
      }
      const name = `${edge.to} ${decided}`
      if (seen.has(name)) continue
      seen.add(name)
      pending.push({ leaf: edge.to, decided, ...way })
    }
  }
  return found
}

/** True when what happens on a transition writes one of the facts: its actions, those of the states, its decision's effects. */
function writes(
  { pathway }: GuardedChart,
  { from, to, transition }: ChartEdge,
  facts: ReadonlySet<string>,
  ruleset: RedLineContext['ruleset'],
): boolean {
  const sets = (actions: readonly Action[] = []) =>
    actions.some((action) => action.type === 'set' && facts.has(action.params.fact))
  const around = (leaf: string) =>
    leaf
      .split('.')
      .map((_, at, keys) => stateAt(pathway, keys.slice(0, at + 1)))
      .flatMap((state) => (state === undefined ? [] : [state]))
  const decision = indexRuleset(ruleset).decisions.get(transition.guard?.params.decision ?? '')
  const lines = decision === undefined ? [] : linesOf(decision)
  const effects = [
    ...lines.map(({ then }) => then),
    ...(decision?.otherwise ? [decision.otherwise] : []),
  ]
  return (
    sets(transition.actions) ||
    around(from).some(({ exit }) => sets(exit)) ||
    around(to ?? from).some(({ entry }) => sets(entry)) ||
    effects.some(({ effects: asked = [] }) =>
      asked.some((effect) => effect.type === 'set' && facts.has(effect.fact)),
    )
  )
}

function reached(
  context: RedLineContext,
  chart: GuardedChart,
  { check, implied, way }: Line & { readonly way: Way },
): Issue {
  const { pathway, bundle } = chart
  const last = way.edges.at(-1) as ChartEdge
  const asOf = chart.latestDay(way.edges)
  const meaning = { ...bundle, ruleset: implied.ruleset }
  const { claim } = implied
  const fails = (facts: Facts) =>
    'condition' in claim &&
    evaluateStandaloneCondition(meaning, claim.condition, facts, asOf).result !== true
  const example =
    playPath(bundle, pathway, way.edges, {
      asOf,
      given: way.given,
      // Where it had to be decided anew, what was decided for another destination does not count.
      shows: ({ facts }) => way.undone || fails(facts),
    }) ??
    (check.pathway === undefined
      ? undefined
      : playOut(chart, {
          asOf,
          shows: ({ value, facts }) => chart.means(statePath(value), check.into) && fails(facts),
        }))
  return chartIssue(context, chart, {
    code: 'RED_LINE_NOT_DECIDED',
    path: `/pathways/${pathway.id}/transitions/${last.transition.meta.id}`,
    values: {
      state: titleAt(pathway, last.to ?? ''),
      from: titleAt(pathway, last.from),
      way: causeOf(pathway, last),
      implies: describeImplied(context, check.implies),
    },
    example,
  })
}

/** `before`: on every way from the start into such a state a guard that proves the condition, since it was last undone. */
export const before: RedLineKind<'before'> = {
  check,
  keeps: (ours, theirs) =>
    jsonEqual(ours.implies, theirs.implies) &&
    covers(ours.into, theirs.into) &&
    covers(theirs.unless, ours.unless) &&
    covers(ours.renewedBy ?? [], theirs.renewedBy ?? []) &&
    covers(ours.renewedIn ?? [], theirs.renewedIn ?? []),
  milder: (line) => [
    ...fewer(line.into).map((into) => ({ ...line, into })),
    { ...line, implies: emptied(line.implies) },
    ...(line.unless.includes('accept')
      ? []
      : [{ ...line, unless: [...line.unless, 'accept' as const] }]),
  ],
  describe: ({ into, implies, unless }, { condition }) => {
    const [where, ways] = [roleTitles(into, 'states'), roleTitles(unless, 'events')]
    const but =
      unless.length === 0
        ? { zh: '', en: '' }
        : { zh: `（${ways.zh}除外）`, en: ` (but for ${ways.en})` }
    return {
      zh: `进入${where.zh}之前，必须已判定${but.zh}：${condition(implies)}`,
      en: `Before ${where.en} it has been decided${but.en} that: ${condition(implies)}`,
    }
  },
}
