import { contentHash, type Layer } from '@jieli/engine'
import type { CheckedRuleset } from '../../rulesets/checked-ruleset.ts'
import { resolveGathered } from '../../rulesets/check-layer.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { gatherParents } from './parent-layers.ts'

/** What each layer that comes with the program came to last, and over what. */
const kept = new WeakMap<Layer, { readonly over: string; readonly resolved: CheckedRuleset }>()

/** A layer that comes with the program, over what it rests on now. It stays the same while that does. */
export async function resolveBundled(
  context: OperationContext,
  layer: Layer,
): Promise<CheckedRuleset> {
  const parents = await gatherParents(context, layer)
  const over = contentHash(parents)
  const before = kept.get(layer)
  if (before?.over === over) return before.resolved
  const resolved = resolveGathered({ layer, parents })
  kept.set(layer, { over, resolved })
  return resolved
}
