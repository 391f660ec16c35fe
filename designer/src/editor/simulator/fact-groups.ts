import type { DecisionResult, Fact } from '@jieli/engine'

/** Facts that share the part of their id before the first dot. */
export interface FactGroup {
  readonly prefix: string
  readonly facts: readonly Fact[]
}

/** The facts in groups, in the order they are written. Pure. */
export function groupFacts(facts: readonly Fact[]): readonly FactGroup[] {
  const groups = new Map<string, Fact[]>()
  for (const fact of facts) {
    const prefix = fact.id.includes('.') ? fact.id.slice(0, fact.id.indexOf('.')) : ''
    const group = groups.get(prefix)
    if (group === undefined) groups.set(prefix, [fact])
    else group.push(fact)
  }
  return [...groups].map(([prefix, members]) => ({ prefix, facts: members }))
}

/** Every fact a decision read, including those of the decisions it used. Pure. */
export function factsRead(result: DecisionResult): readonly string[] {
  return [
    ...new Set([
      ...Object.keys(result.trace.facts),
      ...result.needs,
      ...result.trace.required.flatMap((used) => factsRead(used)),
    ]),
  ]
}
