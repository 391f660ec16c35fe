import { parameterAsOf } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { reachReferences } from '../model/references/reach-references.ts'
import type { Parameter } from '../model/parameter.ts'
import type { Reference } from '../model/references/reference.ts'
import type { Ruleset } from '../model/ruleset.ts'

/**
 * Everything an answer can rest on: the decisions, named conditions, facts and parameter values that some references
 * lead to, one through another. Two rulesets that agree on it give the same answers. Pure.
 */
export function contributingRules(
  ruleset: Ruleset,
  asOf: string,
  from: readonly Reference[],
): unknown {
  const index = indexRuleset(ruleset)
  const found: Record<string, Record<string, unknown>> = {}
  for (const { list, id } of reachReferences(ruleset, from, ['conditions', 'decisions'])) {
    if (list !== 'decisions' && list !== 'conditions' && list !== 'facts' && list !== 'parameters')
      continue
    const item = index[list].get(id)
    ;(found[list] ??= {})[id] =
      list === 'parameters' ? valueBehind(index.parameters.get(id), asOf) : (item ?? null)
  }
  return found
}

function valueBehind(parameter: Parameter | undefined, asOf: string): unknown {
  const value = parameter === undefined ? undefined : parameterAsOf(parameter, asOf)?.value
  return { type: parameter?.type, value: value ?? null }
}
