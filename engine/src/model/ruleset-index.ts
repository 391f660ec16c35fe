import type { Indicator } from './assessment.ts'
import type { Decision } from './decision.ts'
import type { Fact } from './fact.ts'
import type { Incentive } from './money-rule.ts'
import type { NamedCondition } from './named-condition.ts'
import type { Parameter } from './parameter.ts'
import type { Ruleset } from './ruleset.ts'

/** The items of a ruleset by id. */
export interface RulesetIndex {
  readonly facts: ReadonlyMap<string, Fact>
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly conditions: ReadonlyMap<string, NamedCondition>
  readonly decisions: ReadonlyMap<string, Decision>
  readonly indicators: ReadonlyMap<string, Indicator>
  readonly incentives: ReadonlyMap<string, Incentive>
}

const indexes = new WeakMap<Ruleset, RulesetIndex>()

/** The index of a ruleset, made once: a ruleset is never changed in place. */
export function indexRuleset(ruleset: Ruleset): RulesetIndex {
  let index = indexes.get(ruleset)
  if (index === undefined) {
    index = {
      facts: byId(ruleset.facts),
      parameters: byId(ruleset.parameters),
      conditions: byId(ruleset.conditions),
      decisions: byId(ruleset.decisions),
      indicators: byId(ruleset.indicators),
      incentives: byId(ruleset.incentives),
    }
    indexes.set(ruleset, index)
  }
  return index
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]))
}
