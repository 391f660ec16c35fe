import type { Command } from '../state/command.ts'
import { itemOf } from './find-item.ts'

/** Gives a dated value another first day and puts it among the others by date. */
export function redateParameterValue(parameter: string, index: number, from: string): Command {
  return {
    name: 'commands.setParameterValue',
    apply: (ruleset) => {
      const { values } = itemOf(ruleset.parameters, parameter)
      const [value] = values.splice(index, 1)
      if (value === undefined) throw new Error(`"${parameter}" has no value number ${index}.`)
      const later = values.findIndex((other) => other.from > from)
      values.splice(later < 0 ? values.length : later, 0, { ...value, from })
    },
  }
}
