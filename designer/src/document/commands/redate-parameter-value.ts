import type { DatedValue } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf } from './find-item.ts'
import { dropEnding } from './inherited-values.ts'

/**
 * Gives a dated value another first day and puts it among the others by date. Brought forward, it goes on past inherited
 * ones that begin between the two days.
 * @param inherited the parameter's values below
 */
export function redateParameterValue(
  parameter: string,
  index: number,
  from: string,
  inherited: readonly DatedValue[] = [],
): Command {
  return {
    name: 'commands.setParameterValue',
    apply: (ruleset) => {
      const { values } = itemOf(ruleset.parameters, parameter)
      const [value] = values.splice(index, 1)
      if (value === undefined) throw new Error(`"${parameter}" has no value number ${index}.`)
      const later = values.findIndex((other) => other.from > from)
      values.splice(later < 0 ? values.length : later, 0, { ...value, from })
      dropEnding(values, inherited, { after: from, before: value.from })
    },
  }
}
