import type { PartyRole } from '../../model/chart-roles.ts'
import type { Issue } from '../../model/issue.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import { covers } from '../covers.ts'
import { redLineIssue } from '../red-line-context.ts'
import type { CheckOf, RedLineKind } from '../red-line-kind.ts'
import { missingRole, roleTitles } from './chart-issue.ts'
import { eachChart } from './each-chart.ts'
import type { GuardedChart } from './guarded-chart.ts'

type Parties = CheckOf<'parties'>

const check: RedLineKind<'parties'>['check'] = (context, check) =>
  eachChart(context, check, (chart) => {
    const { facts } = indexRuleset(context.ruleset)
    const path = `/pathways/${chart.pathway.id}`
    const sides = check.parties.flatMap(({ role, unitFact }): readonly Issue[] => {
      const found = chart.partiesOf(role)
      if (found.length === 0) return [missingRole(context, chart, roleTitles([role], 'parties'))]
      return found
        .filter((party) => party.unitFact !== unitFact)
        .map(({ id, title }) =>
          redLineIssue(context, 'RED_LINE_PARTY', `${path}/parties/${id}`, {
            party: title,
            fact: facts.get(unitFact)?.title ?? unitFact,
          }),
        )
    })
    return [
      ...sides,
      ...check.acts.flatMap((act) =>
        actorsOf(chart, act).map((event) =>
          redLineIssue(context, 'RED_LINE_ACTOR', `${path}/events/${event.id}`, {
            event: event.title,
            by: roleTitles(act.by, 'parties'),
          }),
        ),
      ),
    ]
  })

/** The events of a meaning that others than these sides can send, or that not all of them can. */
function actorsOf(chart: GuardedChart, { event, by }: Parties['acts'][number]) {
  const roleOf = (actor: string): PartyRole | undefined =>
    chart.pathway.parties.find(({ id }) => id === actor)?.role
  return chart.eventsOf(event).filter(({ actors }) => {
    const roles = actors.map(roleOf)
    return (
      roles.some((role) => role === undefined || !by.includes(role)) ||
      !covers(roles.map(String), by)
    )
  })
}

/** `parties`: each side's unit is held by the fact named, and each event is sent by the sides named. */
export const parties: RedLineKind<'parties'> = {
  check,
  keeps: (ours, theirs) =>
    covers(ours.parties.map(nameOf), theirs.parties.map(nameOf)) &&
    covers(ours.acts.map(nameOf), theirs.acts.map(nameOf)),
  milder: (line) => [
    ...(line.parties.length > 1 ? [{ ...line, parties: line.parties.slice(1) }] : []),
    ...(line.acts.length > 0 ? [{ ...line, acts: line.acts.slice(1) }] : []),
  ],
  describe: ({ parties: sides, acts }, { title, list }) => {
    const of = (language: 'zh' | 'en') => ({
      sides: list(
        sides.map(
          ({ role, unitFact }) =>
            `${roleTitles([role], 'parties')[language]} = ${title('facts', unitFact)}`,
        ),
      ),
      acts: list(
        acts.map(
          ({ event, by }) =>
            `${roleTitles([event], 'events')[language]} ← ${roleTitles(by, 'parties')[language]}`,
        ),
      ),
    })
    const [zh, en] = [of('zh'), of('en')]
    return {
      zh: `各方为：${zh.sides}；办理人为：${zh.acts}`,
      en: `The sides are: ${en.sides}; who acts: ${en.acts}`,
    }
  },
}

function nameOf(part: unknown): string {
  return JSON.stringify(part)
}
