import type { Condition, TableDecision, TableRow } from '@jieli/engine'

/** A table's row as one condition, to be read as a sentence; `undefined` where it accepts anything. Pure. */
export function rowCondition(decision: TableDecision, row: TableRow): Condition | undefined {
  const tests = decision.inputs.flatMap(({ id, fact }) =>
    (row.when[id] ?? []).map(({ operator, value }): Condition => ({ fact, operator, value })),
  )
  return tests.length === 0 ? undefined : { all: tests }
}
