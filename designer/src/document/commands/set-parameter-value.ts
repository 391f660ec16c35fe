import type { DatedValue } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf } from './find-item.ts'
import { dropEnding, isAmong } from './inherited-values.ts'

/**
 * Changes the dated value at a place in a parameter's list. An inherited value that becomes the ruleset's own goes on
 * past inherited ones that begin later.
 * @param inherited the parameter's values below
 */
export function setParameterValue(
  parameter: string,
  index: number,
  value: DatedValue,
  inherited: readonly DatedValue[] = [],
): Command {
  return {
    name: 'commands.setParameterValue',
    merge: `parameter/${parameter}/${index}`,
    apply: (ruleset) => {
      const { values } = itemOf(ruleset.parameters, parameter)
      const before = values[index]
      if (before === undefined) throw new Error(`"${parameter}" has no value number ${index}.`)
      const becomesOwn = isAmong(before, inherited) && !isAmong(value, inherited)
      values[index] = value
      if (becomesOwn) dropEnding(values, inherited, { after: value.from })
    },
  }
}
