import type { Command } from '../state/command.ts'
import { indexOfItem, itemOf } from './find-item.ts'

/** Takes a code out of a code system. What refers to it is left, and shown as a problem. */
export function removeCode(codeSystem: string, code: string): Command {
  return {
    name: 'commands.removeCode',
    apply: (ruleset) => {
      const { codes } = itemOf(ruleset.codeSystems, codeSystem)
      codes.splice(indexOfItem(codes, code), 1)
    },
  }
}
