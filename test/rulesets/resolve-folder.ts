import { type Bundle, createBundle } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'

/** The bundle of a ruleset that lies in the rulesets folder. Throws when it does not resolve. */
export async function bundleOf(id: string): Promise<Bundle> {
  const { ruleset, origin, issues } = (await loadRuleset(id)).resolved
  if (ruleset === undefined) throw new TypeError(JSON.stringify(issues))
  return createBundle(ruleset, origin)
}
