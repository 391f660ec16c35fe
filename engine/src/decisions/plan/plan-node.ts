import type { DecisionTest, FactTest } from '../../model/condition.ts'
import type { Fact } from '../../model/fact.ts'
import type { Value } from '../../model/value.ts'
import { comparedOutcome, compareValues } from '../compare-values.ts'
import type { TestTrace } from '../decision-result.ts'
import { type Facts, factValue } from '../facts.ts'
import type { Outcome } from '../../model/outcome.ts'
import { notOf, type Truth } from '../truth.ts'

/** One pass over some facts: what is remembered within it is good for it alone. */
export interface PlanRun {
  readonly facts: Facts
}

/** A condition made ready for one span of days: its truth, and what keeps it unknown, without a trace of the rest. */
export interface PlanNode {
  readonly truth: (run: PlanRun) => Truth
  /** Adds the comparisons its being unknown rests on; none where it is known. */
  readonly gatherOpen: (run: PlanRun, into: OpenTests) => void
}

/** Comparisons that wait, each decision's once however often it is asked. */
export interface OpenTests {
  readonly tests: TestTrace[]
  readonly asked: Set<object>
}

/** A decision as those that ask it see it. */
export interface AskedDecision {
  readonly outcome: (run: PlanRun) => Outcome
  readonly gatherOpen: (run: PlanRun, into: OpenTests) => void
}

export const neverKnown: PlanNode = { truth: () => 'unknown', gatherOpen: () => undefined }

export class GroupNode implements PlanNode {
  readonly #decisive: boolean
  readonly #parts: readonly PlanNode[]

  constructor(kind: 'all' | 'any', parts: readonly PlanNode[]) {
    this.#decisive = kind === 'any'
    this.#parts = parts
  }

  truth(run: PlanRun): Truth {
    let result: Truth = !this.#decisive
    for (const part of this.#parts) {
      const truth = part.truth(run)
      if (truth === this.#decisive) return truth
      if (truth === 'unknown') result = truth
    }
    return result
  }

  gatherOpen(run: PlanRun, into: OpenTests): void {
    if (this.truth(run) !== 'unknown') return
    for (const part of this.#parts) part.gatherOpen(run, into)
  }
}

export class NotNode implements PlanNode {
  readonly #part: PlanNode

  constructor(part: PlanNode) {
    this.#part = part
  }

  truth(run: PlanRun): Truth {
    return notOf(this.#part.truth(run))
  }

  gatherOpen(run: PlanRun, into: OpenTests): void {
    this.#part.gatherOpen(run, into)
  }
}

/** A named condition, evaluated once a run however often it is named. */
export class NamedNode implements PlanNode {
  readonly #part: PlanNode
  #run: PlanRun | undefined
  #truth: Truth = 'unknown'

  constructor(part: PlanNode) {
    this.#part = part
  }

  truth(run: PlanRun): Truth {
    if (this.#run !== run) {
      this.#truth = this.#part.truth(run)
      this.#run = run
    }
    return this.#truth
  }

  gatherOpen(run: PlanRun, into: OpenTests): void {
    if (this.truth(run) === 'unknown') this.#part.gatherOpen(run, into)
  }
}

/** The right-hand side of a comparison: another fact's, or a value that is fixed for the days of the plan. */
export type PlannedOperand =
  | { readonly fact: string }
  | { readonly value: Value | undefined; readonly parameter?: string }

export class FactTestNode implements PlanNode {
  readonly #fact: Fact | undefined
  readonly #test: FactTest
  readonly #operand: PlannedOperand
  // The same values meet again and again while a search fills in others.
  #actual: Value | undefined
  #expected: Value | undefined
  #result: Truth = 'unknown'

  constructor(fact: Fact | undefined, test: FactTest, operand: PlannedOperand) {
    this.#fact = fact
    this.#test = test
    this.#operand = operand
  }

  truth({ facts }: PlanRun): Truth {
    const actual = factValue(facts, this.#test.fact)
    if (actual === undefined || this.#fact === undefined) return 'unknown'
    const expected = this.#valueExpected(facts)
    if (expected === undefined) return 'unknown'
    if (actual !== this.#actual || expected !== this.#expected) {
      this.#result = compareValues(this.#fact, this.#test.operator, actual, expected)
      this.#actual = actual
      this.#expected = expected
    }
    return this.#result
  }

  gatherOpen(run: PlanRun, { tests }: OpenTests): void {
    if (this.truth(run) !== 'unknown') return
    const { fact, operator } = this.#test
    tests.push({
      kind: 'test',
      fact,
      operator,
      actual: factValue(run.facts, fact) ?? null,
      expected: this.#valueExpected(run.facts) ?? null,
      ...expectedFrom(this.#operand),
      result: 'unknown',
    })
  }

  #valueExpected(facts: Facts): Value | undefined {
    return 'fact' in this.#operand ? factValue(facts, this.#operand.fact) : this.#operand.value
  }
}

function expectedFrom(operand: PlannedOperand): Pick<TestTrace, 'expectedFrom'> {
  if ('fact' in operand) return { expectedFrom: { fact: operand.fact } }
  return operand.parameter === undefined ? {} : { expectedFrom: { parameter: operand.parameter } }
}

/** A comparison with what another decision comes to over the same facts. */
export class DecisionTestNode implements PlanNode {
  readonly #decision: AskedDecision
  readonly #test: DecisionTest

  constructor(decision: AskedDecision, test: DecisionTest) {
    this.#decision = decision
    this.#test = test
  }

  truth(run: PlanRun): Truth {
    const outcome = this.#decision.outcome(run)
    if (outcome === 'needsFacts') return 'unknown'
    return compareValues(comparedOutcome, this.#test.operator, outcome, this.#test.value)
  }

  gatherOpen(run: PlanRun, into: OpenTests): void {
    this.#decision.gatherOpen(run, into)
  }
}
