import type { DatedValue } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf } from './find-item.ts'
import { isAmong, restoreEnded } from './inherited-values.ts'

/**
 * Takes a dated value away. Inherited ones that a value of the ruleset's own went past come back with it.
 * @param inherited the parameter's values below
 */
export function removeParameterValue(
  parameter: string,
  index: number,
  inherited: readonly DatedValue[] = [],
): Command {
  return {
    name: 'commands.removeParameterValue',
    apply: (ruleset) => {
      const { values } = itemOf(ruleset.parameters, parameter)
      const [value] = values.splice(index, 1)
      if (value !== undefined && !isAmong(value, inherited))
        restoreEnded(values, inherited, value.from)
    },
  }
}
