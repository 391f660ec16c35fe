import { askedIn, candidateValues } from '../decisions/candidate-values.ts'
import { decideWithoutNeeds } from '../decisions/evaluate-decision.ts'
import type { Facts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Outcome } from '../model/outcome.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { jsonEqual } from '../model/json.ts'
import { nextFact, openTestsOf } from './find-counterexample.ts'
import { contributingRules } from './rules-behind.ts'

/** Cases that one ruleset decides otherwise than another. */
export interface ChangedOutcome {
  readonly decision: string
  readonly was: Outcome
  readonly now: Outcome
  /** Whatever else is so of a case: with these facts it was decided so, and is now. None can be left out. */
  readonly facts: Facts
}

export interface ChangedOutcomes {
  readonly changed: readonly ChangedOutcome[]
  /** Decisions of which the search was given up, or waits for a parameter without a value: there may be more. */
  readonly undecided: readonly string[]
}

/** How many partial cases of a decision are looked at before the search gives up. */
const nodeLimit = 50_000

/**
 * Which outcomes of the decisions that both rulesets have become which others on a day, each with facts that show it.
 * Every pair of outcomes that occurs is found, unless the decision is named as undecided. Pure.
 */
export function findChangedOutcomes(
  before: Ruleset,
  after: Ruleset,
  asOf: string,
): ChangedOutcomes {
  // Only searched in, never kept: they need no hash.
  const [old, fresh] = [before, after].map((ruleset): Bundle => ({ hash: '', ruleset, origin: {} }))
  const changed: ChangedOutcome[] = []
  const undecided: string[] = []
  if (old === undefined || fresh === undefined) return { changed, undecided }
  const known = indexRuleset(before).decisions
  for (const { id } of after.decisions.filter((decision) => known.has(decision.id))) {
    if (restsOnTheSame(before, after, { id, asOf })) continue
    const found = changesOf({ old, fresh, asOf }, id)
    if (found.undecided) undecided.push(id)
    changed.push(...found.changed)
  }
  return { changed, undecided }
}

/** True where everything a decision rests on on the day is the same under both. */
function restsOnTheSame(
  before: Ruleset,
  after: Ruleset,
  { id, asOf }: { readonly id: string; readonly asOf: string },
): boolean {
  const [old, fresh] = [before, after].map((ruleset) =>
    contributingRules(ruleset, asOf, [{ list: 'decisions', id, path: '' }]),
  )
  return jsonEqual(old, fresh)
}

interface Sides {
  readonly old: Bundle
  readonly fresh: Bundle
  readonly asOf: string
}

/**
 * Fills facts in one at a time with the values at which some comparison changes its result, until both rulesets have
 * decided, whatever else is so of the case.
 */
function changesOf(
  sides: Sides,
  decision: string,
): { readonly changed: readonly ChangedOutcome[]; readonly undecided: boolean } {
  const { old, fresh, asOf } = sides
  const found = new Map<string, ChangedOutcome>()
  const definitionOf = (id: string) =>
    indexRuleset(old.ruleset).facts.get(id) ?? indexRuleset(fresh.ruleset).facts.get(id)
  let nodes = 0
  let waits = false
  const search = (facts: Facts): void => {
    if (++nodes > nodeLimit) return
    const results = [old, fresh].map((bundle) => decideWithoutNeeds(bundle, decision, facts, asOf))
    const [was, now] = results.map(({ outcome }) => outcome)
    if (was === undefined || now === undefined) return
    const open = results.filter(({ outcome }) => outcome === 'needsFacts')
    if (open.length === 0) {
      if (was !== now && !found.has(`${was} ${now}`))
        found.set(`${was} ${now}`, { decision, was, now, facts })
      return
    }
    const next = nextFact(open.flatMap(openTestsOf), facts)
    const definition = next === undefined ? undefined : definitionOf(next)
    // Open, but on nothing a fact could settle: on parameters that still have no value.
    if (next === undefined || definition === undefined) {
      waits = true
      return
    }
    const asked = askedIn(open.flatMap(openTestsOf))
    for (const value of candidateValues(definition, asked, definitionOf))
      search({ ...facts, [next]: value })
  }
  search({})
  const changed = [...found.values()].map((one) => ({ ...one, facts: fewestFacts(sides, one) }))
  return { changed, undecided: waits || nodes > nodeLimit }
}

/** The facts without those that change neither answer. */
function fewestFacts({ old, fresh, asOf }: Sides, change: ChangedOutcome): Facts {
  const { decision, was, now } = change
  let kept = change.facts
  for (const id of Object.keys(kept)) {
    const { [id]: _left, ...fewer } = kept
    const same =
      decideWithoutNeeds(old, decision, fewer, asOf).outcome === was &&
      decideWithoutNeeds(fresh, decision, fewer, asOf).outcome === now
    if (same) kept = fewer
  }
  return kept
}
