import { type Decision, jsonEqual, type Ruleset } from '@jieli/engine'
import { type DecisionLine, linesOf } from '../commands/decision-lines.ts'

/** Where a row or rule comes from: said here, taken over unchanged, or said here in place of the parent's. */
export type LineStanding = 'own' | 'inherited' | 'overrides'

/** The lines of the same decision in the ruleset this one is based on, by id. Pure. */
export function parentLines(
  parent: Ruleset | undefined,
  decision: string,
): ReadonlyMap<string, DecisionLine> {
  const found: Decision | undefined = parent?.decisions.find((known) => known.id === decision)
  return new Map((found === undefined ? [] : linesOf(found)).map((line) => [line.id, line]))
}

/** How a line stands to the parent's line of the same id, unsaved edits included. Pure. */
export function lineStanding(
  line: DecisionLine,
  theirs: ReadonlyMap<string, DecisionLine>,
): LineStanding {
  const parent = theirs.get(line.id)
  if (parent === undefined) return 'own'
  return jsonEqual(parent, line) ? 'inherited' : 'overrides'
}

/** The parent's lines that were taken away here. Pure. */
export function removedLines(
  lines: readonly DecisionLine[],
  theirs: ReadonlyMap<string, DecisionLine>,
): readonly DecisionLine[] {
  const here = new Set(lines.map((line) => line.id))
  return [...theirs.values()].filter((line) => !here.has(line.id))
}

/** Where a line that was taken away belongs again: behind the nearest line before it in the parent that is still here. Pure. */
export function placeOfRemoved(
  lines: readonly DecisionLine[],
  theirs: ReadonlyMap<string, DecisionLine>,
  removed: string,
): number {
  const order = [...theirs.keys()]
  const before = order.slice(0, Math.max(0, order.indexOf(removed)))
  return lines.findLastIndex((line) => before.includes(line.id)) + 1
}
