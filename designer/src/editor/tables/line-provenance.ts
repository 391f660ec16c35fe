import type { Decision, Ruleset } from '@jieli/engine'
import { type DecisionLine, linesOf } from '../../document/commands/decision-lines.ts'
import { type Provenance, provenanceOf } from '../../document/editing/provenance.ts'

/** The lines of the same decision in the ruleset this one is based on, by id. Pure. */
export function parentLines(
  parent: Ruleset | undefined,
  decision: string,
): ReadonlyMap<string, DecisionLine> {
  const found: Decision | undefined = parent?.decisions.find((known) => known.id === decision)
  return new Map((found === undefined ? [] : linesOf(found)).map((line) => [line.id, line]))
}

/** The provenance of a line against the parent's line of the same id, unsaved edits included. Pure. */
export function lineProvenance(
  line: DecisionLine,
  theirs: ReadonlyMap<string, DecisionLine>,
): Provenance {
  return provenanceOf(theirs.get(line.id), line)
}

/** A decision without its rows or rules: they are items of their own. Pure. */
export function withoutLines(decision: Decision | undefined): object | undefined {
  if (decision === undefined) return undefined
  if (decision.kind === 'table') {
    const { rows: _rows, ...head } = decision
    return head
  }
  const { rules: _rules, ...head } = decision
  return head
}

/** The parent's decision with the local rows or rules. Pure. */
export function withLinesOf(theirs: Decision, ours: Decision): Decision {
  if (theirs.kind === 'table' && ours.kind === 'table') return { ...theirs, rows: ours.rows }
  if (theirs.kind === 'rules' && ours.kind === 'rules') return { ...theirs, rules: ours.rules }
  return theirs
}

/** The path of a row or rule. Pure. */
export function linePath(decision: Decision, line: string): string {
  return `/decisions/${decision.id}/${decision.kind === 'table' ? 'rows' : 'rules'}/${line}`
}
