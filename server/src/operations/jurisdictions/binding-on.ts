import {
  type BindingRule,
  bindingRules,
  type BindingRules,
  layersUnder,
  type Manifest,
} from '@jieli/engine'
import { publicationId } from '../context/bundle-cache.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { gatherParents, latestLayer } from '../library/parent-layers.ts'
import { jurisdictionsOver } from './find-jurisdictions.ts'

/**
 * What binds a ruleset on a day, whatever it says of itself. Where nobody has placed its county, the packs under its
 * latest version go on binding it: nobody sheds them by having no place.
 */
export async function bindingOn(
  context: OperationContext,
  manifest: Pick<Manifest, 'id' | 'kind' | 'county' | 'title'>,
  asOf: string,
): Promise<Omit<BindingRules, 'left'>> {
  const nodes = await jurisdictionsOver(context, manifest.county)
  const binding = bindingRules(nodes, manifest, asOf)
  if (binding.placed || nodes.some(({ id, level }) => id === manifest.county && level === 'county'))
    return binding
  const { id, title } = manifest
  const node = { id: manifest.county ?? id, level: 'county' as const, title }
  const kept = (await packsUnder(context, id)).map((pack): BindingRule => ({ node, pack }))
  return { ...binding, rules: [...binding.rules, ...kept] }
}

/** The packs that a ruleset's latest version rests on, each from that version on. */
export async function packsUnder(
  context: OperationContext,
  ruleset: string,
): Promise<BindingRule['pack'][]> {
  const layer = await latestLayer(context, ruleset)
  if (layer === undefined) return []
  const parents = await gatherParents(context, layer)
  const under = layersUnder(layer, (id, version) => parents[publicationId(id, version)])
  return under
    .filter(({ manifest }) => manifest.kind === 'pack')
    .map(({ manifest: { id, version } }) => ({ id, version: `^${version}`, why: restsOnIt }))
}

const restsOnIt = {
  zh: '县区的现行版本以它为依据。',
  en: "The county's present version rests on it.",
}
