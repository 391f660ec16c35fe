import type { Layer, Manifest, RulesetReference } from '@jieli/engine'
import { findLatestPublication } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'

/**
 * The templates a ruleset has been moved away from, this time or before, each in the version it last rested on. It is
 * written down with each published version, so that moving on twice sheds no more than moving once.
 */
export async function leftTemplates(
  context: OperationContext,
  layer: Layer,
): Promise<readonly RulesetReference[]> {
  const { id, basedOn } = layer['manifest'] as unknown as Manifest
  const latest = await findLatestPublication(context.store, id)
  const before = latest?.manifest.basedOn
  const left = new Map((latest?.left ?? []).map((reference) => [reference.id, reference]))
  if (before !== undefined) left.set(before.id, before)
  // Whoever comes back to a template is bound by it as anybody is.
  if (basedOn !== undefined) left.delete(basedOn.id)
  return [...left.values()]
}
