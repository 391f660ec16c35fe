import { applyDecisionEdit, type DecisionEdit } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { indexOfItem } from './find-item.ts'

/** Makes one edit that mends an issue: whatever it takes, one step to undo. */
export function mendDecision(decision: string, edit: DecisionEdit): Command {
  return {
    name: 'commands.mendDecision',
    apply: (ruleset) => {
      const at = indexOfItem(ruleset.decisions, decision)
      const target = ruleset.decisions[at]
      if (target !== undefined) ruleset.decisions[at] = applyDecisionEdit(target, edit)
    },
  }
}
