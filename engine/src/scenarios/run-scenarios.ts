import type { Bundle } from '../model/bundle.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Text } from '../model/text.ts'
import { describeFinding, type Finding } from './finding.ts'
import { scenarioKindOf } from './scenario-kinds.ts'
import { missingItem } from './missing-item.ts'
import { withParameters } from './with-parameters.ts'

/** Whether a scenario holds, and for one that does not, each difference. */
export interface ScenarioResult {
  readonly id: string
  readonly title: Text
  readonly passed: boolean
  /** True when the scenario was written for a ruleset this one is based on. */
  readonly inherited: boolean
  /** True for one that only compares what is written with what is written: nothing is tried by it. */
  readonly existence?: true
  /** The red lines it guards, where it does. */
  readonly guards?: readonly string[]
  /** Each difference in a sentence. */
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
  const { findings, touched } = tryScenario(bundle, scenario)
  return {
    id: scenario.id,
    title: scenario.title,
    passed: findings.length === 0,
    inherited: isInherited(bundle, scenario.id),
    ...(scenarioKindOf(scenario).existence && { existence: true as const }),
    ...(scenario.guards && { guards: scenario.guards }),
    details: findings.map(describeFinding),
    touched: [...touched],
  }
}

/** What of a scenario comes out otherwise, and what it exercised. Pure. */
export function tryScenario(
  bundle: Bundle,
  scenario: Scenario,
): { readonly findings: readonly Finding[]; readonly touched: ReadonlySet<string> } {
  const set = scenario.parameters ?? {}
  const { parameters } = indexRuleset(bundle.ruleset)
  const touched = new Set<string>()
  const unknown = Object.keys(set).some((id) => !parameters.has(id))
  const findings = scenarioKindOf(scenario).run(withParameters(bundle, set), scenario, touched)
  return {
    findings: unknown ? [missingItem({ zh: '参数', en: 'parameter' }), ...findings] : findings,
    touched,
  }
}
