import type { DraftApprovals } from '../../contracts/approval.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { storedLayer } from '../drafts/read-draft.ts'
import { governingVersion, neededProcedures } from './needed-procedures.ts'
import { presentNeeded } from './present-needed.ts'
import { resolveSealed } from './seal-draft.ts'

/**
 * What the draft of a ruleset has to go through before it is published, and how far that is; nothing while none is saved.
 * @throws ServerError RULESET_UNKNOWN, DRAFT_BROKEN, SCOPE_MISSING, CASE_ALTERED
 */
export async function readApprovals(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
): Promise<DraftApprovals> {
  // Refuses what is not there and what the caller may not read.
  const { stored } = await storedLayer(context, caller, { id: ruleset, permission: 'drafts.read' })
  if (stored?.layer == null) return { draft: null, version: null, governedBy: null, procedures: [] }
  const { sealed, candidate } = await resolveSealed(context, ruleset)
  const { revision, version, content } = sealed
  const needed = await neededProcedures(context, candidate, content)
  return {
    draft: { revision, content },
    version,
    governedBy: (await governingVersion(context, candidate))?.manifest.version ?? null,
    procedures: needed.map((each) => presentNeeded(candidate, each)),
  }
}
