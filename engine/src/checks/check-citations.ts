import { createIssue, type Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Citation } from '../model/text.ts'
import { pathwayRoot, statesOf, transitionsOf } from '../model/state-nodes.ts'

/** Lists every item of which rests on a clause. */
const citedLists = [
  'clinicalPathways',
  'assessment',
  'assessmentGroups',
  'assessmentSchemes',
  'measures',
  'funds',
  'reimbursement',
  'prices',
  'incentives',
  'timeline',
  'procedures',
  'redLines',
  'parameters',
] as const

/** Rules that cite nothing, and citations of documents that are not listed. Pure. */
export function checkCitations(ruleset: Ruleset): readonly Issue[] {
  const documents = new Set(ruleset.manifest.sources.map((source) => source.id))
  const issues: Issue[] = []
  const cited = (cites: readonly Citation[] | undefined, path: string, needed: boolean) => {
    if (needed && (cites ?? []).length === 0) issues.push(createIssue('CITATION_MISSING', path))
    for (const { document } of cites ?? [])
      if (!documents.has(document))
        issues.push(createIssue('CITATION_DOCUMENT', `${path}/cites`, { document }))
  }
  for (const list of citedLists)
    for (const item of ruleset[list]) cited(item.cites, `/${list}/${item.id}`, true)
  for (const list of ['facts', 'conditions'] as const)
    for (const item of ruleset[list]) cited(item.cites, `/${list}/${item.id}`, false)
  for (const decision of ruleset.decisions) {
    const path = `/decisions/${decision.id}`
    cited(decision.cites, path, decision.otherwise !== undefined)
    if (decision.kind === 'table')
      for (const row of decision.rows) cited(row.cites, `${path}/rows/${row.id}`, true)
    else for (const rule of decision.rules) cited(rule.cites, `${path}/rules/${rule.id}`, true)
  }
  for (const pathway of ruleset.pathways) {
    const path = `/pathways/${pathway.id}`
    cited(pathway.cites, path, true)
    for (const { path: at, state } of [pathwayRoot(pathway), ...statesOf(pathway)]) {
      const statePath = `${path}/machine${at.map((key) => `/states/${key}`).join('')}`
      cited(state.meta.cites, statePath, false)
      for (const { transition } of transitionsOf(state))
        cited(transition.meta.cites, `${path}/transitions/${transition.meta.id}`, false)
    }
  }
  return issues
}
