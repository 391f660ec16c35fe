import type { Reference } from '../model/references/reference.ts'
import { reachReferences } from '../model/references/reach-references.ts'
import { decideOutcome } from '../decisions/plan/decide-outcome.ts'
import { evaluateStandaloneCondition } from '../decisions/evaluate-standalone-condition.ts'
import type { Facts } from '../decisions/facts.ts'
import { createFactGenerator, seededRandom } from '../proof/generate-facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Condition } from '../model/condition.ts'
import type { Fact } from '../model/fact.ts'
import { conditionReferences } from '../model/references/condition-references.ts'
import { factsOf } from '../model/references/facts-of.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Value } from '../model/value.ts'
import { addDays } from '../model/calendar.ts'
import { rulesDays } from '../decisions/rules-days.ts'

/** Cases in which a red line's condition does not hold, so that the decision may not yield what it speaks of. */
interface Danger {
  readonly redLine: string
  readonly decision: string
  readonly outcomes: readonly Outcome[]
  readonly asOf: string
  /** Sampled when they are first asked for. */
  readonly cases: () => readonly Facts[]
  /** Everything the decision rests on: a change elsewhere is no danger here. */
  readonly restsOn: ReadonlySet<string>
}

const casesPerLine = 120

/**
 * Finds, by sampling and never by the solver, whether a changed ruleset breaks an implication its original keeps.
 * Samples are the scenarios' own cases and generated ones, with some facts changed.
 */
export class DangerCases {
  readonly #dangers: readonly Danger[]

  constructor(ruleset: Ruleset, seed: number) {
    const bundle = unsealed(ruleset)
    const asOf = addDays(rulesDays(ruleset).at(-1) ?? '2025-01-01', 1)
    const lines = ruleset.redLines.flatMap(({ id, checks }) =>
      checks.flatMap((check) => (check.kind === 'implication' ? [{ id, check }] : [])),
    )
    // Each has a seed of its own, so that it is the same whichever are asked for.
    this.#dangers = lines.map(({ id, check }, at) => ({
      redLine: id,
      decision: check.decision,
      outcomes: check.outcomes,
      asOf,
      restsOn: restsOn(ruleset, check.decision),
      cases: once(() => sample(bundle, { ...check, asOf }, seededRandom(seed + at))),
    }))
  }

  /** A case that shows a breach, if the samples have one. @param path the item that was changed */
  breach(
    changed: Ruleset,
    path: string,
  ): { readonly redLine: string; readonly facts: Facts } | undefined {
    const bundle = unsealed(changed)
    const [, list = '', id = ''] = path.split('/')
    const touched = `${list}/${id}`
    for (const { redLine, decision, outcomes, asOf, cases, restsOn } of this.#dangers) {
      if (!restsOn.has(touched)) continue
      if (changed.decisions.every(({ id }) => id !== decision)) continue
      for (const facts of cases())
        if (outcomes.includes(decideOutcome(bundle, decision, facts, asOf)))
          return { redLine, facts }
    }
    return undefined
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** A decision and everything it rests on, as `conditions/consented`. */
function restsOn(ruleset: Ruleset, decision: string): ReadonlySet<string> {
  const asked: Reference = { list: 'decisions', id: decision, path: '' }
  const reached = reachReferences(ruleset, [asked], ['conditions', 'decisions'])
  return new Set(reached.map(({ list, id }) => `${list}/${id}`))
}

/** Nothing here asks which bundle it is. */
function unsealed(ruleset: Ruleset): Bundle {
  return { hash: '', ruleset, origin: {} }
}

interface Line {
  readonly decision: string
  readonly outcomes: readonly Outcome[]
  readonly implies: Condition
  readonly asOf: string
}

function sample(
  bundle: Bundle,
  { decision, outcomes, implies, asOf }: Line,
  random: () => number,
): readonly Facts[] {
  const { ruleset } = bundle
  const generate = createFactGenerator(ruleset, asOf, random)
  const told = ruleset.scenarios.flatMap((scenario) =>
    scenario.kind === 'decision' && scenario.decision === decision ? [scenario.facts] : [],
  )
  const bases = [...told, generate(), generate(), generate()]
  const compared = factsOf(conditionReferences(implies, ''))
  const spoken = ruleset.facts.filter((fact) => compared.has(fact.id))
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const found: Facts[] = []
  for (let tries = 0; tries < casesPerLine * 12 && found.length < casesPerLine; tries++) {
    const base = pick(bases)
    const fresh = generate()
    const changes: Record<string, Value> = {}
    for (const fact of spoken) if (random() < 0.7) changes[fact.id] = anyValue(fact, fresh, random)
    if (random() < 0.5) {
      const other = pick(ruleset.facts)
      const value = fresh[other.id]
      if (value !== undefined && value !== null) changes[other.id] = value
    }
    const facts = { ...(base as Facts), ...changes }
    if (evaluateStandaloneCondition(bundle, implies, facts, asOf).result !== false) continue
    // Where the original itself is in breach, nothing can be said of the change.
    if (outcomes.includes(decideOutcome(bundle, decision, facts, asOf))) continue
    found.push(facts)
  }
  return found
}

function anyValue(fact: Fact, fresh: Facts, random: () => number): Value {
  if (fact.type === 'boolean') return random() < 0.5
  return fresh[fact.id] as Value
}
