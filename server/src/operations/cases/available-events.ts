import {
  type AvailableEvent,
  availableEvents as openInEngine,
  type CaseEvent,
  statePath,
} from '@jieli/engine'
import { type Caller, engineActors } from '../context/caller.ts'
import { nameFacts, presentDecision } from '../decisions/present-decision.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { assertSound } from './case-soundness.ts'
import { noteCaseRead } from './note-case-read.ts'
import { readVisibleCase } from './read-case.ts'
import { assertMaySeeAll } from './veil-case.ts'
import { laterOf } from '../../ports/time.ts'

/**
 * The events the case's state knows, each open or closed to this caller, with the reason a closed one is closed.
 * @throws ServerError CASE_UNKNOWN, CASE_DAMAGED, CASE_ALTERED, PERMISSION_MISSING
 */
export async function availableEvents(context: OperationContext, caller: Caller, id: string) {
  const document = await readVisibleCase(context, caller, id)
  assertMaySeeAll(caller, document)
  assertSound(context, document)
  await noteCaseRead(context, caller, 'available', document)
  const bundle = await context.bundles.bundleOfCase(document)
  const { ruleset } = bundle
  const at = laterOf(context.clock.now(), document.snapshot.at)
  const seenAs = (actor: NonNullable<CaseEvent['actor']>) =>
    openInEngine(bundle, document.snapshot, { at, actor })
  const events = widest(engineActors(caller, bundle, document).map(seenAs))
  return {
    revision: document.history.length,
    state: statePath(document.snapshot.value),
    events: events.map((event) => ({
      ...event,
      needs: nameFacts(ruleset, event.needs),
      asks: nameFacts(ruleset, event.asks),
      decisions: event.decisions.map((decision) => presentDecision(bundle, decision)),
    })),
  }
}

/** Of several views of the same events, each event as it is most open. Pure. */
function widest(views: readonly (readonly AvailableEvent[])[]): readonly AvailableEvent[] {
  const [first = [], ...others] = views
  return first.map((event, index) => {
    const seen = [event, ...others.flatMap((view) => view[index] ?? [])]
    return seen.find((each) => each.open) ?? seen.find((each) => each.decisions.length > 0) ?? event
  })
}
