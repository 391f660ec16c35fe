import type { Layer, Origin, Ruleset } from '@jieli/engine'
import { assertRulesetScope, type Caller, maySeeRuleset } from './caller.ts'
import type { DraftDocument } from './documents.ts'
import { findAdaptable, resolveLayer } from './find-adaptable.ts'
import { rulesetUnknown } from './list-rulesets.ts'
import type { OperationContext } from './operation-context.ts'
import { readRulesetVersion } from './read-ruleset.ts'

/** A ruleset to be read: with everything it inherits, and which layer each item comes from. */
export interface RuleBook {
  readonly ruleset: Ruleset
  readonly origin: Origin
  readonly version: string
  /** `bundled`: comes with the program and was not published here. */
  readonly standing: 'published' | 'bundled' | 'draft'
  /** First day in force, of a published version. */
  readonly from?: string
  readonly hash?: string
  /** What each layer named in `origin` is called, as far as it is known here. */
  readonly layers: Readonly<Record<string, Ruleset['manifest']['title']>>
}

/**
 * The rule book of a ruleset: the version asked for, else the one in force, else the latest, else as it comes with
 * the program, else the draft of one that was never published.
 * @throws ServerError RULESET_UNKNOWN, VERSION_UNKNOWN, SCOPE_MISSING
 */
export async function readBook(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; version?: string | undefined },
): Promise<RuleBook> {
  const { ruleset: id, version } = request
  if (version !== undefined) {
    const known = await readRulesetVersion(context, caller, id, version)
    return await withLayers(context, { ...known, standing: 'published' })
  }
  const found = await findAdaptable(context, id)
  if (found !== undefined) {
    const { publication, ...rest } = found
    assertRulesetScope(caller, 'rulesets.read', found.ruleset.manifest)
    return await withLayers(context, {
      ...rest,
      standing: publication === undefined ? 'bundled' : 'published',
      ...(publication && { from: publication.from, hash: publication.hash }),
    })
  }
  const draft = await context.store.get<DraftDocument>('drafts', id)
  if (draft?.layer == null || draft.manifest === null) {
    throw await rulesetUnknown(context, caller, id)
  }
  assertRulesetScope(caller, 'drafts.read', draft.manifest)
  const { ruleset, origin } = await resolveLayer(context, draft.layer)
  if (ruleset === undefined || !maySeeRuleset(caller, 'drafts.read', ruleset.manifest)) {
    throw await rulesetUnknown(context, caller, id)
  }
  const { manifest } = ruleset
  return await withLayers(context, {
    ruleset,
    origin,
    version: manifest.version,
    standing: 'draft',
  })
}

async function withLayers(
  context: OperationContext,
  book: Omit<RuleBook, 'layers'>,
): Promise<RuleBook> {
  const { manifest } = book.ruleset
  const layers: Record<string, Ruleset['manifest']['title']> = { [manifest.id]: manifest.title }
  for (const id of new Set(Object.values(book.origin))) {
    const title = layers[id] ?? (await titleOf(context, id))
    if (title !== undefined) layers[id] = title
  }
  return { ...book, layers }
}

async function titleOf(
  context: OperationContext,
  id: string,
): Promise<Ruleset['manifest']['title'] | undefined> {
  const own = (context.bundled.get(id)?.['manifest'] as Layer | undefined)?.['title']
  if (own !== undefined) return own as unknown as Ruleset['manifest']['title']
  return (await findAdaptable(context, id))?.ruleset.manifest.title
}
