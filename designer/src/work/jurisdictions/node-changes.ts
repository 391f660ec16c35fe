import { type BoundPack, jsonEqual, type Text } from '@jieli/engine'
import type { JurisdictionNode, JurisdictionProposal } from '@jieli/server/contracts'

/** What a jurisdiction says, or is to say. */
export type NodeContent = JurisdictionProposal['node']

/** A pack that another jurisdiction above binds. */
interface InheritedPack {
  readonly by: Text
  readonly pack: Pick<BoundPack, 'id' | 'version'>
}

/** One thing by which what a jurisdiction is to say differs from what it says. */
export type NodeChange =
  | { readonly kind: 'made' }
  | {
      readonly kind: 'title'
      readonly language: keyof Text
      readonly from: string
      readonly to: string
    }
  | { readonly kind: 'parent'; readonly from: string | undefined; readonly to: string | undefined }
  | ({ readonly kind: 'freed' | 'newlyBound' } & InheritedPack)
  | { readonly kind: 'packAdded' | 'packRemoved'; readonly pack: NodeContent['packs'][number] }
  | {
      readonly kind: 'packChanged'
      readonly from: NodeContent['packs'][number]
      readonly to: NodeContent['packs'][number]
      readonly what: 'version' | 'since' | 'why' | 'cites'
    }

/** What a proposal changes, as the tree is now. Pure. */
export function nodeChanges(
  nodes: readonly JurisdictionNode[],
  before: JurisdictionNode | undefined,
  after: NodeContent,
): readonly NodeChange[] {
  const was = before?.packs ?? []
  return [
    ...(before === undefined
      ? [{ kind: 'made' } as const]
      : titleChanges(before.title, after.title)),
    ...(before === undefined || before.parent === after.parent
      ? []
      : movedChanges(nodes, before.parent, after.parent)),
    ...was
      .filter(({ id }) => after.packs.every((pack) => pack.id !== id))
      .map((pack) => ({ kind: 'packRemoved', pack }) as const),
    ...after.packs.flatMap((pack) =>
      packChanges(
        was.find(({ id }) => id === pack.id),
        pack,
      ),
    ),
  ]
}

function titleChanges(from: Text, to: Text): readonly NodeChange[] {
  return (['zh', 'en'] as const).flatMap((language) =>
    from[language] === to[language]
      ? []
      : [{ kind: 'title', language, from: from[language], to: to[language] } as const],
  )
}

/** That it belongs elsewhere, and which packs of those above bind it no longer, or now. */
function movedChanges(
  nodes: readonly JurisdictionNode[],
  from: string | undefined,
  to: string | undefined,
): readonly NodeChange[] {
  const [then, now] = [inherited(nodes, from), inherited(nodes, to)]
  const without = (packs: readonly InheritedPack[], others: readonly InheritedPack[]) =>
    packs.filter((pack) => !others.some((other) => jsonEqual(other, pack)))
  return [
    { kind: 'parent', from, to },
    ...without(then, now).map((each) => ({ kind: 'freed', ...each }) as const),
    ...without(now, then).map((each) => ({ kind: 'newlyBound', ...each }) as const),
  ]
}

function inherited(
  nodes: readonly JurisdictionNode[],
  parent: string | undefined,
): readonly InheritedPack[] {
  const above = nodes.find(({ id }) => id === parent)
  if (above === undefined) return []
  const own = above.packs.map(({ id, version }) => ({ by: above.title, pack: { id, version } }))
  return [...own, ...inherited(nodes, above.parent)]
}

function packChanges(
  from: NodeContent['packs'][number] | undefined,
  to: NodeContent['packs'][number],
): readonly NodeChange[] {
  if (from === undefined) return [{ kind: 'packAdded', pack: to }]
  return (['version', 'since', 'why', 'cites'] as const).flatMap((what) =>
    // Left out, the first day stays as it was.
    jsonEqual(from[what] ?? null, to[what] ?? (what === 'since' ? (from.since ?? null) : null))
      ? []
      : [{ kind: 'packChanged', from, to, what } as const],
  )
}
