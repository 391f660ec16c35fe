import {
  type Issue,
  jsonEqual,
  type Layer,
  layerReferences,
  type Manifest,
  manifestSchema,
  type Origin,
  type Text,
} from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import type { Write } from '../ports/store.ts'
import { assertRulesetScope, type Caller, recordedActor } from './caller.ts'
import { changedItems } from './changed-items.ts'
import type { DraftDocument } from './documents.ts'
import { findPublications } from './find-publication.ts'
import { assertMadeHere } from './made-here.ts'
import { savedBy } from './draft-editor.ts'
import type { OperationContext } from './operation-context.ts'
import { gatherParents, latestLayer } from './parent-layers.ts'
import { assertNothingWithdrawnTaken, pinReferences } from './pin-references.ts'
import { changesInWords, withChange } from './recent-changes.ts'
import { meetsRevision, type RevisionCondition, staleError } from './revision-condition.ts'
import { dayAt } from './time.ts'

/**
 * Saves an edited ruleset as the draft: only what it says beyond its parent is stored. Problems that stop publishing
 * do not stop saving; they are returned. A ruleset that does not parse is not stored.
 * @throws ServerError DRAFT_STALE, DRAFT_INVALID, DRAFT_OTHER_RULESET, DRAFT_OVERLAYS, RULESET_ELSEWHERE, VERSION_WITHDRAWN, SCOPE_MISSING
 */
export async function saveDraft(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; edited: Record<string, unknown>; expected: RevisionCondition },
): Promise<{ revision: number; issues: readonly Issue[]; origin: Origin }> {
  const { ruleset, edited, expected } = request
  const manifest = await assertMayWrite(context, caller, ruleset, edited)
  const stored = await context.store.get<DraftDocument>('drafts', ruleset)
  assertDraftRevision(stored, expected)
  const resting = stored?.layer ?? (await latestLayer(context, ruleset))
  const pinned = await pinReferences(context, edited, resting)
  assertSameOverlays(pinned, resting)
  await assertNothingWithdrawnTaken(context, pinned, resting)
  const now = context.clock.now()
  const parents = await gatherParents(context, pinned)
  const prepared = await context.bench.prepare(pinned, parents, dayAt(now))
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
  await storeDraft(context, caller, { document, before: stored, action: 'draft.save' })
  return { revision: document.revision, issues, origin }
}

/**
 * Gives up the draft; the next one begins from the latest published version.
 * @throws ServerError DRAFT_STALE, DRAFT_MISSING, SCOPE_MISSING
 */
export async function discardDraft(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; expected: RevisionCondition },
): Promise<void> {
  const stored = await context.store.get<DraftDocument>('drafts', request.ruleset)
  if (stored?.manifest == null) {
    throw new ServerError('DRAFT_MISSING', { ruleset: request.ruleset })
  }
  assertRulesetScope(caller, 'drafts.write', stored.manifest)
  assertDraftRevision(stored, request.expected)
  const emptied = emptyDraft(stored, context.clock.now(), recordedActor(caller).title)
  await storeDraft(context, caller, { document: emptied, before: stored, action: 'draft.discard' })
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
export function assertDraftRevision(
  stored: DraftDocument | undefined,
  expected: RevisionCondition,
): void {
  if (!meetsRevision(expected, stored?.revision ?? 0)) throw draftStale(stored, expected)
}

function draftStale(stored: DraftDocument | undefined, condition: RevisionCondition): ServerError {
  const saved = { savedBy: stored?.savedBy ?? '', savedAt: stored?.savedAt ?? '' }
  return staleError('DRAFT_STALE', {
    condition,
    revision: stored?.revision ?? 0,
    changes: changesInWords(stored?.changes, draftWords),
    values: saved,
    extra: saved,
  })
}

type DraftAction = 'draft.save' | 'draft.discard' | 'draft.pull' | 'draft.overlay'

const draftWords: Readonly<Record<DraftAction | 'ruleset.publish', Text>> = {
  'draft.save': { zh: '保存', en: 'saved' },
  'draft.discard': { zh: '放弃草稿', en: 'draft given up' },
  'draft.pull': { zh: '取用上级更新', en: 'newer version of a parent pulled' },
  'draft.overlay': { zh: '增减叠加规则', en: 'overlay added or removed' },
  'ruleset.publish': { zh: '发布', en: 'published' },
}

/**
 * Stores a draft over the revision before it, together with who did so.
 * @throws ServerError DRAFT_STALE when somebody was faster, RULESET_ELSEWHERE
 */
export async function storeDraft(
  context: OperationContext,
  caller: Caller,
  change: {
    readonly document: DraftDocument
    readonly before: DraftDocument | undefined
    readonly action: DraftAction
  },
): Promise<void> {
  const { before, action } = change
  const document = withDraftChange(before, change.document, action)
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
  const present = await context.store.get<DraftDocument>('drafts', document.id)
  throw draftStale(present, [document.revision - 1])
}

/** A draft that remembers what its last change was about. Pure. */
export function withDraftChange(
  before: DraftDocument | undefined,
  document: DraftDocument,
  action: DraftAction | 'ruleset.publish',
): DraftDocument {
  const change = {
    revision: document.revision,
    at: document.savedAt,
    by: document.savedBy,
    action,
    // A draft that is begun or done with changes as a whole.
    items: before?.layer && document.layer ? changedItems(before.layer, document.layer) : [],
  }
  // The request that made the ruleset stays known, however often it is saved since.
  const { requestKey, requestHash } = before ?? {}
  const made = requestKey !== undefined && requestHash !== undefined && { requestKey, requestHash }
  return { ...document, ...made, changes: withChange(before?.changes, change) }
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

/** The manifest where it parses; the bench says what is wrong where it does not. */
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
