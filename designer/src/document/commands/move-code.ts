import type { Command } from '../state/command.ts'
import { indexOfItem, itemOf } from './find-item.ts'

/** Moves a code to another place in the order of its code system. */
export function moveCode(codeSystem: string, code: string, to: number): Command {
  return {
    name: 'commands.moveCode',
    apply: (ruleset) => {
      const { codes } = itemOf(ruleset.codeSystems, codeSystem)
      const [moved] = codes.splice(indexOfItem(codes, code), 1)
      if (moved !== undefined) codes.splice(to, 0, moved)
    },
  }
}
