import {
  type Issue,
  type Layer,
  manifestSchema,
  schemaIssues,
  type Origin,
  type Text,
  bringForward,
} from '@jieli/engine'
import { z } from 'zod'
import { ServerError } from '../../errors/server-error.ts'
import { prepareDraft } from '../../rulesets/check-layer.ts'
import { assertRulesetScope, type Caller, recordedActor } from '../context/caller.ts'
import { changedItems } from '../context/changed-items.ts'
import { checkInput } from '../jurisdictions/check-input.ts'
import type { DraftDocument } from '../../documents/draft-document.ts'
import { keepFixedFields } from './fixed-fields.ts'
import { assertMadeHere } from '../library/made-here.ts'
import { savedBy } from './draft-editor.ts'
import { manifestOf, unnameable } from '../library/nameable.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { latestLayer } from '../library/parent-layers.ts'
import { assertNothingWithdrawnTaken, pinReferences } from './pin-references.ts'
import { withChange } from '../../documents/recorded-change.ts'
import { describeChanges } from '../context/describe-changes.ts'
import { meetsRevision, type RevisionCondition, staleError } from '../context/revision-condition.ts'
import { nextWrite } from '../../documents/next-write.ts'

/**
 * Saves an edited ruleset as the draft: only what it says beyond its parent is stored. Problems that stop publishing
 * do not stop saving; they are returned. A ruleset that does not parse is not stored. What the ruleset is and rests on
 * stays as it was, whatever was sent.
 * @throws ServerError DRAFT_STALE, DRAFT_INVALID, DRAFT_OTHER_RULESET, DRAFT_FIXED_FIELD, DRAFT_OVERLAYS, RULESET_ELSEWHERE, VERSION_WITHDRAWN, SCOPE_MISSING
 */
export async function saveDraft(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; edited: Record<string, unknown>; expected: RevisionCondition },
): Promise<{ revision: number; issues: readonly Issue[]; origin: Origin }> {
  const { ruleset, expected } = request
  // A page that was open when the program was upgraded still edits the former format.
  const edited = bringForward(request.edited as Layer) as Record<string, unknown>
  await assertMayWrite(context, caller, ruleset, edited)
  const stored = await context.store.get('drafts', ruleset)
  assertDraftRevision(stored, expected)
  const resting = stored?.layer ?? (await latestLayer(context, ruleset))
  const whole = await asStored(context, caller, namedAs(ruleset, edited), resting)
  const { layer: _edited, ...judge } = await checkInput(context, whole as unknown as Layer)
  const { layer, issues, origin } = prepareDraft(whole, judge)
  if (layer === undefined)
    throw new ServerError('DRAFT_INVALID', { count: issues.length }, { issues })
  const manifest = manifestSchema.parse(whole['manifest'])
  const document = nextDraft(context, caller, stored, { id: ruleset, layer, manifest })
  await storeDraft(context, caller, { document, before: stored, done: { action: 'draft.save' } })
  return { revision: document.revision, issues, origin }
}

/** As much of its form as must stand before anything can be asked of it: whose it is. */
const namedSchema = z.looseObject({
  manifest: z.looseObject({
    id: manifestSchema.shape.id.optional(),
    county: manifestSchema.shape.county,
  }),
})

/** The edited ruleset under the name it is saved by. @throws ServerError DRAFT_INVALID where it has no manifest */
function namedAs(ruleset: string, edited: Record<string, unknown>): Record<string, unknown> {
  const named = namedSchema.safeParse(edited)
  if (named.success) return { ...edited, manifest: { id: ruleset, ...named.data.manifest } }
  const issues = schemaIssues(named.error, edited)
  throw new ServerError('DRAFT_INVALID', { count: issues.length }, { issues })
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
  request: { ruleset: string; expected: RevisionCondition },
): Promise<void> {
  const stored = await context.store.get('drafts', request.ruleset)
  if (stored?.manifest == null) {
    throw new ServerError('DRAFT_MISSING', { ruleset: request.ruleset })
  }
  assertRulesetScope(caller, 'drafts.write', stored.manifest)
  assertDraftRevision(stored, request.expected)
  const emptied = emptyDraft(stored, context.clock.now(), recordedActor(caller).title)
  const done = { action: 'draft.discard' } as const
  await storeDraft(context, caller, { document: emptied, before: stored, done })
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
    ...savedBy(caller, context.clock.now(), stored),
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
    changes: describeChanges(stored?.changes, draftLabels),
    values: saved,
    extra: saved,
  })
}

type DraftAction = DraftChange['action'] | 'ruleset.publish'

const draftLabels: Readonly<Record<DraftAction, Text>> = {
  'draft.save': { zh: '保存', en: 'saved' },
  'draft.discard': { zh: '放弃草稿', en: 'draft given up' },
  'draft.pull': { zh: '取用上级更新', en: 'newer version of a parent pulled' },
  'draft.overlay': { zh: '增减叠加规则', en: 'overlay added or removed' },
  'draft.rebase': { zh: '改换模板', en: 'moved to another template' },
  'ruleset.publish': { zh: '发布', en: 'published' },
}

/** What was done to a draft, as the log keeps it. */
type DraftChange =
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
  change: {
    readonly document: DraftDocument
    readonly before: DraftDocument | undefined
    readonly done: DraftChange
  },
): Promise<void> {
  const { before, done } = change
  const { action, ...detail } = done
  const document = withDraftChange(before, change.document, action)
  if (action !== 'draft.discard') await assertMadeHere(context, document.id)
  const result = await context.commit([nextWrite('drafts', document)], {
    action,
    actor: recordedActor(caller),
    target: document.id,
    // A draft that is given up says nothing any more, its county included.
    county: (document.manifest ?? before?.manifest)?.county,
    detail: { revision: document.revision, ...detail },
  })
  if (result.committed) return
  const present = await context.store.get('drafts', document.id)
  throw draftStale(present, [document.revision - 1])
}

/** A draft that remembers what its last change was about. Pure. */
export function withDraftChange(
  before: DraftDocument | undefined,
  document: DraftDocument,
  action: DraftAction,
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

/** @throws ServerError DRAFT_OTHER_RULESET, SCOPE_MISSING */
async function assertMayWrite(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
  edited: Record<string, unknown>,
): Promise<void> {
  const known = await manifestOf(context, ruleset)
  const stored = await context.store.get('drafts', ruleset)
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
