import type { DatedValue } from '@jieli/engine'
import type { Command } from '../document/command.ts'
import { itemOf } from './find-item.ts'

/** Replaces all dated values of a parameter. */
export function setParameterValues(parameter: string, values: DatedValue[]): Command {
  return {
    name: 'commands.setParameterValues',
    apply: (ruleset) => {
      itemOf(ruleset.parameters, parameter).values = values
    },
  }
}
