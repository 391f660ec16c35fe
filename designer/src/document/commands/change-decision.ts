import type { Decision } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf } from './find-item.ts'

/** The properties of a decision around its rows; a key that is present with `undefined` takes the property away. */
export type DecisionChange = {
  readonly [
    K in
      | 'title'
      | 'description'
      | 'cites'
      | 'subject'
      | 'hitPolicy'
      | 'aggregation'
      | 'appliesWhen'
      | 'outputs'
      | 'otherwise'
  ]?: Decision[K] | undefined
}

export function changeDecision(decision: string, change: DecisionChange, field?: string): Command {
  return {
    name: 'commands.changeDecision',
    ...(field === undefined ? {} : { merge: `decision/${decision}/${field}` }),
    apply: (ruleset) => {
      const target = itemOf(ruleset.decisions, decision) as Record<string, unknown>
      for (const [key, value] of Object.entries(change))
        if (value === undefined) delete target[key]
        else target[key] = value
    },
  }
}
