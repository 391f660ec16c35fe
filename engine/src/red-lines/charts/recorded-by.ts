import type { ChartEdge } from '../../model/chart-edges.ts'
import type { StateRole } from '../../model/chart-roles.ts'
import type { Issue } from '../../model/issue.ts'
import { jsonEqual } from '../../model/json.ts'
import type { Action } from '../../model/pathway.ts'
import { referencesOf } from '../../model/references/references-of.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import { stateAt } from '../../model/state-nodes.ts'
import type { Text } from '../../model/text.ts'
import { titleAt } from '../around-state.ts'
import { covers, fewer } from '../covers.ts'
import { type RedLineContext, redLineIssue } from '../red-line-context.ts'
import type { CheckOf, RedLineKind } from '../red-line-kind.ts'
import { causeOf } from './chart-issue.ts'
import { eachChart } from './each-chart.ts'
import type { GuardedChart } from './guarded-chart.ts'

type RecordedBy = CheckOf<'recordedBy'>
type Recorded = RecordedBy['facts'][number]

const check: RedLineKind<'recordedBy'>['check'] = (context, check) =>
  eachChart(context, check, (chart) =>
    check.facts.flatMap((recorded) => [
      ...recordedByOthers(context, chart, recorded),
      ...neverRecorded(context, chart, recorded),
      ...staying(context, chart, { recorded, fallsIn: check.fallsIn ?? [] }),
    ]),
  )

/** Everything but an event of the office that could make the fact true. */
function recordedByOthers(
  context: RedLineContext,
  chart: GuardedChart,
  recorded: Recorded,
): readonly Issue[] {
  const { pathway, edges } = chart
  const told = (path: string, place: Text) =>
    redLineIssue(context, 'RED_LINE_RECORD', path, { ...namesOf(context, recorded), place })
  const at = `/pathways/${pathway.id}`
  const seen = new Set<string>()
  const byTransition = edges.flatMap((edge) => {
    const { id } = edge.transition.meta
    const is = makesTrue(edge.transition.actions, recorded.fact)
    if (!is || byOffice(chart, edge, recorded.office) || seen.has(id)) return []
    seen.add(id)
    return [told(`${at}/transitions/${id}`, causeOf(pathway, edge))]
  })
  const byState = [...new Set(edges.flatMap(({ from, to }) => [from, ...(to ? [to] : [])]))]
    .concat(chart.start)
    .flatMap((leaf) => prefixes(leaf))
    .filter((path, index, all) => all.indexOf(path) === index)
    .flatMap((path) => {
      const state = stateAt(pathway, path.split('.'))
      const is = [state?.entry, state?.exit].some((actions) => makesTrue(actions, recorded.fact))
      const inner = path.split('.').join('/states/')
      return is ? [told(`${at}/machine/states/${inner}`, titleAt(pathway, path))] : []
    })
  const byForm = pathway.events
    .filter(({ asks = [] }) => asks.includes(recorded.fact))
    .filter(({ actors }) => !allOf(chart, actors, recorded.office))
    .map(({ id, title }) => told(`${at}/events/${id}`, title))
  const guards = new Set(
    edges.flatMap(({ transition: { guard } }) =>
      guard === undefined ? [] : guard.params.decision,
    ),
  )
  const byDecision = context.ruleset.decisions
    .filter(({ id }) => guards.has(id))
    .filter((decision) =>
      referencesOf('decisions', decision).some(
        ({ id, writes }) => id === recorded.fact && writes !== undefined && writes.value !== false,
      ),
    )
    .map(({ id, title }) => told(`/decisions/${id}`, title))
  return [...byTransition, ...byState, ...byForm, ...byDecision]
}

/** Nobody of the office can say that it was done: the step was taken out of the chart, or given to another. */
function neverRecorded(
  context: RedLineContext,
  chart: GuardedChart,
  recorded: Recorded,
): readonly Issue[] {
  const { pathway, edges } = chart
  const asked = new Set(
    pathway.events.filter(({ asks = [] }) => asks.includes(recorded.fact)).map(({ id }) => id),
  )
  const can = edges.some(
    (edge) =>
      byOffice(chart, edge, recorded.office) &&
      (makesTrue(edge.transition.actions, recorded.fact) || asked.has(edge.name)) &&
      chart.canOpen(edge.transition.guard),
  )
  const path = `/pathways/${pathway.id}`
  return can
    ? []
    : [redLineIssue(context, 'RED_LINE_RECORD_MISSING', path, namesOf(context, recorded))]
}

