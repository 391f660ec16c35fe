import { type Issue, type Layer, manifestSchema, type Origin } from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import type { Write } from '../ports/store.ts'
import { assertRulesetScope, type Caller, recordedActor } from './caller.ts'
import { checkInput } from './check-input.ts'
import type { DraftDocument } from './documents.ts'
import { keepFixedFields } from './fixed-fields.ts'
import { assertMadeHere } from './made-here.ts'
import { savedBy } from './draft-editor.ts'
import { manifestOf, unnameable } from './nameable.ts'
import type { OperationContext } from './operation-context.ts'
import { latestLayer } from './parent-layers.ts'
import { assertNothingWithdrawnTaken, pinReferences } from './pin-references.ts'

/**
 * Saves an edited ruleset as the draft: only what it says beyond its parent is stored. Problems that stop publishing
 * do not stop saving; they are returned. A ruleset that does not parse is not stored. What the ruleset is and rests on
 * stays as it was, whatever was sent.
 * @throws ServerError DRAFT_STALE, DRAFT_INVALID, DRAFT_OTHER_RULESET, DRAFT_FIXED_FIELD, DRAFT_OVERLAYS, RULESET_ELSEWHERE, VERSION_WITHDRAWN, SCOPE_MISSING
 */
export async function saveDraft(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; edited: Record<string, unknown>; expectedRevision: number },
): Promise<{ revision: number; issues: readonly Issue[]; origin: Origin }> {
  const { ruleset, edited, expectedRevision } = request
  await assertMayWrite(context, caller, ruleset, edited)
  const stored = await context.store.get<DraftDocument>('drafts', ruleset)
  assertDraftRevision(stored, expectedRevision)
  const resting = stored?.layer ?? (await latestLayer(context, ruleset))
  const whole = await asStored(context, caller, edited, resting)
  const { layer: _edited, ...judge } = await checkInput(context, whole as unknown as Layer)
  const { layer, issues, origin } = await context.bench.prepare(whole, judge)
  if (layer === undefined)
    throw new ServerError('DRAFT_INVALID', { count: issues.length }, { issues })
  const manifest = manifestSchema.parse(whole['manifest'])
  const document = nextDraft(context, caller, stored, { id: ruleset, layer, manifest })
  await storeDraft(context, caller, document, { action: 'draft.save' })
  return { revision: document.revision, issues, origin }
}

/**
 * The edited ruleset as it may be saved: on what it rests on, at exact versions. The first save of a ruleset says what
 * that is; later ones do not.
 */
async function asStored(
  context: OperationContext,
  caller: Caller,
  edited: Record<string, unknown>,
  resting: Layer | undefined,
): Promise<Record<string, unknown>> {
  if (resting === undefined) {
    const issues = await unnameable(context, caller, edited)
    if (issues.length > 0)
      throw new ServerError('DRAFT_INVALID', { count: issues.length }, { issues })
    const pinned = await pinReferences(context, edited)
    await assertNothingWithdrawnTaken(context, pinned, undefined)
    return pinned
  }
  await assertNothingWithdrawnTaken(context, edited, resting)
  return await pinReferences(context, keepFixedFields(edited, resting))
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
  await storeDraft(context, caller, emptied, { action: 'draft.discard' })
}

/** The draft that follows the one stored, by whoever changes it now. */
export function nextDraft(
  context: OperationContext,
  caller: Caller,
  stored: DraftDocument | undefined,
  content: Pick<DraftDocument, 'id' | 'layer' | 'manifest' | 'rebased'>,
): DraftDocument {
  return {
    ...(stored?.rebased && { rebased: true }),
    ...content,
    revision: (stored?.revision ?? 0) + 1,
    discarded: false,
    ...savedBy(caller, context.clock.now()),
  }
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

/** What was done to a draft, as the log keeps it. */
type DraftDeed =
  | { readonly action: 'draft.save' | 'draft.discard' }
  | { readonly action: 'draft.overlay'; readonly overlay: string }
  | {
      readonly action: 'draft.pull'
      readonly parent: string
      readonly from: string
      readonly to: string
    }
  | {
      readonly action: 'draft.rebase'
      /** The template before and after, each with its version; null where there was none. */
      readonly from: string | null
      readonly to: string
    }

/**
 * Stores a draft over the revision before it, together with who did so.
 * @throws ServerError DRAFT_STALE when somebody was faster, RULESET_ELSEWHERE
 */
export async function storeDraft(
  context: OperationContext,
  caller: Caller,
  document: DraftDocument,
  done: DraftDeed,
): Promise<void> {
  const { action, ...detail } = done
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
    detail: { revision: document.revision, ...detail },
  })
  if (result.committed) return
  throw draftStale(await context.store.get<DraftDocument>('drafts', document.id))
}

/** @throws ServerError DRAFT_OTHER_RULESET, SCOPE_MISSING */
async function assertMayWrite(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
  edited: Record<string, unknown>,
): Promise<void> {
  const known = await manifestOf(context, ruleset)
  const stored = await context.store.get<DraftDocument>('drafts', ruleset)
  const owned = [known, stored?.manifest].filter((manifest) => manifest != null)
  for (const manifest of owned) assertRulesetScope(caller, 'drafts.write', manifest)
  const { id = ruleset, county } = (edited['manifest'] ?? {}) as Record<string, unknown>
  // Also where it would go: nobody may hand a ruleset to a county they have no say in.
  if (typeof county === 'string' || owned.length === 0)
    assertRulesetScope(caller, 'drafts.write', {
      id: ruleset,
      ...(typeof county === 'string' && { county }),
    })
  if (id !== ruleset)
    throw new ServerError('DRAFT_OTHER_RULESET', {
      actual: typeof id === 'string' ? id.slice(0, 80) : '—',
      expected: ruleset,
    })
}
