import type { Bundle } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { unitsOf } from '../../contracts/policy.ts'
import type { Permission } from '../../contracts/roles.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import { findLatestPublication, findPublicationInForce } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { dayAt } from '../../ports/time.ts'
import type { UnitScope } from './unit-scope.ts'

/** The version a county is assessed by. */
export interface AssessedVersion {
  readonly publication: PublicationDocument
  /** The units the caller has the right for. */
  readonly units: UnitScope
}

/** A county's ruleset as it is assessed by. */
export interface AssessedRuleset extends AssessedVersion {
  readonly bundle: Bundle
}

interface AssessedQuery {
  readonly ruleset: string
  readonly permission: Permission
  readonly day?: string
}

/**
 * The ruleset that assesses a day: the version in force on it or, where rules began later, the one in force now.
 * @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING, BUNDLE_DAMAGED
 */
export async function assessedRuleset(
  context: OperationContext,
  caller: Caller,
  query: AssessedQuery,
): Promise<AssessedRuleset> {
  const version = await assessedVersion(context, caller, query)
  return { ...version, bundle: await context.bundles.bundleOf(version.publication) }
}

/**
 * The same without its content, for what needs to know only whose it is: that can be told of a damaged version, too.
 * @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function assessedVersion(
  context: OperationContext,
  caller: Caller,
  query: AssessedQuery,
): Promise<AssessedVersion> {
  const { ruleset, permission, day } = query
  const today = dayAt(context.clock.now())
  const publication =
    (day === undefined ? undefined : await findPublicationInForce(context.store, ruleset, day)) ??
    (await findPublicationInForce(context.store, ruleset, today)) ??
    (await findLatestPublication(context.store, ruleset))
  if (publication === undefined)
    throw new ServerError('RULESET_UNKNOWN', { id: ruleset, suggestion: '' })
  assertRulesetScope(caller, permission, publication.manifest)
  return {
    publication,
    units: unitsOf(caller, permission, publication.manifest.county ?? '*'),
  }
}
