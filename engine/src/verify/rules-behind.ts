import { parameterAsOf } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../decisions/ruleset-index.ts'
import { isJsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'

/**
 * Everything an answer can rest on: the decisions, named conditions, facts and parameter values that the given
 * text reaches, one through another. Two rulesets that agree on it give the same answers. Pure.
 */
export function rulesBehind(ruleset: Ruleset, asOf: string, from: unknown): unknown {
  const index = indexRuleset(ruleset)
  const found = {
    decisions: new Map<string, unknown>(),
    conditions: new Map<string, unknown>(),
    facts: new Map<string, unknown>(),
    parameters: new Map<string, unknown>(),
  }
  const reach = (kind: keyof typeof found, id: string, item: unknown): void => {
    if (found[kind].has(id)) return
    found[kind].set(id, item ?? null)
    if (kind === 'decisions' || kind === 'conditions') visit(item)
  }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const inner of value) visit(inner)
    else if (isJsonObject(value))
      for (const [key, inner] of Object.entries(value)) {
        if (typeof inner !== 'string') visit(inner)
        else if (key === 'decision') reach('decisions', inner, index.decisions.get(inner))
        else if (key === 'condition') reach('conditions', inner, index.conditions.get(inner))
        else if (key === 'fact') reach('facts', inner, index.facts.get(inner))
        else if (key === 'parameter') {
          const parameter = index.parameters.get(inner)
          const value = parameter === undefined ? undefined : parameterAsOf(parameter, asOf)?.value
          reach('parameters', inner, { type: parameter?.type, value: value ?? null })
        }
      }
  }
  visit(from)
  return Object.fromEntries(
    Object.entries(found).map(([kind, items]) => [kind, Object.fromEntries(items)]),
  )
}
