import { decideWithoutNeeds } from '../../decisions/decide-without-needs.ts'
import type { Facts } from '../../decisions/facts.ts'
import type { Bundle } from '../../model/bundle.ts'
import type { Pathway } from '../../model/pathway.ts'
import type { StateValue } from '../../model/state-nodes.ts'
import { step } from '../../pathways/step.ts'
import type { CaseEvent, StepResult } from '../../pathways/step-result.ts'

/** The state value of a path: `{ review: 'submitted' }` for `review.submitted`. Pure. */
export function valueAt(path: string): StateValue {
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  return keys.reduceRight<StateValue>((inner, key) => ({ [key]: inner }), last)
}

/** Midday of a day: decisions of an example are made on it. Pure. */
export function middayOf(bundle: Bundle, asOf: string): string {
  return `${asOf}T12:00:00${bundle.ruleset.manifest.calendar?.utcOffset ?? '+08:00'}`
}

/** Sends an event to a case that rests in a state, of which only some facts are known. Pure. */
export function sendEvent(
  bundle: Bundle,
  pathway: Pathway,
  at: { readonly state: string; readonly facts: Facts; readonly asOf: string },
  event: Omit<CaseEvent, 'at'>,
): StepResult {
  const moment = middayOf(bundle, at.asOf)
  const snapshot = {
    bundle: bundle.hash,
    pathway: pathway.id,
    value: valueAt(at.state),
    status: 'active' as const,
    facts: at.facts,
    timers: [],
    at: moment,
    steps: 0,
  }
  return step(bundle, snapshot, { ...event, at: moment }, decideWithoutNeeds)
}
