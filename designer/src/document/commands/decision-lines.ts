import type { Decision, Rule, TableRow } from '@jieli/engine'

/** A row of a decision table or a rule of a rule list. */
export type DecisionLine = TableRow | Rule

/** The rows or the rules of a decision, whichever it has. */
export function linesOf(decision: Decision): DecisionLine[] {
  return decision.kind === 'table' ? decision.rows : decision.rules
}
