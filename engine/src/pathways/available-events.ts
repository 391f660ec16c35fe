import { getNextTransitions } from 'xstate'
import type { DecisionAnswer } from '../decisions/decision-result.ts'
import type { Facts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import { createIssue } from '../model/issue.ts'
import type { Subject } from '../model/decision.ts'
import type { Outcome } from '../model/outcome.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Text } from '../model/text.ts'
import { buildMachine, definitionOf } from './build-machine.ts'
import type { CaseSnapshot } from './case-snapshot.ts'
import { closedMessage, closedTransitions, oneOfEachDecision } from './closed-transitions.ts'
import { createStepContext } from './step-context.ts'
import { mayAct, partyTitles } from './refuse-event.ts'
import type { CaseEvent } from './step-result.ts'

/** An event the present state waits for, and for a closed one, why it is closed. */
export interface AvailableEvent {
  readonly event: string
  readonly title: Text
  readonly open: boolean
  /** Why it is closed. */
  readonly message?: Text
  readonly outcome?: Outcome
  /** What the decision of the outcome is about, where it says: how the outcome is worded. */
  readonly subject?: Subject
  /** Facts that could open it. */
  readonly needs: readonly string[]
  readonly needsReason: boolean
  /** Facts its sender is asked for. */
  readonly asks: readonly string[]
  readonly actors: readonly string[]
  readonly target?: string
  readonly decisions: readonly DecisionAnswer[]
}

/**
 * The events a case waits for, seen by an actor; none for a case of another bundle. An event that needs a written reason counts as open:
 * the reason is asked for when it is sent. Pure.
 */
export function availableEvents(
  bundle: Bundle,
  snapshot: CaseSnapshot,
  view: { readonly at: string; readonly facts?: Facts; readonly actor?: CaseEvent['actor'] },
): readonly AvailableEvent[] {
  const pathway = bundle.ruleset.pathways.find((known) => known.id === snapshot.pathway)
  if (pathway === undefined || snapshot.status === 'done' || snapshot.bundle !== bundle.hash)
    return []
  const machine = buildMachine(bundle, pathway)
  const context = { facts: { ...snapshot.facts, ...view.facts } }
  const state = machine.resolveState({ value: snapshot.value, context })
  const waited = new Set(getNextTransitions(state).map(({ eventType }) => eventType as string))

  return pathway.events
    .filter((definition) => waited.has(definition.id))
    .map((definition): AvailableEvent => {
      const step = createStepContext(view.at, 'reason to be written')
      const event = { type: definition.id, step }
      const base = {
        event: definition.id,
        title: definition.title,
        needsReason: definition.needsReason ?? false,
        asks: definition.asks ?? [],
        actors: definition.actors,
      }
      if (!mayAct(pathway, definition.actors, snapshot, view.actor)) {
        const { message } = createIssue('EVENT_ACTOR', '', {
          event: definition.title,
          actors: partyTitles(pathway, definition.actors),
        })
        return { ...base, open: false, message, needs: [], decisions: [] }
      }
      const [chosen] = machine.getTransitionData(state, event)
      if (chosen !== undefined) {
        const open = definitionOf(chosen.meta)
        const asked = open.guard?.params.decision
        const result = asked === undefined ? undefined : step.results.get(asked)?.result
        return {
          ...base,
          open: true,
          needs: [],
          needsReason: base.needsReason || result?.outcome === 'requireReason',
          ...told(bundle, result),
          ...(open.target === undefined ? {} : { target: open.target }),
          decisions: result === undefined ? [] : [result],
        }
      }
      const closed = closedTransitions(bundle, state, event)
      const telling = oneOfEachDecision(closed).flatMap(({ result }) =>
        result === undefined || result.outcome === 'notAssessable' ? [] : [result],
      )
      return {
        ...base,
        open: false,
        message: closedMessage(bundle, closed),
        needs: [...new Set(telling.flatMap((result) => result.needs))],
        ...told(bundle, telling[0]),
        decisions: telling,
      }
    })
}

function told(
  { ruleset }: Bundle,
  result: DecisionAnswer | undefined,
): Pick<AvailableEvent, 'outcome' | 'subject'> {
  if (result === undefined) return {}
  const subject = indexRuleset(ruleset).decisions.get(result.decision)?.subject
  return { outcome: result.outcome, ...(subject && { subject }) }
}
