import type { Ruleset } from '../model/ruleset.ts'
import { byId, type Proposal, strike } from './mutation.ts'

/** Scenarios that guard a red line are struck out, guard it no longer, or say something else. Pure. */
export function weakenScenarios(ruleset: Ruleset): readonly Proposal[] {
  return ruleset.scenarios
    .filter(({ guards = [] }) => guards.length > 0)
    .flatMap((scenario): Proposal[] => {
      const { id, title } = scenario
      const propose = (kind: string, zh: string, en: string, edit: Proposal['edit']): Proposal => ({
        kind,
        path: `/scenarios/${id}`,
        description: { zh: `场景“${title.zh}”${zh}`, en: `the scenario "${title.en}" ${en}` },
        edit,
      })
      return [
        propose('scenarioRemoved', '被删', 'is struck out', (draft) => {
          strike(draft.scenarios, id)
        }),
        propose('scenarioUnguarding', '不再看守红线', 'no longer guards a red line', (draft) => {
          delete byId(draft.scenarios, id).guards
        }),
        ...(scenario.kind === 'decision'
          ? [
              propose('scenarioChanged', '换了一个病例', 'speaks of another case', (draft) => {
                const own = byId(draft.scenarios, id)
                if (own.kind === 'decision') own.facts = {}
              }),
            ]
          : []),
      ]
    })
}
