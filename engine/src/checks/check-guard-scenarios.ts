import { createIssue, type Issue } from '../model/issue.ts'
import { jsonEqual } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Scenario } from '../model/scenario.ts'
import { suggest } from '../model/suggest.ts'

/** Scenarios that say they guard a red line that is not there. Pure. */
export function checkGuards({ redLines, scenarios }: Ruleset): readonly Issue[] {
  const known = redLines.map(({ id }) => id)
  return scenarios.flatMap(({ id: scenario, guards = [] }) =>
    guards
      .filter((id) => !known.includes(id))
      .map((id) =>
        createIssue('REFERENCE_UNKNOWN', `/scenarios/${scenario}/guards`, {
          kind: { zh: '红线', en: 'red line' },
          id,
          suggestion: suggest(id, known),
        }),
      ),
  )
}

/**
 * Scenarios that guard a red line of a ruleset below and were struck out or say something else here. Whether they come
 * out as they say is found by running them. Pure.
 */
export function checkGuardScenarios(
  ruleset: Ruleset,
  below: Ruleset | undefined,
): readonly Issue[] {
  return (below?.scenarios ?? []).flatMap((theirs) => {
    const [redLine] = theirs.guards ?? []
    if (redLine === undefined) return []
    const ours = ruleset.scenarios.find(({ id }) => id === theirs.id)
    if (ours !== undefined && keeps(theirs, ours)) return []
    const values = { title: theirs.title, redLine: (theirs.guards ?? []).join(', ') }
    const issue = createIssue('GUARD_SCENARIO_REMOVED', `/scenarios/${theirs.id}`, values)
    return [{ ...issue, redLine }]
  })
}

/** True when a scenario says what another does, by whatever name, and guards no less. */
function keeps(theirs: Scenario, ours: Scenario): boolean {
  const guarded = new Set(ours.guards)
  return jsonEqual(says(ours), says(theirs)) && (theirs.guards ?? []).every((id) => guarded.has(id))
}

function says({ title: _title, guards: _guards, ...rest }: Scenario): unknown {
  return rest
}
