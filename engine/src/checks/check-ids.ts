import { createIssue, type Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { rulesetLists } from '../model/ruleset-lists.ts'
import { pathwayRoot, statesOf, transitionsOf } from '../model/state-nodes.ts'

/** Ids that appear twice where each may appear once. Pure. */
export function checkIds(ruleset: Ruleset): readonly Issue[] {
  const issues: Issue[] = []
  const unique = (ids: readonly string[], path: string) => {
    const seen = new Set<string>()
    for (const id of ids) {
      if (seen.has(id)) issues.push(createIssue('ID_DUPLICATE', `${path}/${id}`, { id }))
      seen.add(id)
    }
  }
  const idsOf = (items: readonly { readonly id: string }[]) => items.map((item) => item.id)
  for (const list of rulesetLists) unique(idsOf(ruleset[list]), `/${list}`)
  for (const decision of ruleset.decisions) {
    const path = `/decisions/${decision.id}`
    unique(idsOf(decision.outputs ?? []), `${path}/outputs`)
    if (decision.kind === 'table') {
      unique(idsOf(decision.inputs), `${path}/inputs`)
      unique(idsOf(decision.rows), `${path}/rows`)
    } else unique(idsOf(decision.rules), `${path}/rules`)
  }
  for (const pathway of ruleset.pathways) {
    const path = `/pathways/${pathway.id}`
    unique(idsOf(pathway.events), `${path}/events`)
    unique(idsOf(pathway.delays), `${path}/delays`)
    unique(idsOf(pathway.parties), `${path}/parties`)
    const transitions = [pathwayRoot(pathway), ...statesOf(pathway)].flatMap(({ state }) =>
      transitionsOf(state).map(({ transition }) => transition.meta.id),
    )
    unique(transitions, `${path}/transitions`)
  }
  return issues
}
