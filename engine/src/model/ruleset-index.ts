import type { Indicator } from './assessment.ts'
import type { CodeSystem } from './code-system.ts'
import type { Decision } from './decision.ts'
import type { Fact } from './fact.ts'
import type { Incentive } from './money-rule.ts'
import type { NamedCondition } from './named-condition.ts'
import type { Parameter } from './parameter.ts'
import type { Ruleset } from './ruleset.ts'
import type { Code } from './value.ts'

/** The items of a ruleset by id. Facts and parameters have the codes of the code system they name for their own. */
export interface RulesetIndex {
  readonly codeSystems: ReadonlyMap<string, CodeSystem>
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
    const codeSystems = byId(ruleset.codeSystems)
    const codesOf = (id: string | undefined) => {
      const system = id === undefined ? undefined : codeSystems.get(id)
      return system && listedCodes(system)
    }
    index = {
      codeSystems,
      facts: byId(
        ruleset.facts.map((fact) => {
          const values = codesOf(fact.codeSystem)
          return values === undefined ? fact : { ...fact, values }
        }),
      ),
      parameters: byId(
        ruleset.parameters.map((parameter) => {
          const codes = codesOf(parameter.codeSystem)
          return codes === undefined ? parameter : { ...parameter, codes }
        }),
      ),
      conditions: byId(ruleset.conditions),
      decisions: byId(ruleset.decisions),
      indicators: byId(ruleset.indicators),
      incentives: byId(ruleset.incentives),
    }
    indexes.set(ruleset, index)
  }
  return index
}

const lists = new WeakMap<CodeSystem, Code[]>()

/** The codes of a code system as facts list theirs, made once: a long list is shared by all that name it. */
function listedCodes(system: CodeSystem): Code[] {
  let codes = lists.get(system)
  if (codes === undefined) {
    codes = system.codes.map(({ id: code, title }) => ({ code, title }))
    lists.set(system, codes)
  }
  return codes
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]))
}
