import type { Layer, Origin, Ruleset, Text } from '@jieli/engine'
import { findAdaptableVersion } from './find-adaptable.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** Titles of rulesets, by id. */
export type LayerTitles = Readonly<Record<string, Text>>

/** What the layers a ruleset's items come from are called, as far as they are known here. */
export async function layerTitles(
  context: OperationContext,
  { manifest }: Ruleset,
  origin: Origin,
): Promise<LayerTitles> {
  const layers: Record<string, Text> = { [manifest.id]: manifest.title }
  for (const id of new Set(Object.values(origin))) {
    const title = layers[id] ?? (await titleOf(context, id))
    if (title !== undefined) layers[id] = title
  }
  return layers
}

async function titleOf(context: OperationContext, id: string): Promise<Text | undefined> {
  const own = (context.bundled.get(id)?.['manifest'] as Layer | undefined)?.['title']
  if (own !== undefined) return own as unknown as Text
  return (await findAdaptableVersion(context, id))?.manifest.title
}
