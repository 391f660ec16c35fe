import type { Layer, Manifest, Origin, Ruleset } from '@jieli/engine'
import type { CheckedRuleset } from '../../rulesets/checked-ruleset.ts'
import { resolveGathered } from '../../rulesets/check-layer.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { SuspendablePublication } from '../../documents/suspensions-document.ts'
import {
  findLatestPublication,
  findPublicationInForce,
  findPublications,
  publishedRulesets,
} from '../context/find-publication.ts'
import { gatherParents } from './parent-layers.ts'
import { resolveBundled } from './resolve-bundled.ts'
import { dayAt } from '../../ports/time.ts'

/** A ruleset others may be made from, with everything it inherits. */
export interface Adaptable {
  readonly ruleset: Ruleset
  readonly origin: Origin
  readonly version: string
  /** Absent for one that comes with the program and was not published here. */
  readonly publication?: SuspendablePublication
}

/**
 * A ruleset as one would adapt or read it: the version in force, else the latest published, else as it comes with
 * the program; a withdrawn version only where there is no other. `undefined` when there is none or it does not resolve.
 * @throws ServerError BUNDLE_DAMAGED
 */
export async function findAdaptable(
  context: OperationContext,
  id: string,
): Promise<Adaptable | undefined> {
  const publication = await findAdaptableVersion(context, id)
  if (publication !== undefined) {
    const { ruleset, origin } = await context.bundles.bundleOf(publication)
    return { ruleset, origin, version: publication.version, publication }
  }
  const layer = context.bundled.get(id)
  if (layer === undefined) return undefined
  const { ruleset, origin } = await resolveBundled(context, layer)
  return ruleset && { ruleset, origin, version: ruleset.manifest.version }
}

/** The published version one would adapt or read; `undefined` when none was published here. */
export async function findAdaptableVersion(
  context: OperationContext,
  id: string,
): Promise<SuspendablePublication | undefined> {
  const today = dayAt(context.clock.now())
  const inForce = await findPublicationInForce(context.store, id, today)
  const publications = await findPublications(context.store, id)
  const standing = publications.filter(({ withdrawn }) => withdrawn === undefined)
  return inForce?.withdrawn === undefined
    ? (inForce ?? standing[0] ?? publications[0])
    : (standing.find(({ from }) => from <= today) ?? standing[0] ?? inForce)
}

/** A layer with what it rests on. */
export async function resolveLayer(
  context: OperationContext,
  layer: Layer,
): Promise<CheckedRuleset> {
  return resolveGathered({ layer, parents: await gatherParents(context, layer) })
}

/** The ids of every ruleset that is published here or comes with the program, sorted. */
export async function adaptableIds(context: OperationContext): Promise<string[]> {
  const published = await Promise.all(
    (await publishedRulesets(context.store)).map((id) => findLatestPublication(context.store, id)),
  )
  const bundled = [...context.bundled].filter(([, layer]) =>
    isAdaptable((layer['manifest'] as { kind?: unknown } | undefined)?.kind),
  )
  return [
    ...new Set([
      ...published.flatMap((latest) =>
        isAdaptable(latest?.manifest.kind) ? [latest.ruleset] : [],
      ),
      ...bundled.map(([id]) => id),
    ]),
  ].toSorted()
}

/** A county's own ruleset runs; the others are there to be adapted. Pure. */
export function isAdaptable(kind: unknown): kind is Exclude<Manifest['kind'], 'county'> {
  return kind === 'pack' || kind === 'template' || kind === 'overlay'
}
