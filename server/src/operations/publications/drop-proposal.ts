import type { VersionStatus } from '../../contracts/suspension.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { changeableVersion } from './changeable-version.ts'
import { assertProposal, type ProposalName } from './confirm-proposal.ts'
import { versionStatus } from './version-status.ts'
import { writeSuspensions } from './write-suspensions.ts'

/**
 * Withdraws a proposal, or turns it down where somebody else made it. A proposal does not run out, and somebody who has
 * left cannot withdraw theirs; so whoever might confirm it may do this, too.
 * @throws ServerError PROPOSAL_UNKNOWN, PROPOSAL_RACED, SUSPEND_NOT_COUNTY, RULESET_ELSEWHERE, VERSION_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function dropProposal(
  context: OperationContext,
  caller: Caller,
  asked: ProposalName,
): Promise<VersionStatus> {
  const { publication: found, decided } = await changeableVersion(context, caller, asked)
  const { id, action, reason, by } = assertProposal(found, asked.proposal)
  const { proposal: _dropped, ...publication } = found
  await writeSuspensions(
    context,
    caller,
    { publication, decided },
    {
      action: 'ruleset.dropProposal',
      detail: { version: found.version, proposal: id, change: action, reason, proposedBy: by },
    },
  )
  return await versionStatus(context, caller, publication)
}
