import type { Decision, Rule, TableRow } from './decision.ts'
import type { Condition } from './condition.ts'
import { type Line, linesOf } from './decision-lines.ts'

/** One change of a decision that mends a finding: data, so that an editor can offer and undo it. */
export type DecisionEdit =
  | { readonly kind: 'addLine'; readonly line: TableRow | Rule }
  /** Takes some cases from a line, so that they are left to another. */
  | { readonly kind: 'narrowLine'; readonly line: TableRow | Rule; readonly from: string }
  | { readonly kind: 'moveLine'; readonly line: string; readonly before: string }
  | { readonly kind: 'removeLine'; readonly line: string }
  | { readonly kind: 'removeColumn'; readonly column: string }
  | { readonly kind: 'removeOtherwise' }
  /** Says that the cases no line speaks of are left open on purpose. */
  | { readonly kind: 'leaveOpen' }

/** The decision with the edit made. An edit of what is no longer there changes nothing. Pure. */
export function applyDecisionEdit(decision: Decision, edit: DecisionEdit): Decision {
  const lines = linesOf(decision)
  switch (edit.kind) {
    case 'addLine':
      return withLines(decision, [...lines, edit.line])
    case 'narrowLine':
      return withLines(
        decision,
        lines.map((line) => (line.id === edit.line.id ? edit.line : line)),
      )
    case 'moveLine': {
      const moved = lines.find(({ id }) => id === edit.line)
      if (moved === undefined) return decision
      const rest = lines.filter((line) => line !== moved)
      const at = rest.findIndex(({ id }) => id === edit.before)
      return at === -1 ? decision : withLines(decision, rest.toSpliced(at, 0, moved))
    }
    case 'removeLine':
      return withLines(
        decision,
        lines.filter(({ id }) => id !== edit.line),
      )
    case 'removeColumn':
      if (decision.kind !== 'table') return decision
      return {
        ...decision,
        inputs: decision.inputs.filter(({ id }) => id !== edit.column),
        rows: decision.rows.map((row) => ({ ...row, when: without(row.when, edit.column) })),
      }
    case 'removeOtherwise': {
      const { otherwise: _, ...rest } = decision
      return rest
    }
    case 'leaveOpen':
      return { ...decision, otherwise: { outcome: 'notAssessable', reason: leftOpen } }
  }
}

const leftOpen = {
  zh: '本项规则没有说到这种情形，不作判断。',
  en: 'These rules do not speak of this case, so nothing is decided.',
}

function withLines(decision: Decision, lines: readonly Line[]): Decision {
  return decision.kind === 'table'
    ? { ...decision, rows: lines as TableRow[] }
    : { ...decision, rules: lines as Rule[] }
}

/** A row's cells without one column's. Pure. */
export function without(when: TableRow['when'], column: string): TableRow['when'] {
  return Object.fromEntries(Object.entries(when).filter(([id]) => id !== column))
}

/** A row that holds where both do what some conditions say. Pure. */
export function exceptWhere(conditions: Condition, not: Condition): Condition {
  return { all: [conditions, { not }] }
}
