import { outcomeName } from '../../decisions/outcome-words.ts'
import type { ChartEdge } from '../../model/chart-edges.ts'
import type { Decision } from '../../model/decision.ts'
import { createIssue, type Issue } from '../../model/issue.ts'
import type { Outcome } from '../../model/outcome.ts'
import { consequences } from '../../model/references/decision-references.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import { exampleCase } from '../../proof/describe-case.ts'
import { findCase } from '../../proof/find-case.ts'
import type { GuardedChart } from '../../red-lines/charts/guarded-chart.ts'
import type { ChartRule } from './chart-rule.ts'

/** The outcomes that say that it may be done, if something is added: somebody has to be able to do it. */
const openable: readonly Outcome[] = ['allow', 'allowWithAdvice', 'requireReason', 'requireReview']

/** An outcome that lets an event through, on which no transition of that event opens, with a case in which it comes out. */
export const outcomeWithoutTransition: ChartRule = (chart) => {
  const { pathway, edges, bundle } = chart
  const { decisions } = indexRuleset(bundle.ruleset)
  return pathway.events.flatMap(({ id, title }): readonly Issue[] => {
    const sent = edges.filter(({ cause, name }) => cause === 'event' && name === id)
    const places = Map.groupBy(sent, ({ from }) => from)
    const closed = [...places.values()].filter((here) =>
      here.every(({ transition }) => transition.guard !== undefined),
    )
    const asked = new Set(closed.flatMap((here) => here.flatMap(decisionOf)))
    return [...asked].flatMap((decision) => {
      const definition = decisions.get(decision)
      if (definition === undefined) return []
      // Where a decision is asked in several places, the one that opens on the most counts.
      const opened = new Set(sent.flatMap((edge) => opensOf(edge, decision)))
      return openable
        .filter((outcome) => !opened.has(outcome) && mayYield(definition, outcome))
        .flatMap((outcome) => unopened(chart, { decision: definition, outcome, event: title, id }))
    })
  })
}

function unopened(
  { bundle, pathway, daysOf, edges }: GuardedChart,
  found: {
    readonly decision: Decision
    readonly outcome: Outcome
    readonly event: Issue['message']
    readonly id: string
  },
): readonly Issue[] {
  const { decision, outcome, event, id } = found
  for (const asOf of daysOf(edges.filter((edge) => decisionOf(edge).includes(decision.id)))) {
    const proof = findCase({ bundle, decision: decision.id, outcomes: [outcome] }, asOf)
    if (proof.kind !== 'broken') continue
    const issue = createIssue('OUTCOME_UNANSWERED', `/pathways/${pathway.id}/events/${id}`, {
      event,
      decision: decision.title,
      outcome: outcomeName(outcome, decision.subject),
      example: exampleCase(bundle.ruleset, proof.facts),
    })
    return [{ ...issue, example: { asOf, facts: proof.facts, decision: decision.id } }]
  }
  return []
}

function decisionOf({ transition: { guard } }: ChartEdge): readonly string[] {
  return guard === undefined ? [] : [guard.params.decision]
}

function opensOf({ transition: { guard } }: ChartEdge, decision: string): readonly Outcome[] {
  return guard?.params.decision === decision ? guard.params.opens : []
}

function mayYield(decision: Decision, outcome: Outcome): boolean {
  return consequences(decision).some(({ then }) => (then.outcome ?? 'allow') === outcome)
}
