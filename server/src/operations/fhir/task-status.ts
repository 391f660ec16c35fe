import { type Pathway, type StateRole, stateAt } from '@jieli/engine'
import type { CaseSummary } from '../../documents/case-document.ts'

/** A status of Task and of ServiceRequest in FHIR R4. */
export interface ReferralStatus {
  readonly task:
    | 'draft'
    | 'requested'
    | 'on-hold'
    | 'accepted'
    | 'in-progress'
    | 'completed'
    | 'cancelled'
  readonly request: 'draft' | 'active' | 'completed' | 'revoked'
}

/**
 * What a state comes to in FHIR by what it means in its pathway, whatever it is called. A referral that came to nothing
 * this time is on hold and never failed: the patient still needs a place, and the case waits for another.
 */
export const statusByRole: Readonly<Partial<Record<StateRole, ReferralStatus>>> = {
  review: { task: 'requested', request: 'active' },
  humanReview: { task: 'requested', request: 'active' },
  supplement: { task: 'on-hold', request: 'active' },
  transfer: { task: 'accepted', request: 'active' },
  care: { task: 'in-progress', request: 'active' },
  patientChoice: { task: 'in-progress', request: 'active' },
  failed: { task: 'on-hold', request: 'active' },
  completed: { task: 'completed', request: 'completed' },
  cancelled: { task: 'cancelled', request: 'revoked' },
}

/** A state that has no meaning of these: the first, one on the way, the last. */
export const statusOtherwise: Readonly<Record<'initial' | 'other' | 'final', ReferralStatus>> = {
  initial: { task: 'draft', request: 'draft' },
  other: { task: 'in-progress', request: 'active' },
  final: { task: 'completed', request: 'completed' },
}

/**
 * What a state of a pathway comes to: by its own meaning, else by that of the state around it. One where the case has
 * ended is cancelled or completed. Pure.
 */
export function statusOf(
  pathway: Pathway,
  { state, status }: Pick<CaseSummary, 'state' | 'status'>,
): ReferralStatus {
  const path = state.split('.')
  const around = path.map((_, index) => stateAt(pathway, path.slice(0, path.length - index)))
  const meant = around
    .flatMap((each) => each?.meta.roles ?? [])
    .map((role) => statusByRole[role])
    .find((each) => each !== undefined)
  if (status === 'done') return meant?.task === 'cancelled' ? meant : statusOtherwise.final
  if (meant !== undefined) return meant
  return path[0] === pathway.machine.initial ? statusOtherwise.initial : statusOtherwise.other
}
