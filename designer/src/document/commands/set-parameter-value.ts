import type { DatedValue } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf } from './find-item.ts'

/** Changes the dated value at a place in a parameter's list. */
export function setParameterValue(parameter: string, index: number, value: DatedValue): Command {
  return {
    name: 'commands.setParameterValue',
    merge: `parameter/${parameter}/${index}`,
    apply: (ruleset) => {
      const { values } = itemOf(ruleset.parameters, parameter)
      if (index >= values.length) throw new Error(`"${parameter}" has no value number ${index}.`)
      values[index] = value
    },
  }
}
