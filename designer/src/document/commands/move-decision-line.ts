import type { Command } from '../state/command.ts'
import { linesOf } from './decision-lines.ts'
import { indexOfItem, itemOf } from './find-item.ts'

/** Moves a row or rule to another place among its like. */
export function moveDecisionLine(decision: string, line: string, to: number): Command {
  return {
    name: 'commands.moveDecisionLine',
    apply: (ruleset) => {
      const lines = linesOf(itemOf(ruleset.decisions, decision))
      const [moved] = lines.splice(indexOfItem(lines, line), 1)
      if (moved !== undefined) lines.splice(to, 0, moved)
    },
  }
}
