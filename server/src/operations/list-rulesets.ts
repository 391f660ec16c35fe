import { suggest } from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import { mayRuleset } from '../contracts/policy.ts'
import type { Caller } from './caller.ts'
import { findDamagedVersions } from './damaged-versions.ts'
import type { DraftDocument, PublicationDocument } from './documents.ts'
import type { OperationContext } from './operation-context.ts'
import { type RulesetSummary, summariseRuleset } from './ruleset-summary.ts'

/** More than this are not listed. */
const mostListed = 10_000

/** Every ruleset the caller may read, by id: published, or so far only drafted. */
export async function listRulesets(
  context: OperationContext,
  caller: Caller,
): Promise<RulesetSummary[]> {
  const publications = await context.store.find<PublicationDocument>('publications', {
    sort: { field: 'sequence', direction: 'descending' },
    limit: mostListed,
  })
  const drafts = await context.store.find<DraftDocument>('drafts', { limit: mostListed })
  const damaged = await findDamagedVersions(context.store)
  const byRuleset = Map.groupBy(publications, (publication) => publication.ruleset)
  const draftOf = new Map(drafts.map((draft) => [draft.id, draft]))
  const ids = new Set([...byRuleset.keys(), ...draftOf.keys()])
  const now = context.clock.now()
  return [...ids]
    .toSorted()
    .flatMap((id) => {
      const publications = byRuleset.get(id) ?? []
      const draft = draftOf.get(id)
      const manifest = publications[0]?.manifest ?? draft?.manifest
      if (manifest == null) return []
      return [summariseRuleset(manifest, { publications, draft, damaged }, now)]
    })
    .filter((summary) => mayRuleset(caller, 'rulesets.read', summary))
}

/** The error for a ruleset nobody knows, with the nearest name the caller may read. */
export async function rulesetUnknown(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<ServerError> {
  const known = await listRulesets(context, caller)
  const suggestion = suggest(
    id,
    known.map((summary) => summary.id),
  )
  return new ServerError('RULESET_UNKNOWN', { id: id.slice(0, 80), suggestion })
}
