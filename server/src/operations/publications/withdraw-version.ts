import { layerReferences } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { publicationId } from '../context/bundle-cache.ts'
import { assertRulesetScope, type Caller, recordedActor } from '../context/caller.ts'
import type { DraftSummary } from '../../documents/draft-document.ts'
import type { PublicationDocument, Withdrawal } from '../../documents/publication-document.ts'
import { isAdaptable } from '../library/find-adaptable.ts'
import { findPublicationInForce, publishedRulesets } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'
import { readRuleset } from '../library/read-ruleset.ts'
import { dayAt } from '../../ports/time.ts'
import type { Dependent, Withdrawn } from '../../contracts/ruleset.ts'

/**
 * Withdraws a published version that others rest on: from now on nobody new may. What rests on it runs on as it is
 * and is told; while there is any such, whoever withdraws has to have seen the list.
 * @throws ServerError WITHDRAW_DEPENDENTS with the list, WITHDRAW_COUNTY, VERSION_WITHDRAWN, VERSION_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function withdrawVersion(
  context: OperationContext,
  caller: Caller,
  request: {
    readonly ruleset: string
    readonly version: string
    readonly reason: string
    /** True once the caller has seen what rests on the version. */
    readonly despiteDependents: boolean
  },
): Promise<Withdrawn> {
  const { ruleset: id, version, reason } = request
  const publication = await context.store.get('publications', publicationId(id, version))
  if (publication === undefined) {
    await readRuleset(context, caller, id)
    throw new ServerError('VERSION_UNKNOWN', { id, version: version.slice(0, 40) })
  }
  const { manifest } = publication
  assertRulesetScope(caller, 'rulesets.publish', manifest)
  if (!isAdaptable(manifest.kind)) throw new ServerError('WITHDRAW_COUNTY', { ruleset: id })
  assertNotWithdrawn(publication)
  const dependents = await findDependents(context, id, version)
  if (dependents.length > 0 && !request.despiteDependents)
    throw new ServerError(
      'WITHDRAW_DEPENDENTS',
      { version, count: dependents.length },
      { extra: { dependents } },
    )
  const actor = recordedActor(caller)
  const withdrawn: Withdrawal = { at: context.clock.now(), by: actor.title, reason }
  const document: PublicationDocument = {
    ...publication,
    revision: publication.revision + 1,
    withdrawn,
  }
  const result = await context.commit(
    [
      {
        kind: 'replace',
        collection: 'publications',
        document,
        expectedRevision: publication.revision,
      },
    ],
    {
      action: 'ruleset.withdraw',
      actor,
      target: id,
      detail: { version, reason, dependents: dependents.map(({ ruleset }) => ruleset) },
    },
  )
  if (!result.committed) {
    // A publication is written again only to withdraw it: somebody else was faster.
    const now = await context.store.get('publications', publication.id)
    assertNotWithdrawn(now ?? publication)
    throw new ServerError('PUBLISH_RACED', { version })
  }
  return { version, withdrawn, dependents }
}

/** @throws ServerError VERSION_WITHDRAWN */
function assertNotWithdrawn({ ruleset, version, withdrawn }: PublicationDocument): void {
  if (withdrawn !== undefined)
    throw new ServerError('VERSION_WITHDRAWN', { id: ruleset, version, reason: withdrawn.reason })
}

/** The rulesets whose version in force, or whose draft, rests directly on a version, by id. */
async function findDependents(
  context: OperationContext,
  id: string,
  version: string,
): Promise<readonly Dependent[]> {
  const today = dayAt(context.clock.now())
  const restsOn = (manifest: unknown) =>
    layerReferences({ manifest }).some((each) => each.id === id && each.version === version)
  const found = new Map<string, Dependent>()
  for await (const { id: ruleset, manifest } of readAll<'drafts', DraftSummary>(
    context.store,
    'drafts',
    {
      only: ['manifest'],
    },
  ))
    if (manifest !== null && restsOn(manifest))
      found.set(ruleset, { ruleset, title: manifest.title })
  for (const ruleset of await publishedRulesets(context.store)) {
    const inForce = await findPublicationInForce(context.store, ruleset, today)
    if (inForce !== undefined && restsOn(inForce.manifest))
      found.set(ruleset, { ruleset, title: inForce.manifest.title, version: inForce.version })
  }
  return [...found.values()].toSorted((a, b) => (a.ruleset < b.ruleset ? -1 : 1))
}
