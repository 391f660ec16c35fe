import type { Suspension } from '../../contracts/suspension.ts'
import type {
  StoredProposal,
  SuspendablePublication,
} from '../../documents/suspensions-document.ts'
import { dayAt } from '../../ports/time.ts'

/** A version as a proposal makes it once a second person confirms it. Pure. */
export function withAction(
  publication: SuspendablePublication,
  { action, reason, by: proposedBy, at: proposedAt }: StoredProposal,
  { by: confirmedBy, at: confirmedAt }: { readonly by: string; readonly at: string },
): SuspendablePublication {
  const { proposal: _done, suspensions = [], ...rest } = publication
  const confirmed = { reason, proposedBy, proposedAt, confirmedBy, confirmedAt }
  const day = dayAt(confirmedAt, publication.manifest.calendar?.utcOffset)
  const last = suspensions.at(-1)
  const ended = (change: Partial<Suspension>): readonly Suspension[] =>
    last === undefined ? [] : [...suspensions.slice(0, -1), { ...last, ...change }]
  return {
    ...rest,
    suspensions:
      action === 'suspend'
        ? [...suspensions, { from: day, suspended: confirmed }]
        : ended(
            action === 'restore' ? { until: day, restored: confirmed } : { rolledBack: confirmed },
          ),
  }
}
