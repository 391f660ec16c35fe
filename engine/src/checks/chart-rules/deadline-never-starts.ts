import { createIssue } from '../../model/issue.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import type { ChartRule } from './chart-rule.ts'

/** A time limit whose length is a parameter that has no value and need not have one: its timer never starts. */
export const deadlineNeverStarts: ChartRule = ({ pathway, edges, bundle }) => {
  const { parameters } = indexRuleset(bundle.ruleset)
  return pathway.delays.flatMap(({ id, title, after }) => {
    if (!('parameter' in after)) return []
    const parameter = parameters.get(after.parameter)
    const waited = edges.some(({ cause, name }) => cause === 'after' && name === id)
    if (!waited || parameter === undefined || parameter.values.length > 0) return []
    // One that has to be supplied before publishing is asked for there.
    if (parameter.required === true) return []
    return [
      createIssue('DEADLINE_NEVER_STARTS', `/pathways/${pathway.id}/delays/${id}`, {
        delay: title,
        parameter: parameter.title,
      }),
    ]
  })
}
