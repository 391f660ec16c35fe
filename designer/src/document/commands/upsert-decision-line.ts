import type { Command } from '../state/command.ts'
import { type DecisionLine, linesOf } from './decision-lines.ts'
import { itemOf } from './find-item.ts'

/** Changes a row or rule, or adds it at `index` (at the end without one). `field` makes typing into one cell one step. */
export function upsertDecisionLine(
  decision: string,
  line: DecisionLine,
  options: { readonly index?: number; readonly field?: string } = {},
): Command {
  return {
    name: 'commands.upsertDecisionLine',
    ...(options.field === undefined
      ? {}
      : { merge: `line/${decision}/${line.id}/${options.field}` }),
    apply: (ruleset) => {
      const lines = linesOf(itemOf(ruleset.decisions, decision))
      const place = lines.findIndex((other) => other.id === line.id)
      if (place < 0) lines.splice(options.index ?? lines.length, 0, line)
      else lines[place] = line
    },
  }
}
