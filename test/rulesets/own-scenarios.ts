import type { Bundle, Scenario } from '@jieli/engine'

/** The scenarios a ruleset wrote itself or said anew, as `[id, scenario]`. Inherited ones are its parent's to prove. */
export function ownScenarios({ ruleset, origin }: Bundle): [string, Scenario][] {
  return ruleset.scenarios
    .filter(({ id }) => origin[`/scenarios/${id}`] === ruleset.manifest.id)
    .map((scenario) => [scenario.id, scenario])
}
