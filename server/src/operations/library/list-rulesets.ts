import { type Manifest, suggest } from '@jieli/engine'
import { mayRuleset } from '../../contracts/policy.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import { readCursor, writeCursor } from '../context/cursor.ts'
import { findDamagedVersions } from '../context/damaged-versions.ts'
import type { DamagedVersion } from '../../documents/damaged-version.ts'
import type { DraftSummary } from '../../documents/draft-document.ts'
import type { PublicationSummary } from '../../documents/publication-document.ts'
import { findLatestPublication, publishedRulesets } from '../context/find-publication.ts'
import type { ListPage, PageAsked } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findAll, readAll } from '../context/read-all.ts'
import { readSuspensions, withSuspensions } from '../context/suspensions.ts'
import { summariseRuleset } from './ruleset-summary.ts'
import { summaries } from '../../ports/collections.ts'
import type { RulesetSummary } from '../../contracts/ruleset.ts'

/** So many rulesets are looked at for a page, the caller's and others'. */
const maxLookedAt = 1000

/** Every ruleset the caller may read, by id: published, or so far only drafted. */
export async function listRulesets(
  context: OperationContext,
  caller: Caller,
): Promise<RulesetSummary[]> {
  const library = await openLibrary(context)
  const summaries: RulesetSummary[] = []
  for (const id of library.ids) {
    const summary = await readableSummary(context, caller, library, id)
    if (summary !== undefined) summaries.push(summary)
  }
  return summaries
}

/** A page of the rulesets the caller may read, by id. @throws ServerError REQUEST_INVALID for a cursor that is none of ours */
export async function pageOfRulesets(
  context: OperationContext,
  caller: Caller,
  { limit, cursor }: PageAsked,
): Promise<ListPage<RulesetSummary>> {
  const after = cursor === undefined ? undefined : readCursor(cursor).id
  const library = await openLibrary(context)
  const rest = library.ids.filter((id) => after === undefined || id > after)
  const items: RulesetSummary[] = []
  for (const [index, id] of rest.entries()) {
    const before = rest[index - 1]
    if (before !== undefined && (items.length === limit || index === maxLookedAt))
      return { items, next: writeCursor({ value: before, id: before }) }
    const summary = await readableSummary(context, caller, library, id)
    if (summary !== undefined) items.push(summary)
  }
  return { items }
}

/** The error for a ruleset nobody knows, with the nearest name the caller may read. */
export async function rulesetUnknown(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<ServerError> {
  const library = await openLibrary(context)
  const known: string[] = []
  for (const name of library.ids.slice(0, maxLookedAt))
    if ((await readable(context, caller, library, name)) !== undefined) known.push(name)
  return new ServerError('RULESET_UNKNOWN', {
    id: id.slice(0, 80),
    suggestion: suggest(id, known),
  })
}

/** What there is to list. */
interface Library {
  readonly ids: readonly string[]
  readonly drafts: ReadonlyMap<string, DraftSummary>
  /** Versions that do not open. */
  readonly damaged: ReadonlyMap<string, DamagedVersion>
}

async function openLibrary(context: OperationContext): Promise<Library> {
  const drafts = new Map<string, DraftSummary>()
  for await (const draft of readAll<'drafts', DraftSummary>(context.store, 'drafts', {
    only: summaries.drafts,
  }))
    drafts.set(draft.id, draft)
  const ids = new Set([...(await publishedRulesets(context.store)), ...drafts.keys()])
  const damaged = await findDamagedVersions(context.store)
  return { ids: [...ids].toSorted(), drafts, damaged }
}

/** The latest manifest of a ruleset the caller may read. */
async function readable(
  context: OperationContext,
  caller: Caller,
  { drafts }: Library,
  id: string,
): Promise<Manifest | undefined> {
  const manifest =
    (await findLatestPublication(context.store, id))?.manifest ?? drafts.get(id)?.manifest
  return manifest != null && mayRuleset(caller, 'rulesets.read', manifest) ? manifest : undefined
}

async function readableSummary(
  context: OperationContext,
  caller: Caller,
  library: Library,
  id: string,
): Promise<RulesetSummary | undefined> {
  const manifest = await readable(context, caller, library, id)
  if (manifest === undefined) return undefined
  const publications = await findAll<'publications', PublicationSummary>(
    context.store,
    'publications',
    {
      where: [{ field: 'ruleset', operator: 'equal', value: id }],
      sort: { field: 'sequence', direction: 'descending' },
      only: summaries.publications,
    },
  )
  const decided = await readSuspensions(context.store, id)
  const parts = {
    publications: publications.map((each) => withSuspensions(each, decided)),
    draft: library.drafts.get(id),
    damaged: library.damaged,
    caller,
  }
  return summariseRuleset(manifest, parts, context.clock.now())
}
