import type { Bundle } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import { findInForce, type InForce } from '../context/find-publication.ts'
import { rulesetUnknown } from './list-rulesets.ts'
import { mayName } from './nameable.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { dayAt } from '../../ports/time.ts'

/** What is in force on a day for all units, and what is on trial in some. */
export interface InForceOn extends InForce {
  readonly forAll: PublicationDocument
  readonly asOf: string
}

/**
 * The versions of a ruleset in force on a day, and that day. Without a day, it is today in the ruleset's own zone.
 * @throws ServerError RULESET_UNKNOWN, NOTHING_IN_FORCE
 */
export async function inForceOn(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
  asOf?: string,
): Promise<InForceOn> {
  const now = context.clock.now()
  const today = dayAt(now)
  const found = await findInForce(context.store, ruleset, asOf ?? today)
  const local = asOf ?? dayAt(now, found.forAll?.manifest.calendar?.utcOffset)
  const { forAll, pilots } =
    local === (asOf ?? today) ? found : await findInForce(context.store, ruleset, local)
  if (forAll === undefined)
    throw (await mayName(context, caller, ruleset))
      ? new ServerError('NOTHING_IN_FORCE', { ruleset, date: local })
      : await rulesetUnknown(context, caller, ruleset)
  return { forAll, pilots, asOf: local }
}

/**
 * The bundle of a ruleset in force for all units on a day, and that day. What one unit begins goes by `versionFor`.
 * @throws ServerError RULESET_UNKNOWN, NOTHING_IN_FORCE
 */
export async function bundleInForce(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
  asOf?: string,
): Promise<{ bundle: Bundle; publication: PublicationDocument; asOf: string }> {
  const { forAll: publication, asOf: day } = await inForceOn(context, caller, ruleset, asOf)
  return { bundle: await context.bundles.bundleOf(publication), publication, asOf: day }
}
