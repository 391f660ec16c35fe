import type { VersionAction } from '../../contracts/suspension.ts'
import { currentSuspension, versionInForce } from '../../contracts/version-in-force.ts'
import type {
  SuspendablePublication,
  SuspensionsDocument,
} from '../../documents/suspensions-document.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { dayAt } from '../../ports/time.ts'
import { publicationId } from '../context/bundle-cache.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import { readSuspensions, versionSuspended, withSuspensions } from '../context/suspensions.ts'
import { findVersions } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { assertRunsHere } from '../library/made-here.ts'
import { readRuleset } from '../library/read-ruleset.ts'

/** Which version of which ruleset. */
export interface VersionName {
  readonly ruleset: string
  readonly version: string
}

/** A version, and what was decided about the versions of its ruleset when it was read. */
export interface ChangeableVersion {
  readonly publication: SuspendablePublication
  readonly decided: SuspensionsDocument | undefined
}

/**
 * A county's version that the caller may suspend with somebody else.
 * @throws ServerError VERSION_UNKNOWN, RULESET_UNKNOWN, RULESET_ELSEWHERE, SUSPEND_NOT_COUNTY, SCOPE_MISSING
 */
export async function changeableVersion(
  context: OperationContext,
  caller: Caller,
  { ruleset: id, version }: VersionName,
): Promise<ChangeableVersion> {
  const found = await context.store.get('publications', publicationId(id, version))
  if (found === undefined) {
    await readRuleset(context, caller, id)
    throw new ServerError('VERSION_UNKNOWN', { id, version: version.slice(0, 40) })
  }
  assertRulesetScope(caller, 'rulesets.publish', found.manifest)
  assertRunsHere(found)
  if (found.manifest.kind !== 'county')
    throw new ServerError('SUSPEND_NOT_COUNTY', { ruleset: found.manifest.title })
  const decided = await readSuspensions(context.store, id)
  return { publication: withSuspensions(found, decided), decided }
}

/**
 * That an action fits how a version is now.
 * @throws ServerError VERSION_SUSPENDED, VERSION_ROLLED_BACK, VERSION_NOT_SUSPENDED
 */
export function assertFits(publication: SuspendablePublication, action: VersionAction): void {
  const { version } = publication
  const current = currentSuspension(publication)
  if (current?.rolledBack !== undefined)
    throw new ServerError('VERSION_ROLLED_BACK', { version, reason: current.rolledBack.reason })
  if (action === 'suspend') {
    if (current !== undefined) throw versionSuspended(publication, current)
  } else if (current === undefined) throw new ServerError('VERSION_NOT_SUSPENDED', { version })
}

/**
 * The version that is in force today once a version is as given. Where one is in force now, one has to be then: without
 * rules no referral could be decided, and nobody may be kept from care by that.
 * @throws ServerError SUSPEND_NOTHING_BEFORE
 */
export async function inForceAfter(
  context: OperationContext,
  changed: SuspendablePublication,
): Promise<PublicationDocument | undefined> {
  const { ruleset, version, manifest } = changed
  const today = dayAt(context.clock.now(), manifest.calendar?.utcOffset)
  const versions = await findVersions(context.store, ruleset)
  const then = versionInForce(
    versions.map((each) => (each.id === changed.id ? changed : each)),
    today,
  )
  if (then === undefined && versionInForce(versions, today) !== undefined)
    throw new ServerError('SUSPEND_NOTHING_BEFORE', { ruleset: manifest.title, version })
  return then
}
