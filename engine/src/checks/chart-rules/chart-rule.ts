import type { ChartEdge } from '../../model/chart-edges.ts'
import { createIssue, type Issue, type IssueValue } from '../../model/issue.ts'
import type { IssueCode } from '../../model/issue-catalogue.ts'
import type { GuardedChart } from '../../red-lines/charts/guarded-chart.ts'

/** Something a chart and its rules do together that nobody can have meant. Pure. */
export type ChartRule = (chart: GuardedChart) => readonly Issue[]

/** An issue of a transition. Pure. */
export function transitionIssue(
  { pathway }: GuardedChart,
  { transition, name }: ChartEdge,
  code: IssueCode,
  values: Readonly<Record<string, IssueValue>>,
): Issue {
  const event = pathway.events.find(({ id }) => id === name)?.title
  return createIssue(code, `/pathways/${pathway.id}/transitions/${transition.meta.id}`, {
    transition: transition.meta.title ?? event ?? transition.meta.id,
    ...values,
  })
}
