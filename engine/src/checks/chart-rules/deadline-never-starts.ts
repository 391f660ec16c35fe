import { createIssue } from '../../model/issue.ts'
import { neverSet } from '../never-set.ts'
import type { ChartRule } from './chart-rule.ts'

/** A time limit whose length is a parameter that has no value and need not have one: its timer never starts. */
export const deadlineNeverStarts: ChartRule = ({ pathway, edges, bundle }) =>
  pathway.delays.flatMap(({ id, title, after }) => {
    const waited = edges.some(({ cause, name }) => cause === 'after' && name === id)
    const parameter = waited ? neverSet(bundle.ruleset, after) : undefined
    if (parameter === undefined) return []
    return [
      createIssue('DEADLINE_NEVER_STARTS', `/pathways/${pathway.id}/delays/${id}`, {
        delay: title,
        parameter: parameter.title,
      }),
    ]
  })
