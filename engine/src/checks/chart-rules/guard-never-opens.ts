import { indexRuleset } from '../../model/ruleset-index.ts'
import { oncePerTransition } from '../../red-lines/charts/once-per-transition.ts'
import { type ChartRule, transitionIssue } from './chart-rule.ts'

/** A guard that opens in no case on any day, be it that its decision never says so or that it is never known. */
export const guardNeverOpens: ChartRule = (chart) =>
  oncePerTransition(chart.edges).flatMap((edge) => {
    const { guard } = edge.transition
    if (guard === undefined || chart.canOpen(guard)) return []
    const { decisions } = indexRuleset(chart.bundle.ruleset)
    const { decision } = guard.params
    const asked = decisions.get(decision)
    // One that is not there is told as such.
    if (asked === undefined) return []
    return [transitionIssue(chart, edge, 'GUARD_NEVER_OPENS', { decision: asked.title })]
  })
