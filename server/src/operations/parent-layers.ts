import type { Layer } from '@jieli/engine'
import type { ParentLayers } from '../ports/ruleset-bench.ts'
import { publicationId } from './bundle-shelf.ts'
import type { BundleDocument, PublicationDocument } from './documents.ts'
import type { OperationContext } from './operation-context.ts'

/** Chains longer than this are no honest ruleset's; the engine reports circles. */
const longestChain = 20

/**
 * Gathers the layers a layer rests on, each under the name its child calls it by. A parent is the version the child
 * names, as published or as it comes with the program; where that version is nowhere, the parent's latest publication.
 */
export async function gatherParents(
  context: OperationContext,
  layer: Layer | Record<string, unknown>,
): Promise<ParentLayers> {
  const parents: Record<string, Layer> = {}
  let wanted = basedOn(layer)
  for (let depth = 0; wanted !== undefined && depth < longestChain; depth++) {
    const name = publicationId(wanted.id, wanted.version)
    if (Object.hasOwn(parents, name)) break
    const parent = await findLayer(context, wanted)
    if (parent === undefined) break
    parents[name] = parent
    wanted = basedOn(parent)
  }
  return parents
}

/** The layer of a ruleset's latest publication, or as it comes with the program. */
export async function latestLayer(
  context: OperationContext,
  ruleset: string,
): Promise<Layer | undefined> {
  const [latest] = await context.store.find<PublicationDocument>('publications', {
    where: [{ field: 'ruleset', operator: 'equal', value: ruleset }],
    sort: { field: 'publishedAt', direction: 'descending' },
    limit: 1,
  })
  return (latest && (await layerOf(context, latest))) ?? context.bundled.get(ruleset)
}

async function findLayer(
  context: OperationContext,
  wanted: { id: string; version: string },
): Promise<Layer | undefined> {
  const exact = await context.store.get<PublicationDocument>(
    'publications',
    publicationId(wanted.id, wanted.version),
  )
  if (exact !== undefined) return await layerOf(context, exact)
  const bundled = context.bundled.get(wanted.id)
  if (bundled !== undefined && versionOf(bundled) === wanted.version) return bundled
  return await latestLayer(context, wanted.id)
}

async function layerOf(
  context: OperationContext,
  publication: PublicationDocument,
): Promise<Layer | undefined> {
  return (await context.store.get<BundleDocument>('bundles', publication.bundle))?.layer
}

function basedOn(
  layer: Layer | Record<string, unknown>,
): { id: string; version: string } | undefined {
  const parent = property(property(layer, 'manifest'), 'basedOn')
  const id = property(parent, 'id')
  const version = property(parent, 'version')
  return typeof id === 'string' && typeof version === 'string' ? { id, version } : undefined
}

function versionOf(layer: Layer): unknown {
  return property(layer['manifest'], 'version')
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}
