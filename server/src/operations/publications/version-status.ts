import type { VersionStatus } from '../../contracts/suspension.ts'
import type { SuspendablePublication } from '../../documents/suspensions-document.ts'
import { dayAt } from '../../ports/time.ts'
import type { Caller } from '../context/caller.ts'
import { findPublicationInForce } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { presentProposal } from '../library/present-proposal.ts'

/** How a version stands, as its publishers are told, and which one is in force. */
export async function versionStatus(
  context: OperationContext,
  caller: Caller,
  { ruleset, version, manifest, suspensions = [], proposal }: SuspendablePublication,
): Promise<VersionStatus> {
  const today = dayAt(context.clock.now(), manifest.calendar?.utcOffset)
  const inForce = await findPublicationInForce(context.store, ruleset, today)
  return {
    version,
    suspensions: [...suspensions],
    ...(proposal && { proposal: presentProposal(proposal, caller) }),
    ...(inForce && { inForce: inForce.version }),
  }
}
