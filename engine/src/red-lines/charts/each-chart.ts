import type { Issue } from '../../model/issue.ts'
import { type RedLineContext, redLineIssue } from '../red-line-context.ts'
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
