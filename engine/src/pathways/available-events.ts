import type { DecisionResult } from '../decisions/decision-result.ts'
import type { Facts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import { createIssue } from '../model/issue.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Text } from '../model/text.ts'
import { createFrame } from './build-machine.ts'
import type { CaseSnapshot } from './case-snapshot.ts'
import { closedMessage, closedTransitions, openTransition } from './closed-transitions.ts'
import { activeStates } from './state-nodes.ts'
import { type CaseEvent, mayAct, partyTitles } from './step.ts'

/** An event the present state waits for, and for a closed one, why it is closed. */
export interface AvailableEvent {
  readonly event: string
  readonly title: Text
  readonly open: boolean
  /** Why it is closed. */
  readonly message?: Text
  readonly outcome?: Outcome
  /** Facts that could open it. */
  readonly needs: readonly string[]
  readonly needsReason: boolean
  /** Facts its sender is asked for. */
  readonly asks: readonly string[]
  readonly actors: readonly string[]
  readonly target?: string
  readonly decisions: readonly DecisionResult[]
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
  const facts = { ...snapshot.facts, ...view.facts }
  const waited = new Set(Object.keys(pathway.machine.on ?? {}))
  for (const { state } of activeStates(pathway, snapshot.value))
    for (const event of Object.keys(state.on ?? {})) waited.add(event)

  return pathway.events
    .filter((definition) => waited.has(definition.id))
    .map((definition): AvailableEvent => {
      const frame = createFrame(view.at, 'reason to be written')
      const attempt = { type: definition.id, facts, frame }
      const base = {
        event: definition.id,
        title: definition.title,
        needsReason: definition.needsReason ?? false,
        asks: definition.asks ?? [],
        actors: definition.actors,
      }
      if (!mayAct(pathway, definition.actors, snapshot.facts, view.actor)) {
        const { message } = createIssue('EVENT_ACTOR', '', {
          event: definition.title,
          actors: partyTitles(pathway, definition.actors),
        })
        return { ...base, open: false, message, needs: [], decisions: [] }
      }
      const open = openTransition(bundle, snapshot, attempt)
      if (open !== undefined) {
        const asked = open.guard?.params.decision
        const result = asked === undefined ? undefined : frame.results.get(asked)?.result
        return {
          ...base,
          open: true,
          needs: [],
          needsReason: base.needsReason || result?.outcome === 'requireReason',
          ...(result === undefined ? {} : { outcome: result.outcome }),
          ...(open.target === undefined ? {} : { target: open.target }),
          decisions: result === undefined ? [] : [result],
        }
      }
      const closed = closedTransitions(bundle, snapshot, attempt)
      const telling = closed.flatMap(({ result }) =>
        result === undefined || result.outcome === 'notAssessable' ? [] : [result],
      )
      return {
        ...base,
        open: false,
        message: closedMessage(bundle, closed),
        needs: [...new Set(telling.flatMap((result) => result.needs))],
        ...(telling[0] === undefined ? {} : { outcome: telling[0].outcome }),
        decisions: telling,
      }
    })
}
