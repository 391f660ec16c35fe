import type { Decision, Rule, TableRow } from './decision.ts'

/** A row of a table or a rule of a list. */
export type Line = TableRow | Rule

/** The lines of a decision. Pure. */
export function linesOf(decision: Decision): readonly Line[] {
  return decision.kind === 'table' ? decision.rows : decision.rules
}

/** Those of them that are in force on a day. Pure. */
export function linesOn(decision: Decision, asOf: string): readonly Line[] {
  return linesOf(decision).filter((line) => isInForce(line, asOf))
}

/** True on the days from a line's first to its last, both included. Pure. */
export function isInForce({ from, to }: Pick<Line, 'from' | 'to'>, asOf: string): boolean {
  return (from ?? asOf) <= asOf && asOf <= (to ?? asOf)
}
