import type { Bundle } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { unitsOf } from '../../contracts/policy.ts'
import type { Permission } from '../../contracts/roles.ts'
import { assertRulesetScope, type Caller } from '../caller.ts'
import type { PublicationDocument } from '../documents.ts'
import { findPublicationInForce, findPublications } from '../find-publication.ts'
import type { OperationContext } from '../operation-context.ts'
import { dayAt } from '../time.ts'
import type { UnitScope } from './unit-scope.ts'

/** A county's ruleset as it is assessed by. */
export interface AssessedRuleset {
  readonly publication: PublicationDocument
  readonly bundle: Bundle
  /** The units the caller has the right for. */
  readonly units: UnitScope
}

/**
 * The ruleset that assesses a day: the version in force on it or, where rules began later, the one in force now.
 * @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function assessedRuleset(
  context: OperationContext,
  caller: Caller,
  asked: { readonly ruleset: string; readonly permission: Permission; readonly day?: string },
): Promise<AssessedRuleset> {
  const { ruleset, permission, day } = asked
  const today = dayAt(context.clock.now())
  const publication =
    (day === undefined ? undefined : await findPublicationInForce(context.store, ruleset, day)) ??
    (await findPublicationInForce(context.store, ruleset, today)) ??
    (await findPublications(context.store, ruleset))[0]
  if (publication === undefined)
    throw new ServerError('RULESET_UNKNOWN', { id: ruleset, suggestion: '' })
  assertRulesetScope(caller, permission, publication.manifest)
  return {
    publication,
    bundle: await context.bundles.bundleOf(publication),
    units: unitsOf(caller, permission, publication.manifest.county ?? '*'),
  }
}
