import { type Bundle, createBundle, type Layer, type Resolved, resolveRuleset } from '@jieli/engine'
import { loadLayer } from './load-layer.ts'

/** Loads and resolves a ruleset that lies in the rulesets folder. */
export function resolveFolder(id: string): Resolved {
  return resolveRuleset(loadLayer(id) as Layer, (parent) => loadLayer(parent))
}

/** The bundle of a ruleset folder. Throws when it does not resolve. */
export function bundleOf(id: string): Bundle {
  const { ruleset, origin, issues } = resolveFolder(id)
  if (ruleset === undefined) throw new TypeError(JSON.stringify(issues))
  return createBundle(ruleset, origin)
}
