import type { Layer, Manifest } from '@jieli/engine'
import type { CheckInput } from '../../rulesets/checked-ruleset.ts'
import { bindingOn } from './binding-on.ts'
import { leftTemplates } from './left-templates.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { gatherParents } from '../library/parent-layers.ts'
import { dayAt } from '../../ports/time.ts'

/**
 * A layer with everything it is judged by: what it rests on, what binds its county, the templates it left, and the day.
 * @param asOf today when absent
 */
export async function checkInput(
  context: OperationContext,
  layer: Layer,
  asOf = dayAt(context.clock.now()),
): Promise<CheckInput> {
  const manifest = layer['manifest'] as unknown as Manifest
  const { placed, rules } = await bindingOn(context, manifest, asOf)
  const left = await leftTemplates(context, layer)
  const also = [...rules.map(({ pack }) => pack), ...left]
  const parents = await gatherParents(context, layer, also)
  return { layer, parents, binding: { placed, rules, left }, asOf }
}
