import type { ListedCode } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf, upsertItem } from './find-item.ts'

/** Gives a code of a code system another title. `field` makes typing into it one step. */
export function changeCode(codeSystem: string, code: ListedCode, field?: string): Command {
  return {
    name: 'commands.changeCode',
    ...(field === undefined ? {} : { merge: `codeSystems/${codeSystem}/${code.id}/${field}` }),
    apply: (ruleset) => upsertItem(itemOf(ruleset.codeSystems, codeSystem).codes, code),
  }
}
