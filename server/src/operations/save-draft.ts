import {
  type Issue,
  jsonEqual,
  type Layer,
  layerReferences,
  type Manifest,
  manifestSchema,
  type Origin,
} from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import type { Write } from '../ports/store.ts'
import { prepareDraft } from '../rulesets/check-layer.ts'
import { assertRulesetScope, type Caller, recordedActor } from './caller.ts'
import type { DraftDocument } from './documents.ts'
import { findPublications } from './find-publication.ts'
import { assertMadeHere } from './made-here.ts'
import { savedBy } from './draft-editor.ts'
import type { OperationContext } from './operation-context.ts'
import { gatherParents, latestLayer } from './parent-layers.ts'
import { assertNothingWithdrawnTaken, pinReferences } from './pin-references.ts'
import { dayAt } from './time.ts'

/**
 * Saves an edited ruleset as the draft: only what it says beyond its parent is stored. Problems that stop publishing
 * do not stop saving; they are returned. A ruleset that does not parse is not stored.
 * @throws ServerError DRAFT_STALE, DRAFT_INVALID, DRAFT_OTHER_RULESET, DRAFT_OVERLAYS, RULESET_ELSEWHERE, VERSION_WITHDRAWN, SCOPE_MISSING
 */
export async function saveDraft(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; edited: Record<string, unknown>; expectedRevision: number },
): Promise<{ revision: number; issues: readonly Issue[]; origin: Origin }> {
  const { ruleset, edited, expectedRevision } = request
  const manifest = await assertMayWrite(context, caller, ruleset, edited)
  const stored = await context.store.get<DraftDocument>('drafts', ruleset)
  assertDraftRevision(stored, expectedRevision)
  const resting = stored?.layer ?? (await latestLayer(context, ruleset))
  const pinned = await pinReferences(context, edited, resting)
  assertSameOverlays(pinned, resting)
  await assertNothingWithdrawnTaken(context, pinned, resting)
  const now = context.clock.now()
  const parents = await gatherParents(context, pinned)
  const prepared = prepareDraft(pinned, parents, dayAt(now))
  const { layer, issues, origin } = prepared
  if (layer === undefined || manifest === undefined) {
    throw new ServerError('DRAFT_INVALID', { count: issues.length }, { issues })
  }
  const document: DraftDocument = {
    id: ruleset,
    revision: (stored?.revision ?? 0) + 1,
    discarded: false,
    layer,
    manifest: manifestSchema.parse(pinned['manifest']),
    ...savedBy(caller, now),
  }
  await storeDraft(context, caller, document, 'draft.save')
  return { revision: document.revision, issues, origin }
}

/**
 * Gives up the draft; the next one begins from the latest published version.
 * @throws ServerError DRAFT_STALE, DRAFT_MISSING, SCOPE_MISSING
 */
export async function discardDraft(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; expectedRevision: number },
): Promise<void> {
  const stored = await context.store.get<DraftDocument>('drafts', request.ruleset)
  if (stored?.manifest == null) {
    throw new ServerError('DRAFT_MISSING', { ruleset: request.ruleset })
  }
  assertRulesetScope(caller, 'drafts.write', stored.manifest)
  assertDraftRevision(stored, request.expectedRevision)
  const emptied = emptyDraft(stored, context.clock.now(), recordedActor(caller).title)
  await storeDraft(context, caller, emptied, 'draft.discard')
}

/** The mark that stays of a draft that was discarded or published. Pure. */
export function emptyDraft(stored: DraftDocument, savedAt: string, savedBy: string): DraftDocument {
  const { id, revision } = stored
  return {
    id,
    revision: revision + 1,
    discarded: true,
    layer: null,
    manifest: null,
    savedAt,
    savedBy,
  }
}

/** @throws ServerError DRAFT_STALE when the draft has moved on from what the editor saw */
export function assertDraftRevision(stored: DraftDocument | undefined, expected: number): void {
  const revision = stored?.revision ?? 0
  if (revision === expected) return
  throw draftStale(stored)
}

function draftStale(stored: DraftDocument | undefined): ServerError {
  const savedBy = stored?.savedBy ?? ''
  const savedAt = stored?.savedAt ?? ''
  const revision = stored?.revision ?? 0
  return new ServerError(
    'DRAFT_STALE',
    { savedBy, savedAt, revision },
    { extra: { savedBy, savedAt, revision } },
  )
}

/**
 * Stores a draft over the revision before it, together with who did so.
 * @throws ServerError DRAFT_STALE when somebody was faster, RULESET_ELSEWHERE
 */
export async function storeDraft(
  context: OperationContext,
  caller: Caller,
  document: DraftDocument,
  action: 'draft.save' | 'draft.discard' | 'draft.pull' | 'draft.overlay',
): Promise<void> {
  if (action !== 'draft.discard') await assertMadeHere(context, document.id)
  const first: Write =
    document.revision === 1
      ? { kind: 'insert', collection: 'drafts', document }
      : {
          kind: 'replace',
          collection: 'drafts',
          document,
          expectedRevision: document.revision - 1,
        }
  const result = await context.commit([first], {
    action,
    actor: recordedActor(caller),
    target: document.id,
    county: document.manifest?.county,
    detail: { revision: document.revision },
  })
  if (result.committed) return
  throw draftStale(await context.store.get<DraftDocument>('drafts', document.id))
}

/**
 * A whole ruleset is saved as its difference from what it rests on. Under other overlays the same content would say
 * that everything of theirs is removed, or keep as its own everything of those that went.
 * @throws ServerError DRAFT_OVERLAYS
 */
function assertSameOverlays(edited: Record<string, unknown>, resting: Layer | undefined): void {
  if (resting === undefined) return
  const [before, now] = [overlayIds(resting), overlayIds(edited)]
  if (jsonEqual(before, now)) return
  throw new ServerError('DRAFT_OVERLAYS', { before: before.length, now: now.length })
}

function overlayIds(layer: Record<string, unknown>): string[] {
  const { overlays } = (layer['manifest'] ?? {}) as { overlays?: unknown }
  return layerReferences({ manifest: { overlays } } as unknown as Layer).map(({ id }) => id)
}

/** The manifest where it parses; the check says what is wrong where it does not. */
async function assertMayWrite(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
  edited: Record<string, unknown>,
): Promise<Manifest | undefined> {
  const [latest] = await findPublications(context.store, ruleset)
  const stored = await context.store.get<DraftDocument>('drafts', ruleset)
  for (const owned of [latest?.manifest, stored?.manifest]) {
    if (owned != null) assertRulesetScope(caller, 'drafts.write', owned)
  }
  const parsed = manifestSchema.safeParse(edited['manifest'])
  if (!parsed.success) return undefined
  // Also where it would go: nobody may hand a ruleset to a county they have no say in.
  assertRulesetScope(caller, 'drafts.write', parsed.data)
  if (parsed.data.id !== ruleset) {
    throw new ServerError('DRAFT_OTHER_RULESET', { actual: parsed.data.id, expected: ruleset })
  }
  return parsed.data
}
