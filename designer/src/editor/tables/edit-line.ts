import type { CellTest, Condition, Decision, Otherwise, Rule, TableRow, Value } from '@jieli/engine'
import { type DecisionLine, linesOf } from '../../document/commands/decision-lines.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import { newReason } from './new-titles.ts'

/** The row with another cell; no tests means the cell accepts anything. Pure. */
export function withCell(row: TableRow, column: string, tests: readonly CellTest[]): TableRow {
  const { [column]: _gone, ...others } = row.when
  if (tests.length === 0) return { ...row, when: others }
  return {
    ...row,
    when:
      column in row.when
        ? { ...row.when, [column]: [...tests] }
        : { ...others, [column]: [...tests] },
  }
}

/** The consequence with one output given or, for `null`, left out. Pure. */
export function withOutput<T extends Otherwise>(then: T, column: string, value: Value | null): T {
  const { outputs: before, ...rest } = then
  const { [column]: _gone, ...others } = before ?? {}
  const outputs = value === null ? others : { ...before, [column]: value }
  return (Object.keys(outputs).length === 0 ? rest : { ...rest, outputs }) as T
}

/** The line with optional members set or, for `undefined`, left out. Pure. */
export function withMembers<T extends object>(
  line: T,
  change: { readonly [K in keyof T]?: T[K] | undefined },
): T {
  const next = { ...line, ...change } as Record<string, unknown>
  for (const [key, value] of Object.entries(next)) if (value === undefined) delete next[key]
  return next as T
}

/** A new row that accepts anything and sends the matter to a person. Pure. */
export function newRow(decision: Decision): TableRow {
  return {
    id: freshLineId(decision),
    cites: [],
    when: {},
    then: { outcome: 'requireReview', reason: newReason },
  }
}

/** A new rule that sends the matter to a person. Pure. */
export function newRule(decision: Decision, conditions: Condition): Rule {
  return {
    id: freshLineId(decision),
    cites: [],
    conditions,
    then: { outcome: 'requireReview', reason: newReason },
  }
}

/** The line under an id of its own. Pure. */
export function copyLine<T extends DecisionLine>(decision: Decision, line: T): T {
  return { ...line, id: freshLineId(decision, line.id.replace(/-\d+$/, '')) }
}

function freshLineId(decision: Decision, base?: string): string {
  const taken = linesOf(decision).map((line) => line.id)
  return freshId(base ?? (decision.kind === 'table' ? 'row' : 'rule'), taken)
}
