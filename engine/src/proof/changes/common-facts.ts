import type { Fact } from '../../model/fact.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import type { Ruleset } from '../../model/ruleset.ts'

/** The facts of two rulesets, by id, each as narrow as both allow; and those that mean something else in each. */
export interface CommonFacts {
  readonly facts: ReadonlyMap<string, Fact>
  readonly unlike: ReadonlySet<string>
}

/** What a case can be like that both rulesets take. Pure. */
export function commonFacts(before: Ruleset, after: Ruleset): CommonFacts {
  const facts = new Map<string, Fact>(indexRuleset(before).facts)
  const unlike = new Set<string>()
  for (const fact of after.facts) {
    const other = facts.get(fact.id)
    if (other === undefined) facts.set(fact.id, fact)
    else if (other.type !== fact.type || other.unit !== fact.unit) unlike.add(fact.id)
    else facts.set(fact.id, narrowed(fact, other))
  }
  return { facts, unlike }
}

function narrowed(fact: Fact, other: Fact): Fact {
  const codes = other.values && new Set(other.values.map(({ code }) => code))
  const values = fact.values?.filter(({ code }) => codes?.has(code) ?? true) ?? other.values
  const minimum = greater(fact.minimum, other.minimum)
  const maximum = less(fact.maximum, other.maximum)
  return {
    ...fact,
    ...(values === undefined ? {} : { values }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  }
}

function greater(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b)
}

function less(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b)
}
