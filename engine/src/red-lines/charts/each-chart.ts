import type { EventRole } from '../../model/chart-roles.ts'
import type { Issue } from '../../model/issue.ts'
import type { EventDefinition } from '../../model/pathway.ts'
import type { Text } from '../../model/text.ts'
import { type RedLineContext, redLineIssue } from '../red-line-context.ts'
import { missingRole, roleTitles } from './chart-issue.ts'
import { chartsOf, type GuardedChart } from './guarded-chart.ts'

/** What a check of charts says of which charts it speaks of. */
interface OfPathway {
  readonly pathway?: string | undefined
}

/**
 * Checks every chart of patients between units, or the one a check names; a ruleset that has none any more crosses the
 * line. Pure.
 */
export function eachChart(
  context: RedLineContext,
  of: OfPathway,
  check: (chart: GuardedChart) => readonly Issue[],
): readonly Issue[] {
  const charts = chartsOf(context.ruleset, of)
  if (charts.length > 0) return charts.flatMap(check)
  const { pathway: named } = of
  const lost = context.parent?.pathways.find(({ id }) => id === named)?.title
  const item = named === undefined ? betweenUnits : (lost ?? named)
  return [redLineIssue(context, 'RED_LINE_ITEM_MISSING', '/pathways', { item })]
}

const betweenUnits: Text = { zh: '跨单位流程', en: 'a pathway between units' }

/** The same with the events of a meaning: a chart between units in which no event has it crosses the line. Pure. */
export function eachChartWithEvent(
  context: RedLineContext,
  { event: role, ...of }: OfPathway & { readonly event: EventRole },
  check: (chart: GuardedChart, events: readonly EventDefinition[]) => readonly Issue[],
): readonly Issue[] {
  return eachChart(context, of, (chart) => {
    const events = chart.eventsOf(role)
    return events.length === 0
      ? [missingRole(context, chart, roleTitles([role], 'events'))]
      : check(chart, events)
  })
}
