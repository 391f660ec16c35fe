import type { VersionStatus } from '../../contracts/suspension.ts'
import type { StoredProposal, VersionSuspensions } from '../../documents/suspensions-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { dayAt } from '../../ports/time.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { isSame } from '../context/editor-of.ts'
import type { OperationContext } from '../context/operation-context.ts'
import {
  assertFits,
  changeableVersion,
  inForceAfter,
  type VersionName,
} from './changeable-version.ts'
import { eventOfVersion } from './event-of-version.ts'
import { versionStatus } from './version-status.ts'
import { withAction } from './with-action.ts'
import { writeSuspensions } from './write-suspensions.ts'

/** Which proposal about which version. */
export type ProposalName = VersionName & { readonly proposal: string }

/**
 * Confirms, as a second person, what another proposed: from now on it holds.
 * @throws ServerError PROPOSAL_OWN, PROPOSAL_UNKNOWN, PROPOSAL_RACED, VERSION_SUSPENDED, VERSION_ROLLED_BACK, VERSION_NOT_SUSPENDED, SUSPEND_NOTHING_BEFORE, BUNDLE_DAMAGED, SUSPEND_NOT_COUNTY, RULESET_ELSEWHERE, VERSION_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function confirmProposal(
  context: OperationContext,
  caller: Caller,
  asked: ProposalName,
): Promise<VersionStatus> {
  const { publication: found, decided } = await changeableVersion(context, caller, asked)
  const proposal = assertProposal(found, asked.proposal)
  if (isSame(caller, proposal.maker))
    throw new ServerError('PROPOSAL_OWN', { version: found.version })
  assertFits(found, proposal.action)
  const { title: by } = recordedActor(caller)
  const at = context.clock.now()
  const publication = withAction(found, proposal, { by, at })
  const applies = await inForceAfter(context, publication)
  // What applies from now on has to open.
  if (applies !== undefined) await context.bundles.bundleOf(applies)
  await writeSuspensions(
    context,
    caller,
    { publication, decided },
    {
      action: 'ruleset.confirm',
      detail: {
        version: found.version,
        proposal: proposal.id,
        change: proposal.action,
        reason: proposal.reason,
        proposedBy: proposal.by,
        ...(applies && { applies: applies.version }),
      },
      told: [
        eventOfVersion(publication, {
          kind: kinds[proposal.action],
          number: publication.suspensions?.length ?? 0,
          at,
          from: dayAt(at, publication.manifest.calendar?.utcOffset),
          applies: applies?.version,
          reason: proposal.reason,
        }),
      ],
    },
  )
  return await versionStatus(context, caller, publication)
}

const kinds = { suspend: 'suspended', restore: 'restored', rollBack: 'rolledBack' } as const

/** The open proposal about a version, if it is the one that is meant. @throws ServerError PROPOSAL_UNKNOWN */
export function assertProposal(
  { version, proposal }: VersionSuspensions & { readonly version: string },
  id: string,
): StoredProposal {
  if (proposal?.id !== id) throw new ServerError('PROPOSAL_UNKNOWN', { version })
  return proposal
}
