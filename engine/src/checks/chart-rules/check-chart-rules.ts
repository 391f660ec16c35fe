import type { Issue } from '../../model/issue.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { allCharts } from '../../red-lines/charts/guarded-chart.ts'
import { deadlineNeverStarts } from './deadline-never-starts.ts'
import { effectOverwritten } from './effect-overwritten.ts'
import { factNotAsked } from './fact-not-asked.ts'
import { guardNeverOpens } from './guard-never-opens.ts'
import { outcomeWithoutTransition } from './outcome-without-transition.ts'

/** Every kind of finding there is. */
const rules = [
  guardNeverOpens,
  outcomeWithoutTransition,
  factNotAsked,
  deadlineNeverStarts,
  effectOverwritten,
]

/** What charts and rules do together that nobody can have meant. Pure. */
export function checkChartRules(ruleset: Ruleset): readonly Issue[] {
  return allCharts(ruleset).flatMap((chart) => rules.flatMap((rule) => rule(chart)))
}
