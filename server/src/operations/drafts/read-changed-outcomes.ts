import { describeChangedOutcomes, findChangedOutcomes } from '@jieli/engine'
import type { ChangedOutcomes } from '../../contracts/changed-outcomes.ts'
import { dayAt } from '../../ports/time.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import { findPublicationInForce } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { resolveLayer } from '../library/version-gap.ts'
import { draftLayer } from './read-draft.ts'

/**
 * Which cases the draft, published from a day on, would decide otherwise than the version in force on that day.
 * @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING, DRAFT_BROKEN
 */
export async function readChangedOutcomes(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; from?: string | undefined },
): Promise<ChangedOutcomes> {
  const { input } = await draftLayer(context, caller, request.ruleset)
  const { resolved } = await resolveLayer(context, input.layer)
  const { ruleset: after } = resolved
  if (after === undefined) throw new ServerError('DRAFT_BROKEN', {}, { issues: resolved.issues })
  const { calendar } = after.manifest
  const from = request.from ?? dayAt(context.clock.now(), calendar?.utcOffset)
  const publication = await findPublicationInForce(context.store, request.ruleset, from)
  if (publication === undefined) return { from, changes: [], undecided: [] }
  const { ruleset: before } = await context.bundles.bundleOf(publication)
  const { changed, undecided } = findChangedOutcomes(before, after, from)
  return {
    from,
    version: publication.version,
    changes: describeChangedOutcomes({ before, after, asOf: from }, changed),
    undecided: after.decisions.flatMap(({ id, title }) => (undecided.includes(id) ? [title] : [])),
  }
}
