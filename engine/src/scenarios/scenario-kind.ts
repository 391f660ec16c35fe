import type { Bundle } from '../model/bundle.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Text } from '../model/text.ts'
import type { Finding } from './finding.ts'

export type ScenarioOf<K extends Scenario['kind']> = Extract<Scenario, { kind: K }>

/**
 * Everything about one kind of scenario but for its schema, which is part of the ruleset's (`model/scenario.ts`). A kind
 * is added by its schema, a file beside this one and a line in `scenario-kinds.ts`.
 */
export interface ScenarioKind<S extends Scenario> {
  /** What it is called in a list. */
  readonly title: Text
  /** True for what is only tried on the very ruleset that says it, not on those below. */
  readonly ownOnly?: true
  /** True for one that only compares what is written with what is written. */
  readonly existence?: true
  /**
   * Runs it and gives each expectation that comes out otherwise, or why it cannot be tried. Pure but for `touched`,
   * which takes the paths of what was exercised.
   */
  run(bundle: Bundle, scenario: S, touched: Set<string>): readonly Finding[]
}
