import type { Scenario } from '@jieli/engine'
import type { Draft } from 'immer'
import type { Command } from '../state/command.ts'

/**
 * Puts what comes out in the place of what inherited scenarios expected: one edit for all of them, so that it is taken
 * back in one.
 * @param accepted by the id of a scenario what it says instead; `undefined` strikes it out
 */
export function acceptScenarios(accepted: ReadonlyMap<string, Scenario | undefined>): Command {
  return {
    name: 'commands.acceptScenarios',
    apply: (ruleset) => {
      ruleset.scenarios = ruleset.scenarios.flatMap((scenario) => {
        if (!accepted.has(scenario.id)) return [scenario]
        const made = accepted.get(scenario.id)
        return made === undefined ? [] : [made as Draft<Scenario>]
      })
    },
  }
}
