import { differs } from '../comparison/describe-difference.ts'
import type { Bundle } from '../model/bundle.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Text } from '../model/text.ts'
import { scenarioKindOf } from './scenario-kinds.ts'
import { withParameters } from './with-parameters.ts'

/** Whether a scenario holds, and for one that does not, each difference. */
export interface ScenarioResult {
  readonly id: string
  readonly title: Text
  readonly passed: boolean
  /** True when the scenario was written for a ruleset this one is based on. */
  readonly inherited: boolean
  /** The red lines it guards, where it does. */
  readonly guards?: readonly string[]
  readonly details: readonly Text[]
  /** Paths of the items it exercised: rules hit, transitions taken, parameters read, red lines that refused. */
  readonly touched: readonly string[]
}

/** Runs every scenario a ruleset has to hold, its own and those it inherits. Pure. */
export function runScenarios(bundle: Bundle): readonly ScenarioResult[] {
  return scenariosOf(bundle).map((scenario) => runScenario(bundle, scenario))
}

/** The scenarios a ruleset has to hold. Pure. */
export function scenariosOf(bundle: Bundle): readonly Scenario[] {
  return bundle.ruleset.scenarios.filter(
    (scenario) => scenarioKindOf(scenario).ownOnly !== true || !isInherited(bundle, scenario.id),
  )
}

function isInherited(bundle: Bundle, scenario: string): boolean {
  const origin = bundle.origin[`/scenarios/${scenario}`]
  return origin !== undefined && origin !== bundle.ruleset.manifest.id
}

/** Runs one scenario: facts or events in, expected outcome, state and effects out. Pure. */
export function runScenario(bundle: Bundle, scenario: Scenario): ScenarioResult {
  const set = scenario.parameters ?? {}
  const unknown = Object.keys(set).filter((id) => !indexRuleset(bundle.ruleset).parameters.has(id))
  const given = withParameters(bundle, set)
  const touched = new Set<string>()
  const details = [
    ...unknown.map((id) => differs('parameter', id, null)),
    ...scenarioKindOf(scenario).run(given, scenario, touched),
  ]
  return {
    id: scenario.id,
    title: scenario.title,
    passed: details.length === 0,
    inherited: isInherited(bundle, scenario.id),
    ...(scenario.guards && { guards: scenario.guards }),
    details,
    touched: [...touched],
  }
}

/**
 * The issues of scenarios that fail: an inherited one only warns, for a county may rightly decide otherwise, but not
 * where it guards a red line. Pure.
 */
export function scenarioIssues(results: readonly ScenarioResult[]): readonly Issue[] {
  return results
    .filter((result) => !result.passed)
    .map(({ id, title, inherited, guards, details }) => {
      const detail = {
        zh: details.map((text) => text.zh).join('；'),
        en: details.map((text) => text.en).join('; '),
      }
      const [redLine] = guards ?? []
      if (guards !== undefined && redLine !== undefined) {
        const values = { title, detail, redLine: guards.join(', ') }
        return { ...createIssue('GUARD_SCENARIO_FAILED', `/scenarios/${id}`, values), redLine }
      }
      const issue = createIssue('SCENARIO_FAILED', `/scenarios/${id}`, { title, detail })
      return inherited ? { ...issue, severity: 'warning' as const } : issue
    })
}
