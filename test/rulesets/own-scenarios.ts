import { type Bundle, checkRuleset, type Issue, runScenario, type ScenarioResult } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'

/** The scenarios a ruleset's own files write or rewrite, run; inherited ones are its parent's to prove. */
export function ownScenarios(bundle: Bundle): readonly ScenarioResult[] {
  const { ruleset, origin } = bundle
  return ruleset.scenarios
    .filter(({ id }) => origin[`/scenarios/${id}`] === ruleset.manifest.id)
    .map((scenario) => runScenario(bundle, scenario))
}

/** What stands in the way of publishing a bundled ruleset, but for values it leaves to counties. */
export async function publishingErrors(id: string): Promise<readonly Issue[]> {
  const { ruleset, parent, issues } = (await loadRuleset(id)).resolved
  if (ruleset === undefined) return issues
  return [...issues, ...checkRuleset(ruleset, { publishing: true, ...(parent && { parent }) })].filter(
    ({ severity, code }) => severity === 'error' && code !== 'PARAMETER_REQUIRED',
  )
}
