import type { Command } from '../state/command.ts'
import { linesOf } from './decision-lines.ts'
import { indexOfItem, itemOf } from './find-item.ts'

/** Takes a row or rule out of a decision. */
export function removeDecisionLine(decision: string, line: string): Command {
  return {
    name: 'commands.removeDecisionLine',
    apply: (ruleset) => {
      const lines = linesOf(itemOf(ruleset.decisions, decision))
      lines.splice(indexOfItem(lines, line), 1)
    },
  }
}
