import { decideWithoutNeeds } from '../decisions/decide-without-needs.ts'
import type { TestTrace } from '../decisions/decision-result.ts'
import { evaluateStandaloneCondition } from '../decisions/evaluate-standalone-condition.ts'
import type { Facts } from '../decisions/facts.ts'
import { planOn } from '../decisions/plan/plan-on.ts'
import type { OpenTests, PlanRun } from '../decisions/plan/plan-node.ts'
import type { Truth } from '../decisions/truth.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Condition } from '../model/condition.ts'
import type { Outcome } from '../model/outcome.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { openTests, openTestsOf } from './open-tests.ts'

/** What a case can be like under a ruleset: a condition holds of it, or a decision yields one of some outcomes. */
export type Claim =
  | { readonly bundle: Bundle; readonly condition: Condition }
  | { readonly bundle: Bundle; readonly decision: string; readonly outcomes: readonly Outcome[] }

/** How a claim stands over some facts. */
export interface ClaimStanding {
  readonly truth: Truth
  readonly outcome?: Outcome
  /** The comparisons that wait for something unknown and that the truth waits for. */
  readonly open: () => readonly TestTrace[]
}

/** Makes a claim ready to be asked of many cases on a day. Pure. */
export function claimReader(claim: Claim, asOf: string): (facts: Facts) => ClaimStanding {
  const plan = planOn(claim.bundle.ruleset, asOf)
  if ('condition' in claim) {
    const planned = plan.condition(claim.condition)
    if (planned === undefined) return (facts) => tracedCondition(claim, facts, asOf)
    return (facts) => {
      const run: PlanRun = { facts }
      const truth = planned.truth(run)
      return { truth, open: () => gathered((into) => planned.gatherOpen(run, into)) }
    }
  }
  const planned = plan.decision(claim.decision)
  return (facts) => {
    if (planned === undefined) {
      const result = decideWithoutNeeds(claim.bundle, claim.decision, facts, asOf)
      return yielded(claim, result.outcome, () => openTestsOf(result))
    }
    const run: PlanRun = { facts }
    return yielded(claim, planned.outcome(run), () =>
      gathered((into) => planned.gatherOpen(run, into)),
    )
  }
}

function yielded(
  { outcomes }: { readonly outcomes: readonly Outcome[] },
  outcome: Outcome,
  open: () => readonly TestTrace[],
): ClaimStanding {
  if (outcome === 'needsFacts') return { truth: 'unknown', outcome, open }
  return { truth: outcomes.includes(outcome), outcome, open: () => [] }
}

function gathered(gather: (into: OpenTests) => void): readonly TestTrace[] {
  const into: OpenTests = { tests: [], asked: new Set() }
  gather(into)
  return into.tests
}

/** A condition whose names are a tangle, as the evaluator reads it. */
function tracedCondition(
  { bundle, condition }: Claim & { readonly condition: Condition },
  facts: Facts,
  asOf: string,
): ClaimStanding {
  const trace = evaluateStandaloneCondition(bundle, condition, facts, asOf)
  const { decisions } = indexRuleset(bundle.ruleset)
  // A test of another decision's outcome waits for what that decision waits for.
  const open = () =>
    openTests(trace).flatMap((test) =>
      test.decision === undefined || !decisions.has(test.decision)
        ? [test]
        : openTestsOf(decideWithoutNeeds(bundle, test.decision, facts, asOf)),
    )
  return { truth: trace.result, open }
}