/** A case that begins, or comes to where the draft is changed, with what was recorded before still standing. */
function staying(
  context: RedLineContext,
  chart: GuardedChart,
  { recorded, fallsIn }: { readonly recorded: Recorded; readonly fallsIn: readonly StateRole[] },
): readonly Issue[] {
  const { pathway, edges, start } = chart
  const falls = (leaf: string, from: string | undefined, actions: readonly Action[] = []) => {
    const entered = prefixes(leaf).filter((path) => from === undefined || !isInside(from, path))
    const entry = entered.flatMap((path) => stateAt(pathway, path.split('.'))?.entry ?? [])
    return lastValue([...actions, ...entry], recorded.fact) === false
  }
  const stays = (path: string, state: string) =>
    redLineIssue(context, 'RED_LINE_RECORD_STAYS', path, {
      ...namesOf(context, recorded),
      state: titleAt(pathway, state),
    })
  const at = `/pathways/${pathway.id}`
  const kept = edges.filter(
    ({ from, to, transition }) =>
      to !== undefined &&
      chart.means(to, fallsIn) &&
      !chart.means(from, fallsIn) &&
      !falls(to, from, transition.actions),
  )
  return [
    ...(falls(start, undefined) ? [] : [stays(at, start)]),
    ...kept.map((edge) => stays(`${at}/transitions/${edge.transition.meta.id}`, edge.to ?? '')),
  ]
}

function namesOf({ ruleset, parent }: RedLineContext, { fact, office }: Recorded) {
  const named = [ruleset, ...(parent === undefined ? [] : [parent])]
  const titled = named.flatMap(({ offices }) => offices).find(({ id }) => id === office)
  const facts = named.map((one) => indexRuleset(one).facts.get(fact)?.title)
  return {
    fact: facts.find((title) => title !== undefined) ?? fact,
    office: titled?.title ?? office,
  }
}

/** True for an event that the parties of the office send, and nobody else. */
function byOffice(chart: GuardedChart, { cause, name }: ChartEdge, office: string): boolean {
  const event = chart.pathway.events.find(({ id }) => cause === 'event' && id === name)
  return event !== undefined && allOf(chart, event.actors, office)
}

function allOf({ pathway }: GuardedChart, actors: readonly string[], office: string): boolean {
  return actors.every((actor) =>
    pathway.parties.some((party) => party.id === actor && party.office === office),
  )
}

function makesTrue(actions: readonly Action[] | undefined, fact: string): boolean {
  return (actions ?? []).some(
    ({ type, params }) => type === 'set' && params.fact === fact && params.value !== false,
  )
}

function lastValue(actions: readonly Action[], fact: string): unknown {
  const set = actions.findLast(({ type, params }) => type === 'set' && params.fact === fact)
  return set?.type === 'set' ? set.params.value : undefined
}

/** A state and those around it, the outermost first. */
function prefixes(leaf: string): readonly string[] {
  const keys = leaf.split('.')
  return keys.map((_, at) => keys.slice(0, at + 1).join('.'))
}

function isInside(leaf: string, path: string): boolean {
  return `${leaf}.`.startsWith(`${path}.`)
}

/** `recordedBy`: by whom each fact becomes true, and that it is false at the start and where the draft is changed. */
export const recordedBy: RedLineKind<'recordedBy'> = {
  check,
  keeps: (ours, theirs) =>
    theirs.facts.every((recorded) => ours.facts.some((one) => jsonEqual(one, recorded))) &&
    covers(ours.fallsIn ?? [], theirs.fallsIn ?? []),
  milder: (line) => [
    ...fewer(line.facts).map((facts) => ({ ...line, facts })),
    ...(line.fallsIn === undefined ? [] : [{ ...line, fallsIn: undefined }]),
  ],
  describe: ({ pathway, facts }, { title, list }) => {
    const [named, what] = [
      title('pathways', pathway),
      (arrow: string) =>
        list(
          facts.map(
            ({ fact, office }) => `${title('facts', fact)}${arrow}${title('offices', office)}`,
          ),
        ),
    ]
    return {
      zh: `“${named}”的各项只能由有关部门自己办理：${what(' ← ')}；退回修改后须重新办理`,
      en: `In "${named}" each of these is done by its own office alone, and again once it was sent back: ${what(' ← ')}`,
    }
  },
}
