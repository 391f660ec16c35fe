import type { ListedCode } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf } from './find-item.ts'

/** Gives a code system the codes that a table came to. */
export function importCodes(codeSystem: string, codes: readonly ListedCode[]): Command {
  return {
    name: 'commands.importCodes',
    apply: (ruleset) => {
      itemOf(ruleset.codeSystems, codeSystem).codes = [...codes]
    },
  }
}
