import type { VersionAction, VersionStatus } from '../../contracts/suspension.ts'
import type { StoredProposal } from '../../documents/suspensions-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { editorOf } from '../context/editor-of.ts'
import type { OperationContext } from '../context/operation-context.ts'
import {
  assertFits,
  changeableVersion,
  inForceAfter,
  type VersionName,
} from './changeable-version.ts'
import { versionStatus } from './version-status.ts'
import { withAction } from './with-action.ts'
import { writeSuspensions } from './write-suspensions.ts'

/**
 * Proposes to suspend a version, or to end the review of one that is. Nothing changes until another person confirms it.
 * @throws ServerError PROPOSAL_OPEN, PROPOSAL_RACED, VERSION_SUSPENDED, VERSION_ROLLED_BACK, VERSION_NOT_SUSPENDED, SUSPEND_NOTHING_BEFORE, SUSPEND_NOT_COUNTY, RULESET_ELSEWHERE, VERSION_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function proposeVersionAction(
  context: OperationContext,
  caller: Caller,
  asked: VersionName & { readonly action: VersionAction; readonly reason: string },
): Promise<VersionStatus> {
  const { action, reason } = asked
  const { publication: found, decided } = await changeableVersion(context, caller, asked)
  assertFits(found, action)
  if (found.proposal !== undefined)
    throw new ServerError('PROPOSAL_OPEN', { version: found.version, by: found.proposal.by })
  const { title: by } = recordedActor(caller)
  const at = context.clock.now()
  const proposal: StoredProposal = {
    id: context.newId(),
    action,
    reason,
    by,
    at,
    maker: editorOf(caller),
  }
  // What could not be confirmed is said to whoever proposes it, not to the second person.
  await inForceAfter(context, withAction(found, proposal, { by, at }))
  const publication = { ...found, proposal }
  await writeSuspensions(
    context,
    caller,
    { publication, decided },
    {
      action: 'ruleset.propose',
      detail: { version: found.version, proposal: proposal.id, change: action, reason },
    },
  )
  return await versionStatus(context, caller, publication)
}
