import type { ListedCode } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf } from './find-item.ts'

/** Adds a code to a code system at a place of its order. */
export function addCode(codeSystem: string, code: ListedCode, at: number): Command {
  return {
    name: 'commands.addCode',
    apply: (ruleset) => {
      itemOf(ruleset.codeSystems, codeSystem).codes.splice(at, 0, code)
    },
  }
}
