import {
  type ChartEdge,
  endsOf,
  initialLeaf,
  isPrefix,
  leavesOf,
  reachedFrom,
} from '../../model/chart-edges.ts'
import type { Duty, DutySettles } from '../../model/duty.ts'
import { createIssue, type Issue } from '../../model/issue.ts'
import type { Pathway } from '../../model/pathway.ts'
import { quotedTitles } from '../../model/quoted-titles.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { stateAt } from '../../model/state-nodes.ts'
import type { Text } from '../../model/text.ts'
import { neverSet } from '../never-set.ts'
import { partyTitles } from '../../pathways/refuse-event.ts'

/** The pathway of a duty, walked once for all duties of it. */
export interface DutyChart {
  readonly ruleset: Ruleset
  readonly pathway: Pathway
  readonly edges: readonly ChartEdge[]
  /** The names of everything the ruleset tells. */
  readonly told: ReadonlySet<string>
}

/**
 * Whether a duty begins, comes due and can be kept by the one who owes it, and whether they can get round it. By the
 * chart alone, whatever its guards say. Pure.
 */
export function dutyFindings(
  { ruleset, pathway, edges, told }: DutyChart,
  duty: Duty,
): readonly Issue[] {
  const { begins, keptBy, endedBy } = duty
  const path = `/duties/${duty.id}`
  const words = { duty: duty.title, party: partyTitles(pathway, [duty.owedBy]) }
  const eventsOf = (settles: DutySettles | undefined) =>
    settles?.on === 'event' ? settles.events : []
  const mine = new Set(
    pathway.events.filter(({ actors }) => actors.includes(duty.owedBy)).map(({ id }) => id),
  )
  const titles = (ids: readonly string[]): Text =>
    quotedTitles(
      ids.map((id) => pathway.events.find((event) => event.id === id)?.title ?? { zh: id, en: id }),
    )
  const issues: Issue[] = []

  if (begins.on === 'told' && !told.has(begins.event))
    issues.push(createIssue('DUTY_NEVER_BEGINS', path, { ...words, event: begins.event }))
  issues.push(...neverDue(ruleset, duty, path))

  const keeps = eventsOf(keptBy)
  const begun = beginningsOf(pathway, duty, edges)
  if (keptBy.on === 'event') {
    for (const state of begun) {
      const reached = statesFrom([state], edges)
      const kept = edges.some(
        ({ from, cause, name }) => reached.has(from) && cause === 'event' && keeps.includes(name),
      )
      if (kept) continue
      const title = stateAt(pathway, state.split('.'))?.meta.title ?? { zh: state, en: state }
      issues.push(
        createIssue('DUTY_NOT_KEEPABLE', path, { ...words, state: title, events: titles(keeps) }),
      )
      break
    }
    if (!keeps.some((id) => mine.has(id)))
      issues.push(createIssue('DUTY_KEPT_BY_OTHERS', path, { ...words, events: titles(keeps) }))
  }

  const ending = eventsOf(endedBy).filter((id) => mine.has(id))
  if (ending.length > 0)
    issues.push(createIssue('DUTY_ENDED_BY_DEBTOR', path, { ...words, events: titles(ending) }))

  // As long as it is open the case has not been through what keeps or ends it.
  const settling = new Set([...keeps, ...eventsOf(endedBy)])
  const open = edges.filter(({ cause, name }) => !(cause === 'event' && settling.has(name)))
  const resting = statesFrom(begun, open)
  const ends = new Set(endsOf(pathway).map(({ path: at }) => at.join('.')))
  const closing = [
    ...new Set(
      open.flatMap(({ from, to, cause, name }) =>
        cause === 'event' && resting.has(from) && to !== undefined && ends.has(to) ? [name] : [],
      ),
    ),
  ].filter((id) => mine.has(id))
  if (closing.length > 0)
    issues.push(createIssue('DUTY_LAPSES_BY_DEBTOR', path, { ...words, events: titles(closing) }))
  return issues
}

function neverDue(ruleset: Ruleset, { title, within }: Duty, path: string): readonly Issue[] {
  const parameter = within && neverSet(ruleset, within)
  if (parameter === undefined) return []
  return [createIssue('DUTY_NEVER_DUE', path, { duty: title, parameter: parameter.title })]
}

/** The states in which a case can rest as the duty begins. */
function beginningsOf(
  pathway: Pathway,
  { begins }: Duty,
  edges: readonly ChartEdge[],
): readonly string[] {
  const leaves = leavesOf(pathway).filter(({ state }) => state.type !== 'final')
  const paths = (some: typeof leaves) => some.map(({ path }) => path.join('.'))
  switch (begins.on) {
    case 'transition':
      return edges.flatMap(({ transition, from, to }) =>
        begins.transitions.includes(transition.meta.id) ? [to ?? from] : [],
      )
    case 'state':
      return paths(
        leaves.filter(({ path }) =>
          begins.states.some((state) => isPrefix(state.split('.'), path)),
        ),
      )
    // What is told or becomes true can be so anywhere: only a duty that can be kept nowhere is told of.
    case 'told':
    case 'facts':
      return [initialLeaf(pathway, [pathway.machine.initial]).join('.')]
  }
}

function statesFrom(from: readonly string[], edges: readonly ChartEdge[]): ReadonlySet<string> {
  return reachedFrom(from, (state) =>
    edges.flatMap((edge) => (edge.from === state && edge.to !== undefined ? [edge.to] : [])),
  )
}
