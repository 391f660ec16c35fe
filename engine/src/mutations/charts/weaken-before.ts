import { decideOutcome } from '../../decisions/plan/decide-outcome.ts'
import { evaluateStandaloneCondition } from '../../decisions/evaluate-standalone-condition.ts'
import { createFactGenerator, seededRandom } from '../../proof/generate-facts.ts'
import { rulesDays } from '../../decisions/rules-days.ts'
import type { ChartEdge } from '../../model/chart-edges.ts'
import { conditionReferences } from '../../model/references/condition-references.ts'
import { factsOf } from '../../model/references/facts-of.ts'
import type { Pathway, TransitionDefinition } from '../../model/pathway.ts'
import { transitionsOf, nodesOf } from '../../model/state-nodes.ts'
import type { GuardedChart } from '../../red-lines/charts/guarded-chart.ts'
import type { CheckOf } from '../../red-lines/red-line-kind.ts'
import type { Proposal } from '../mutation.ts'
import { means, oneOfEach, stateTitle } from './chart-places.ts'
import { addTransition, guardOn, innerState, leading, onChart } from './on-chart.ts'

type Before = CheckOf<'before'>

/** What had to be decided on the way into a state is no longer decided, is asked of a decision that always allows, or is gone round. Pure. */
export function weakenBefore(chart: GuardedChart, check: Before): readonly Proposal[] {
  return [...undecided(chart, check), ...newWays(chart, check)]
}

/** States in which nothing has been decided yet: the start, and those after which it has to be decided anew. */
function fresh(chart: GuardedChart, { renewedIn = [] }: Before): readonly string[] {
  return chart.open.filter((leaf) => leaf === chart.start || means(chart, leaf, renewedIn))
}

/** The edges whose guard decides: from such a state, or by an event that asks anew what was decided. */
function deciding(chart: GuardedChart, check: Before): readonly ChartEdge[] {
  const anew = new Set([
    ...factsOf(conditionReferences(check.implies, '')),
    ...(check.renewedBy ?? []),
  ])
  const begin = fresh(chart, check)
  return chart.edges.filter((edge) => {
    const { from, to, cause, name, transition } = edge
    const role = chart.roleOf(edge)
    if (to === undefined || transition.guard === undefined) return false
    if (role !== undefined && check.unless.includes(role)) return false
    const enters = check.into.some(
      (one) => chart.rolesOf(to).has(one) && !chart.rolesOf(from).has(one),
    )
    const event = chart.pathway.events.find(({ id }) => cause === 'event' && id === name)
    const asks = (event?.asks ?? []).some((fact) => anew.has(fact))
    return enters && (begin.includes(from) || asks)
  })
}

function undecided(chart: GuardedChart, check: Before): readonly Proposal[] {
  return deciding(chart, check).flatMap(({ transition: { meta, guard } }) => {
    const denies =
      guard !== undefined &&
      !guard.params.opens.includes('denyInstitutionalAction') &&
      deniesOutside(chart, guard.params.decision, check)
    const name = meta.title ?? { zh: meta.id, en: meta.id }
    const propose = (
      kind: string,
      words: { readonly zh: string; readonly en: string },
      edit: (
        changed: TransitionDefinition,
        ...more: Parameters<Parameters<typeof onChart>[2]>
      ) => void,
    ) =>
      onChart(
        chart,
        {
          kind,
          at: `transitions/${meta.id}`,
          what: { zh: `“${name.zh}”${words.zh}`, en: `"${name.en}" ${words.en}` },
        },
        (pathway, draft) => {
          edit(transitionIn(pathway, meta.id), pathway, draft)
        },
      )
    return [
      propose('guardRemoved', { zh: '不再经判定', en: 'loses its guard' }, (changed) => {
        delete changed.guard
      }),
      propose(
        'guardSwapped',
        { zh: '改由总是同意的决策判定', en: 'asks a decision that always allows' },
        (changed, pathway, draft) => {
          changed.guard = guardOn(draft, pathway, { all: [] })
        },
      ),
      ...(!denies
        ? []
        : [
            propose(
              'guardOpened',
              { zh: '在否决时也放行', en: 'opens on a denial, too' },
              (changed) => {
                changed.guard?.params.opens.push('denyInstitutionalAction')
              },
            ),
          ]),
    ]
  })
}

const samples = 400

/** True when a sampled case shows that the decision denies where the condition does not hold. */
function deniesOutside({ bundle }: GuardedChart, decision: string, { implies }: Before): boolean {
  const asOf = rulesDays(bundle.ruleset).at(-1) ?? '2025-01-01'
  const generate = createFactGenerator(bundle.ruleset, asOf, seededRandom(1))
  for (let at = 0; at < samples; at++) {
    const facts = generate()
    if (
      decideOutcome(bundle, decision, facts, asOf) === 'denyInstitutionalAction' &&
      evaluateStandaloneCondition(bundle, implies, facts, asOf).result === false
    )
      return true
  }
  return false
}

/** Ways from where nothing is decided into such a state, by an event that is not excused. */
function newWays(chart: GuardedChart, check: Before): readonly Proposal[] {
  const { pathway, edges, open } = chart
  const into = oneOfEach(
    chart,
    open.filter((leaf) => means(chart, leaf, check.into)),
  )
  return oneOfEach(chart, fresh(chart, check)).flatMap((from) => {
    const unused = pathway.events.filter(
      ({ id, role }) =>
        (role === undefined || !check.unless.includes(role)) &&
        !edges.some((edge) => edge.from === from && edge.cause === 'event' && edge.name === id),
    )
    const named = [unused.find(({ role }) => role === undefined), unused.find(({ role }) => role)]
    return into
      .filter(
        (to) =>
          !means(
            chart,
            from,
            [...chart.rolesOf(to)].filter((one) => check.into.includes(one)),
          ),
      )
      .flatMap((to) => {
        const [left, reached] = [stateTitle(chart, from), stateTitle(chart, to)]
        return [
          ...named.flatMap((event) =>
            event === undefined
              ? []
              : [
                  onChart(
                    chart,
                    {
                      kind: 'bypassAdded',
                      at: `events/${event.id}`,
                      what: {
                        zh: `“${left.zh}”经“${event.title.zh}”不经判定到“${reached.zh}”`,
                        en: `"${event.title.en}" leads from "${left.en}" to "${reached.en}" without a guard`,
                      },
                    },
                    (changed) => {
                      addTransition(
                        changed,
                        { path: from.split('.'), event: event.id },
                        leading(changed, to),
                      )
                    },
                  ),
                ],
          ),
          onChart(
            chart,
            {
              kind: 'bypassAlways',
              what: {
                zh: `“${left.zh}”不经判定自动转到“${reached.zh}”`,
                en: `"${left.en}" leads of itself to "${reached.en}" without a guard`,
              },
            },
            (changed) => {
              innerState(changed, from.split('.')).always = [leading(changed, to)]
            },
          ),
        ]
      })
  })
}

function transitionIn(pathway: Pathway, id: string): TransitionDefinition {
  for (const { state } of nodesOf(pathway))
    for (const { transition } of transitionsOf(state))
      if (transition.meta.id === id) return transition
  throw new TypeError(`There is no transition "${id}".`)
}
