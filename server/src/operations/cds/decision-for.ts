import type { Bundle } from '@jieli/engine'

/** Which decision a hospital's call is about. */
interface DecisionChoice {
  readonly decision: string
  /** A decision of its own for each value of a fact, where the fact is known. */
  readonly decisionBy?:
    | { readonly fact: string; readonly decisions: Readonly<Record<string, string>> }
    | undefined
}

/** By the fact that tells several decisions apart, where it is known; else the one for all, which asks for it. Pure. */
export function decisionFor(
  { decision, decisionBy }: DecisionChoice,
  { ruleset }: Bundle,
  facts: Readonly<Record<string, unknown>>,
): string {
  const value = decisionBy && facts[decisionBy.fact]
  const own = typeof value === 'string' ? decisionBy?.decisions[value] : undefined
  return own !== undefined && ruleset.decisions.some(({ id }) => id === own) ? own : decision
}
