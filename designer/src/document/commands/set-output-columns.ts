import type { Otherwise, OutputColumn } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { linesOf } from './decision-lines.ts'
import { itemOf } from './find-item.ts'
import { withoutKeys } from './record-order.ts'

/** Gives a decision other output columns, in that order; values of columns that are gone or changed type go with them. */
export function setOutputColumns(
  decision: string,
  outputs: OutputColumn[],
  field?: string,
): Command {
  return {
    name: 'commands.setOutputColumns',
    ...(field === undefined ? {} : { merge: `decision/${decision}/outputs/${field}` }),
    apply: (ruleset) => {
      const target = itemOf(ruleset.decisions, decision)
      const kept = new Map(outputs.map((column) => [column.id, column.type]))
      const gone = (target.outputs ?? [])
        .filter((column) => kept.get(column.id) !== column.type)
        .map((column) => column.id)
      if (outputs.length === 0) delete target.outputs
      else target.outputs = outputs
      const consequences: Otherwise[] = linesOf(target).map((line) => line.then)
      if (target.otherwise !== undefined) consequences.push(target.otherwise)
      for (const then of consequences) {
        if (then.outputs === undefined || !gone.some((id) => id in (then.outputs ?? {}))) continue
        const left = withoutKeys(then.outputs, gone)
        if (Object.keys(left).length === 0) delete then.outputs
        else then.outputs = left
      }
    },
  }
}
