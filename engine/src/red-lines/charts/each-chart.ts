import type { EventRole } from '../../model/chart-roles.ts'
import type { Issue } from '../../model/issue.ts'
import type { EventDefinition } from '../../model/pathway.ts'
import { type RedLineContext, redLineIssue } from '../red-line-context.ts'
import { missingRole, roleTitles } from './chart-issue.ts'
import { type GuardedChart, guardedCharts } from './guarded-chart.ts'

/** Checks every chart between units; a ruleset that has none any more crosses the line. Pure. */
export function eachChart(
  context: RedLineContext,
  check: (chart: GuardedChart) => readonly Issue[],
): readonly Issue[] {
  const charts = guardedCharts(context.ruleset)
  if (charts.length === 0)
    return [
      redLineIssue(context, 'RED_LINE_ITEM_MISSING', '/pathways', {
        item: { zh: '跨单位流程', en: 'a pathway between units' },
      }),
    ]
  return charts.flatMap(check)
}

/** The same with the events of a meaning: a chart between units in which no event has it crosses the line. Pure. */
export function eachChartWithEvent(
  context: RedLineContext,
  role: EventRole,
  check: (chart: GuardedChart, events: readonly EventDefinition[]) => readonly Issue[],
): readonly Issue[] {
  return eachChart(context, (chart) => {
    const events = chart.eventsOf(role)
    return events.length === 0
      ? [missingRole(context, chart, roleTitles([role], 'events'))]
      : check(chart, events)
  })
}
