import type { Bundle } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import { findPublicationInForce } from '../context/find-publication.ts'
import { rulesetUnknown } from './list-rulesets.ts'
import { mayName } from './nameable.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { dayAt } from '../../ports/time.ts'

/**
 * The bundle of a ruleset in force on a day, and that day. Without a day, it is today in the ruleset's own zone.
 * @throws ServerError RULESET_UNKNOWN, NOTHING_IN_FORCE
 */
export async function bundleInForce(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
  asOf?: string,
): Promise<{ bundle: Bundle; publication: PublicationDocument; asOf: string }> {
  const now = context.clock.now()
  const today = dayAt(now)
  const found = await findPublicationInForce(context.store, ruleset, asOf ?? today)
  const local = asOf ?? dayAt(now, found?.manifest.calendar?.utcOffset)
  const publication =
    local === (asOf ?? today) ? found : await findPublicationInForce(context.store, ruleset, local)
  if (publication === undefined)
    throw (await mayName(context, caller, ruleset))
      ? new ServerError('NOTHING_IN_FORCE', { ruleset, date: local })
      : await rulesetUnknown(context, caller, ruleset)
  return { bundle: await context.bundles.bundleOf(publication), publication, asOf: local }
}
