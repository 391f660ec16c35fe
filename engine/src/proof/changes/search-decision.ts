import { decideOutcome } from '../../decisions/plan/decide-outcome.ts'
import type { Facts } from '../../decisions/facts.ts'
import type { Condition, FactTest } from '../../model/condition.ts'
import type { Outcome } from '../../model/outcome.ts'
import { conditionReferences } from '../../model/references/condition-references.ts'
import { reachReferences } from '../../model/references/reach-references.ts'
import type { Reference } from '../../model/references/reference.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { type CompiledDecision, compileDecisions } from '../tables/compile-decision.ts'
import { exampleOf } from '../tables/example-of.ts'
import { growRegion } from '../tables/grow-region.ts'
import { answerOf, type AskedDecision, type Clock, type Node, truthOf } from '../tables/node.ts'
import { type Difference, type Goal, solve, type Solution } from '../tables/solve.ts'
import { common, maskOf, type Region, samplesIn, withBits } from '../tables/space.ts'
import type { ChangedOutcome } from './changed-outcome.ts'
import type { CommonFacts } from './common-facts.ts'
import {
  comparedFacts,
  conditionsApart,
  conditionsTogether,
  type Describing,
  otherFact,
} from './region-conditions.ts'
import { answersDiffer, unlikeParts } from './unlike-parts.ts'

/** A decision under two rulesets, on a day. */
export interface Sides {
  readonly before: Ruleset
  readonly after: Ruleset
  readonly asOf: string
  readonly decision: string
}

/** What was found of one decision. */
export interface SearchedDecision {
  readonly changed: readonly ChangedOutcome[]
  /** No other case is decided otherwise. */
  readonly isComplete: boolean
}

/** So many groups of cases are told of one decision. */
const regionLimit = 20
/** How much may be looked at to leave out one condition. */
const conditionLimit = 50_000

/** Finds the cases that a decision decides otherwise under two rulesets, in groups that few words describe. Pure. */
export function searchDecision(
  sides: Sides,
  { facts, within, unlike }: CommonFacts,
  effort: { readonly clock: Clock; readonly limit: number },
): SearchedDecision {
  const asked = [sides.before, sides.after].flatMap((ruleset) => {
    const index = { ...indexRuleset(ruleset), facts }
    const decision = index.decisions.get(sides.decision)
    return decision === undefined ? [] : [{ ruleset, index, decision }]
  })
  const named = asked.flatMap(({ ruleset }) =>
    reachReferences(
      ruleset,
      [{ list: 'decisions', id: sides.decision, path: '' }],
      ['conditions', 'decisions'],
    ),
  )
  const means = ({ list, id }: Reference) => list !== 'facts' || !unlike.has(id)
  const [before, after] = (named.every(means) && compileDecisions(asked, sides.asOf)) || []
  if (before === undefined || after === undefined) return { changed: [], isComplete: false }
  const describing = {
    compiled: before,
    facts,
    comparisons: comparisonsAmong(named),
    within: [...before.space.byFact.keys()].flatMap((id) => within.get(id) ?? []),
    clock: effort.clock,
  }
  return new DecisionSearch(sides, [before, after], describing, effort.limit).search()
}

/** The comparisons of two facts, each once. */
function comparisonsAmong(named: readonly Reference[]): readonly FactTest[] {
  const found = new Map<string, FactTest>()
  for (const { test } of named)
    if (test !== undefined && 'fact' in test && otherFact(test) !== undefined)
      found.set(JSON.stringify([test.fact, test.operator, otherFact(test)]), test)
  return [...found.values()]
}

/** A group of cases: what they have in common, and that a case is one of them. */
interface Group {
  readonly change: ChangedOutcome
  readonly node: Node
}

class DecisionSearch {
  readonly #sides: Sides
  readonly #before: CompiledDecision
  readonly #after: CompiledDecision
  readonly #describing: Describing
  readonly #clock: Clock
  readonly #end: number
  readonly #whole: Region
  readonly #possible: readonly Goal[]

  constructor(
    sides: Sides,
    [before, after]: readonly [CompiledDecision, CompiledDecision],
    ...[describing, limit]: readonly [Describing, number]
  ) {
    this.#sides = sides
    this.#before = before
    this.#after = after
    this.#describing = describing
    this.#clock = describing.clock
    this.#end = describing.clock.work + limit
    this.#whole = before.space.whole()
    this.#possible = before.constraints.map((node) => ({ node, holds: true }))
  }

