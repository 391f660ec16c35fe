import { indexRuleset, type Ruleset } from '@jieli/engine'

/**
 * The facts that some items of a ruleset read, named conditions and formulas included. Found by their ids among every
 * word of the items: an item that merely uses the same word in a sentence makes one fact too many, never one too few.
 */
export function factsReadBy(ruleset: Ruleset, items: unknown): ReadonlySet<string> {
  const { facts, conditions } = indexRuleset(ruleset)
  const found = new Set<string>()
  const visited = new Set<string>()
  const visit = (part: unknown): void => {
    if (typeof part === 'string') {
      for (const name of part.match(/[A-Za-z][\w.-]*\w/g) ?? []) {
        if (facts.has(name)) found.add(name)
        if (visited.has(name)) continue
        visited.add(name)
        visit(conditions.get(name))
      }
    } else if (typeof part === 'object' && part !== null)
      for (const value of Object.values(part)) visit(value)
  }
  visit(items)
  return found
}
