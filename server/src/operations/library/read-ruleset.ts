import { ServerError } from '../../errors/server-error.ts'
import { publicationId } from '../context/bundle-cache.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import { findDamagedVersions } from '../context/damaged-versions.ts'
import { findVersions } from '../context/find-publication.ts'
import { rulesetUnknown } from './list-rulesets.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { summariseRuleset } from './ruleset-summary.ts'
import type { RulesetVersion, RulesetSummary } from '../../contracts/ruleset.ts'

/** A ruleset with its versions. @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING */
export async function readRuleset(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<RulesetSummary> {
  const publications = await findVersions(context.store, id)
  const draft = await context.store.get('drafts', id)
  const manifest = publications[0]?.manifest ?? draft?.manifest
  if (manifest == null) throw await rulesetUnknown(context, caller, id)
  assertRulesetScope(caller, 'rulesets.read', manifest)
  const damaged = await findDamagedVersions(context.store)
  return summariseRuleset(manifest, { publications, draft, damaged, caller }, context.clock.now())
}

/** One published version in full. @throws ServerError RULESET_UNKNOWN, VERSION_UNKNOWN, SCOPE_MISSING */
export async function readRulesetVersion(
  context: OperationContext,
  caller: Caller,
  id: string,
  version: string,
): Promise<RulesetVersion> {
  const publication = await context.store.get('publications', publicationId(id, version))
  if (publication === undefined) {
    await readRuleset(context, caller, id)
    throw new ServerError('VERSION_UNKNOWN', { id, version: version.slice(0, 40) })
  }
  assertRulesetScope(caller, 'rulesets.read', publication.manifest)
  const { ruleset, origin, hash } = await context.bundles.bundleOf(publication)
  const { from, judgedAgainst, acknowledged, remarks } = publication
  return {
    ruleset,
    origin,
    hash,
    version,
    from,
    ...(judgedAgainst && { judgedAgainst }),
    ...(acknowledged && { acknowledged }),
    ...(remarks && { remarks }),
  }
}
