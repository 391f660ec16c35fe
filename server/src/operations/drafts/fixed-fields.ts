import {
  type Adoption,
  jsonEqual,
  type Layer,
  layerReferences,
  type Manifest,
  type RulesetReference,
  versionSatisfies,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'

/** What a ruleset is and rests on: no field of a saved draft. Each changes by an operation of its own, or never. */
type Fixed = Pick<Manifest, 'id' | 'kind' | 'county' | 'basedOn' | 'overlays' | 'adopts'>

type Operation = 'rebase' | 'pull' | null

/**
 * An edited ruleset with what it is and rests on as it was, whatever was sent: left out or the same is fine.
 * @param resting the draft or version it was edited from
 * @throws ServerError DRAFT_FIXED_FIELD, DRAFT_OVERLAYS when something else was sent
 */
export function keepFixedFields(
  edited: Record<string, unknown>,
  resting: Layer,
): Record<string, unknown> {
  const { manifest: sent } = edited
  // What is no manifest the schema reports.
  if (typeof sent !== 'object' || sent === null) return edited
  const before = resting['manifest'] as unknown as Fixed
  const given = sent as Record<string, unknown>
  for (const field of ['kind', 'county'] as const)
    if (given[field] !== undefined && given[field] !== before[field]) throw fixed(field, null)
  assertSameParent(given['basedOn'], before.basedOn)
  assertSameOverlays(given['overlays'], before.overlays ?? [])
  assertSameAdopted(given['adopts'], before.adopts ?? [])
  const { id, kind, county, basedOn, overlays, adopts } = before
  const { county: _c, basedOn: _b, overlays: _o, adopts: _a, ...rest } = given
  return {
    ...edited,
    manifest: {
      ...rest,
      id,
      kind,
      ...(county !== undefined && { county }),
      ...(basedOn !== undefined && { basedOn }),
      ...(overlays !== undefined && { overlays }),
      ...(adopts !== undefined && { adopts }),
    },
  }
}

/**
 * That a draft stored before these fields were fixed is still the ruleset that was published last, on the template it
 * was made from.
 * @param rebased true once the draft was moved to another template by the operation for it
 * @throws ServerError DRAFT_FIXED_FIELD, DRAFT_PARENT_DROPPED
 */
export function assertStillItself(draft: Manifest, published: Manifest, rebased: boolean): void {
  for (const field of ['kind', 'county'] as const)
    if (draft[field] !== published[field]) throw fixed(field, null)
  const template = published.basedOn?.id
  if (template !== undefined && template !== draft.basedOn?.id && !rebased)
    throw new ServerError('DRAFT_PARENT_DROPPED', { ruleset: draft.id, template })
}

function assertSameParent(sent: unknown, before: RulesetReference | undefined): void {
  if (sent === undefined) return
  const [reference] = layerReferences({ manifest: { basedOn: sent } })
  if (reference === undefined || reference.id !== before?.id) throw fixed('basedOn', 'rebase')
  if (!names(reference, before)) throw fixed('basedOn', 'pull')
}

/**
 * A whole ruleset is saved as its difference from what it rests on. Under other overlays the same content would say
 * that everything of theirs is removed, or keep as its own everything of those that went.
 */
function assertSameOverlays(sent: unknown, before: readonly RulesetReference[]): void {
  if (sent === undefined) return
  const now = layerReferences({ manifest: { overlays: sent } })
  const ids = (references: readonly RulesetReference[]) => references.map(({ id }) => id)
  if (!jsonEqual(ids(now), ids(before)))
    throw new ServerError('DRAFT_OVERLAYS', { before: before.length, now: now.length })
  if (!now.every((reference, at) => names(reference, before[at]))) throw fixed('overlays', 'pull')
}

/** What is adopted lies under a ruleset's own files as overlays do: without it the same content would be its own. */
function assertSameAdopted(sent: unknown, before: readonly Adoption[]): void {
  if (sent === undefined) return
  const bare = (adoptions: unknown) =>
    Array.isArray(adoptions)
      ? adoptions.map((each) => ({ ...(each as Adoption), from: (each as Adoption).from?.id }))
      : adoptions
  if (!jsonEqual(bare(sent), bare(before))) throw fixed('adopts', 'rebase')
}

/** True when a reference names the very version, or a range that it lies in. */
function names(reference: RulesetReference, before: RulesetReference | undefined): boolean {
  return (
    before !== undefined &&
    (reference.version === before.version || versionSatisfies(before.version, reference.version))
  )
}

const remedies = {
  rebase: {
    zh: '请用“改换模板”操作。',
    en: 'Please use the operation that moves a draft to another template.',
  },
  pull: {
    zh: '请用“取用上级更新”操作。',
    en: 'Please use the operation that pulls another version.',
  },
  never: { zh: '它建立后不再改变。', en: 'It never changes once the ruleset is made.' },
}

function fixed(field: keyof Fixed, operation: Operation): ServerError {
  return new ServerError(
    'DRAFT_FIXED_FIELD',
    { field, remedy: remedies[operation ?? 'never'] },
    { extra: { field, operation } },
  )
}
