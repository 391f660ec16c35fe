import {
  eventRoleTitles,
  partyRoleTitles,
  type EventRole,
  type PartyRole,
  type StateRole,
  stateRoleTitles,
} from '../../model/chart-roles.ts'
import type { ChartEdge } from '../../model/chart-edges.ts'
import type { Issue, IssueValue } from '../../model/issue.ts'
import type { IssueCode } from '../../model/issue-catalogue.ts'
import type { IssueExample } from '../../model/issue-example.ts'
import type { Pathway } from '../../model/pathway.ts'
import { quotedTitles } from '../../model/quoted-titles.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import type { Text } from '../../model/text.ts'
import { exampleCase } from '../../proof/describe-case.ts'
import { type RedLineContext, redLineIssue } from '../red-line-context.ts'
import type { GuardedChart } from './guarded-chart.ts'

/** What roles mean, as a list. Pure. */
export function roleTitles(
  roles: readonly (StateRole | EventRole | PartyRole)[],
  of: 'states' | 'events' | 'parties',
): Text {
  const titles: Readonly<Record<string, Text>> = {
    states: stateRoleTitles,
    events: eventRoleTitles,
    parties: partyRoleTitles,
  }[of]
  return quotedTitles(roles.map((role) => titles[role] ?? { zh: role, en: role }))
}

/** What makes an edge happen, in words. Pure. */
export function causeOf(pathway: Pathway, { cause, name, transition }: ChartEdge): Text {
  const own = transition.meta.title
  switch (cause) {
    case 'event':
      return own ?? pathway.events.find(({ id }) => id === name)?.title ?? { zh: name, en: name }
    case 'after': {
      const delay = pathway.delays.find(({ id }) => id === name)?.title
      return { zh: `超过${delay?.zh ?? name}`, en: `${delay?.en ?? name} passing` }
    }
    case 'always':
      return { zh: '自动转移', en: 'an automatic transition' }
    case 'done':
      return { zh: '内部办结后自动转移', en: 'what follows of itself at the end within' }
  }
}

/** A crossed line of a chart with the patient who shows it; without one it is not proved and somebody has to take it on. Pure. */
export function chartIssue(
  context: RedLineContext,
  chart: GuardedChart,
  found: {
    readonly code: IssueCode
    readonly path: string
    readonly values: Readonly<Record<string, IssueValue>>
    readonly example: IssueExample | undefined
  },
): Issue {
  const { code, path, values, example } = found
  const told = redLineIssue(context, code, path, {
    ...values,
    example: example === undefined ? none : describeExample(context.ruleset, chart, example),
  })
  if (example !== undefined) return { ...told, example }
  return redLineIssue(context, 'RED_LINE_NOT_PROVED', path, { finding: told.message })
}

const none: Text = { zh: '未能举出', en: 'none was found' }

/** An example in words: what is known of the patient, then what is done. Pure. */
function describeExample(
  ruleset: Ruleset,
  { pathway }: GuardedChart,
  { facts, steps = [] }: IssueExample,
): Text {
  const names = steps.map(({ event, delay }): Text => {
    const list = event === undefined ? pathway.delays : pathway.events
    const id = event ?? delay ?? ''
    const title = list.find((item) => item.id === id)?.title ?? { zh: id, en: id }
    return event === undefined ? { zh: `等满${title.zh}`, en: `${title.en} passes` } : title
  })
  const known = exampleCase(ruleset, facts)
  if (names.length === 0) return known
  return {
    zh: `${known.zh}；依次办理：${names.map(({ zh }) => zh).join(' → ')}`,
    en: `${known.en}; then: ${names.map(({ en }) => en).join(' → ')}`,
  }
}

/** A chart named by a line in which no state has a meaning the line speaks of: it would hold of nothing. Pure. */
export function statesMissing(
  context: RedLineContext,
  chart: GuardedChart,
  { pathway, into }: { readonly pathway?: string | undefined; readonly into: readonly StateRole[] },
): readonly Issue[] {
  if (pathway === undefined) return []
  const leaves = [chart.start, ...chart.edges.flatMap(({ to }) => (to === undefined ? [] : [to]))]
  return into
    .filter((role) => !leaves.some((leaf) => chart.means(leaf, [role])))
    .map((role) => missingRole(context, chart, roleTitles([role], 'states')))
}

/** An issue for a chart that lacks what a red line speaks of. Pure. */
export function missingRole(context: RedLineContext, { pathway }: GuardedChart, role: Text): Issue {
  return redLineIssue(context, 'RED_LINE_ROLE_MISSING', `/pathways/${pathway.id}`, {
    pathway: pathway.title,
    role,
  })
}
