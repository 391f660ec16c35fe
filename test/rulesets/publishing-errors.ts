import { checkRuleset, type Issue } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'

/** What stands in the way of publishing a bundled ruleset. */
export async function publishingErrors(id: string): Promise<readonly Issue[]> {
  const { ruleset, parent, issues } = (await loadRuleset(id)).resolved
  if (ruleset === undefined) return issues
  const found = checkRuleset(ruleset, { publishing: true, ...(parent && { parent }) })
  return [...issues, ...found].filter(({ severity }) => severity === 'error')
}