  search(): SearchedDecision {
    const groups: Group[] = []
    for (;;) {
      const solution = this.#next(groups)
      if (solution.kind === 'found' && groups.length < regionLimit) {
        const group = this.#group(solution.region)
        if (group !== undefined) {
          groups.push(group)
          continue
        }
      }
      const isComplete = solution.kind === 'none' && solution.waiting.size === 0
      return { changed: this.#needed(groups).map(({ change }) => change), isComplete }
    }
  }

  /** A case that is decided otherwise, and in none of some groups. */
  #next(groups: readonly Group[]): Solution {
    const [before, after, clock] = [this.#before, this.#after, this.#clock]
    const difference: Difference = {
      truth: (region) => answersDiffer(before, after, region, clock),
      nodes: [before, after].flatMap(({ applies, lines }) => [
        applies,
        ...lines.map(({ node }) => node),
      ]),
      first: (region) => unlikeParts(before, after, region, clock),
    }
    const limit = Math.max(0, this.#end - clock.work)
    const goals = [...this.#possible, ...groups.map(isOutside)]
    return solve(goals, this.#whole, { clock, limit, difference })
  }

  /** The cases around those of a region that are decided otherwise in the same way; nothing where no case shows it. */
  #group(region: Region): Group | undefined {
    this.#clock.moment += 1
    const [was, now] = [this.#before, this.#after].map(
      (asked) => answerOf(asked, region, this.#clock).outcome,
    )
    if (was === undefined || now === undefined) return undefined
    const changes = [answers(this.#before, was), answers(this.#after, now)]
    const { conditions, grown } = this.#conditions(region, changes)
    const outcomes = { was: was as Outcome, now: now as Outcome }
    const facts = this.#example(common(region, grown), conditions, outcomes)
    if (facts === undefined) return undefined
    const change = { decision: this.#sides.decision, ...outcomes, conditions, facts }
    return { change, node: this.#node(conditions) }
  }

  /** The cases around those of a region, and what says so of them. */
  #conditions(
    region: Region,
    changes: readonly Node[],
  ): { readonly conditions: readonly Condition[]; readonly grown: Region } {
    const { space } = this.#before
    const compared = comparedFacts(this.#describing.comparisons)
    const every: Node = { kind: 'all', parts: changes }
    const isAll = (part: Region) => this.#is(every, part)
    let grown = region
    // What is said of two facts at once is not said of each by itself: one value of each stands for it.
    for (const variable of space.variables)
      if (compared.has(variable.fact)) {
        const [first] = samplesIn(grown, variable)
        grown = withBits(
          grown,
          variable,
          maskOf(variable, (_, at) => at === first),
        )
      }
    const variables = space.variables.filter(({ fact }) => !compared.has(fact))
    grown = growRegion(grown, { space, variables, keeps: isAll })
    const apart = conditionsApart(grown, this.#describing)
    const together = conditionsTogether(grown, this.#describing)
    let needed = together
    for (const condition of together) {
      const fewer = needed.filter((other) => other !== condition)
      const goal: Goal = { node: this.#node([...apart, ...fewer]), holds: true }
      if (this.#isNone([goal, { node: every, holds: false }])) needed = fewer
    }
    return { conditions: [...apart, ...needed, ...this.#describing.within], grown }
  }

  /** Whether something holds of every case of a region there can be. */
  #is(node: Node, region: Region): boolean {
    this.#clock.moment += 1
    if (truthOf(node, region, this.#clock) === true) return true
    return this.#isNone([{ node, holds: false }], region)
  }

  /** Whether it is certain that no case meets some goals. */
  #isNone(goals: readonly Goal[], within = this.#whole): boolean {
    const limit = Math.min(conditionLimit, Math.max(0, this.#end - this.#clock.work))
    const found = solve([...this.#possible, ...goals], within, { clock: this.#clock, limit })
    return found.kind === 'none' && found.waiting.size === 0
  }

  #node(conditions: readonly Condition[]): Node {
    return { kind: 'all', parts: conditions.map((each) => this.#before.compileCondition(each)) }
  }

  /** A case the evaluator decides so: with the facts the conditions name, else with all. */
  #example(
    region: Region,
    conditions: readonly Condition[],
    { was, now }: Pick<ChangedOutcome, 'was' | 'now'>,
  ): Facts | undefined {
    const { before, after, asOf, decision } = this.#sides
    const index = { ...indexRuleset(after), facts: this.#describing.facts }
    const { all } = exampleOf(this.#before.space, region, index)
    const named = new Set(
      conditions.flatMap((condition) => conditionReferences(condition, '')).map(({ id }) => id),
    )
    const few = Object.fromEntries(Object.entries(all).filter(([id]) => named.has(id)))
    const outcomeOf = (ruleset: Ruleset, facts: Facts) =>
      // Only asked, never kept: it needs no hash.
      decideOutcome({ hash: '', ruleset, origin: {} }, decision, facts, asOf)
    return [few, all].find(
      (facts) => outcomeOf(before, facts) === was && outcomeOf(after, facts) === now,
    )
  }

  /** The groups without those whose cases are all in others. */
  #needed(groups: readonly Group[]): readonly Group[] {
    let needed = groups
    for (const group of groups) {
      const others = needed.filter((other) => other !== group)
      const goals = [{ node: group.node, holds: true }, ...others.map(isOutside)]
      if (this.#isNone(goals)) needed = others
    }
    return needed
  }
}

function isOutside({ node }: Group): Goal {
  return { node, holds: false }
}

function answers(asked: AskedDecision, outcome: string): Node {
  const test = { decision: asked.decision.id, operator: 'equal', value: outcome } as const
  return { kind: 'asked', test, asked }
}
