import { indexRuleset } from '../../model/ruleset-index.ts'
import { covers, fewer } from '../covers.ts'
import { redLineIssue } from '../red-line-context.ts'
import type { RedLineKind } from '../red-line-kind.ts'
import { roleTitles } from './chart-issue.ts'
import { eachChartWithEvent } from './each-chart.ts'

const check: RedLineKind<'declares'>['check'] = (context, check) =>
  eachChartWithEvent(context, check, (chart, events) => {
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
