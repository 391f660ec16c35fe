import type { Command } from '../state/command.ts'
import { itemOf } from './find-item.ts'

/** Takes a dated value away. */
export function removeParameterValue(parameter: string, index: number): Command {
  return {
    name: 'commands.removeParameterValue',
    apply: (ruleset) => {
      itemOf(ruleset.parameters, parameter).values.splice(index, 1)
    },
  }
}
