import { indexRuleset } from '../../model/ruleset-index.ts'
import { covers, fewer } from '../covers.ts'
import { redLineIssue } from '../red-line-context.ts'
import type { RedLineKind } from '../red-line-kind.ts'
import { missingRole, roleTitles } from './chart-issue.ts'
import { eachChart } from './each-chart.ts'

const check: RedLineKind<'declares'>['check'] = (context, check) =>
  eachChart(context, (chart) => {
    const events = chart.eventsOf(check.event)
    if (events.length === 0)
      return [missingRole(context, chart, roleTitles([check.event], 'events'))]
    const { facts } = indexRuleset(context.ruleset)
    return events.flatMap(({ id, title, asks = [] }) =>
      check.facts
        .filter((fact) => !asks.includes(fact))
        .map((fact) =>
          redLineIssue(context, 'RED_LINE_FORM', `/pathways/${chart.pathway.id}/events/${id}`, {
            event: title,
            fact: facts.get(fact)?.title ?? fact,
          }),
        ),
    )
  })

/** `declares`: the form of every event of the meaning takes these facts. */
export const declares: RedLineKind<'declares'> = {
  check,
  keeps: (ours, theirs) => ours.event === theirs.event && covers(ours.facts, theirs.facts),
  milder: (line) => fewer(line.facts).map((facts) => ({ ...line, facts })),
  describe: ({ event, facts }, { titles }) => {
    const [what, which] = [roleTitles([event], 'events'), titles('facts', facts)]
    return {
      zh: `办理${what.zh}时必须可以填写：${which}`,
      en: `${what.en} takes: ${which}`,
    }
  },
}
