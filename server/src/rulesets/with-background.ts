import { type Json, type JsonObject, isJsonObject } from '@jieli/engine'

/**
 * Scenarios with what their file says of all of them, its `background`: facts are joined, a scenario's own before the
 * background's and without those it sets to `null`; any other member stands where the scenario has none. Pure.
 */
export function withBackground(scenarios: readonly Json[], background: JsonObject): Json[] {
  const { facts, ...members } = background
  return scenarios.map((scenario) => {
    if (!isJsonObject(scenario)) return scenario
    const own = scenario['facts']
    const joined = isJsonObject(facts) && (own === undefined || isJsonObject(own))
    return { ...members, ...scenario, ...(joined && { facts: joinFacts(facts, own ?? {}) }) }
  })
}

function joinFacts(background: JsonObject, own: JsonObject): JsonObject {
  const known = Object.entries({ ...background, ...own })
  return Object.fromEntries(known.filter(([id, value]) => value !== null || !(id in background)))
}
