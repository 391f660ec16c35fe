import type { DatedValue } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf } from './find-item.ts'
import { dropEnding, isAmong } from './inherited-values.ts'

/**
 * Adds a value that holds from a day on, among the others by date. It goes on past inherited ones that begin later.
 * @param inherited the parameter's values below
 */
export function addParameterValue(
  parameter: string,
  value: DatedValue,
  inherited: readonly DatedValue[] = [],
): Command {
  return {
    name: 'commands.addParameterValue',
    apply: (ruleset) => {
      const { values } = itemOf(ruleset.parameters, parameter)
      const later = values.findIndex((other) => other.from > value.from)
      values.splice(later < 0 ? values.length : later, 0, value)
      if (!isAmong(value, inherited)) dropEnding(values, inherited, { after: value.from })
    },
  }
}
