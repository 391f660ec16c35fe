import type { PilotUnits } from '../../contracts/pilot.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import { findLatestPublication } from '../context/find-publication.ts'
import { knownUnits } from '../context/known-units.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { rulesetUnknown } from '../library/list-rulesets.ts'

/**
 * The units a version of a ruleset can begin with: those of its community that are there today.
 * @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function listPilotUnits(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
): Promise<PilotUnits> {
  const manifest =
    (await findLatestPublication(context.store, ruleset))?.manifest ??
    (await context.store.get('drafts', ruleset))?.manifest
  if (manifest == null) throw await rulesetUnknown(context, caller, ruleset)
  assertRulesetScope(caller, 'rulesets.publish', manifest)
  const { units } = await knownUnits(context, ruleset)
  return {
    units: units.filter(({ ended }) => ended === undefined).map(({ id, title }) => ({ id, title })),
  }
}
