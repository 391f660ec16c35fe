import type { Consequence, Decision } from '../../model/decision.ts'
import type { Outcome } from '../../model/outcome.ts'
import { hitPolicyModules } from '../hit-policy.ts'
import { outcomeOf } from '../outcome-of.ts'
import type { Truth } from '../truth.ts'
import type { AskedDecision, OpenTests, PlanNode, PlanRun } from './plan-node.ts'

/** A line in force. Its result is that of the last run; a hit policy reads it at once. */
export interface PlannedLine {
  readonly id: string
  readonly then: Consequence
  readonly condition: PlanNode
  result: Truth
}

/** A decision made ready for one span of days: its outcome alone. */
export class PlannedDecision implements AskedDecision {
  readonly #decision: Decision
  readonly #appliesWhen: PlanNode | undefined
  readonly #lines: readonly PlannedLine[]
  #run: PlanRun | undefined
  #outcome: Outcome = 'needsFacts'

  constructor(
    decision: Decision,
    appliesWhen: PlanNode | undefined,
    lines: readonly PlannedLine[],
  ) {
    this.#decision = decision
    this.#appliesWhen = appliesWhen
    this.#lines = lines
  }

  outcome(run: PlanRun): Outcome {
    if (this.#run !== run) {
      this.#outcome = this.#decide(run)
      this.#run = run
    }
    return this.#outcome
  }

  gatherOpen(run: PlanRun, into: OpenTests): void {
    if (this.outcome(run) !== 'needsFacts' || into.asked.has(this)) return
    into.asked.add(this)
    this.#appliesWhen?.gatherOpen(run, into)
    if (this.#appliesWhen?.truth(run) === false) return
    for (const { condition } of this.#lines) condition.gatherOpen(run, into)
  }

  #decide(run: PlanRun): Outcome {
    const applies = this.#appliesWhen?.truth(run) ?? true
    if (applies === false) return 'notAssessable'
    if (applies === 'unknown') return 'needsFacts'
    for (const line of this.#lines) line.result = line.condition.truth(run)
    const { resolve } = hitPolicyModules[this.#decision.hitPolicy]
    return outcomeOf(this.#decision, resolve(this.#lines, this.#decision))
  }
}
