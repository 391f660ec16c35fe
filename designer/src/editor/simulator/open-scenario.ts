import { type Bundle, type Facts, parseFacts, type Scenario } from '@jieli/engine'

/** What a scenario puts into the simulator. */
export type OpenedScenario =
  | {
      readonly mode: 'decide'
      readonly facts: Facts
      readonly decision: string
      readonly asOf: string
    }
  | {
      readonly mode: 'simulation'
      readonly facts: Facts
      readonly pathway: string
      readonly at: string
    }

/** Reads a scenario's beginning; `undefined` for kinds that cannot be simulated. Facts the ruleset no longer knows are left out. Pure. */
export function openScenario(bundle: Bundle, scenario: Scenario): OpenedScenario | undefined {
  if (scenario.kind !== 'decision' && scenario.kind !== 'pathway') return undefined
  const { facts } = parseFacts(bundle.ruleset, scenario.facts)
  return scenario.kind === 'decision'
    ? { mode: 'decide', facts, decision: scenario.decision, asOf: scenario.asOf }
    : { mode: 'simulation', facts, pathway: scenario.pathway, at: scenario.at }
}
