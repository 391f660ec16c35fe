import { chartEdges } from '../../model/chart-edges.ts'
import type { Duty } from '../../model/duty.ts'
import { emittedEvents } from '../../model/emitted-events.ts'
import { createIssue, type Issue } from '../../model/issue.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { statesOf } from '../../model/state-nodes.ts'
import { suggest } from '../../model/suggest.ts'
import type { Text } from '../../model/text.ts'
import { checkDelayLength } from '../check-delay-length.ts'
import { type DutyChart, dutyFindings } from './duty-findings.ts'
import { spanOf } from '../../pathways/duties/duty-timers.ts'
import { dueUnwatched } from './due-unwatched.ts'

/** What duties name of their pathway, whether they can be kept, and who could get round them. Pure. */
export function checkDuties(ruleset: Ruleset): readonly Issue[] {
  const emitted = emittedEvents(ruleset)
  const told = new Set(emitted.map(({ event }) => event))
  const byPathway = Map.groupBy(ruleset.duties, ({ pathway }) => pathway)
  return [
    ...ruleset.duties.flatMap((duty) => checkLengths(ruleset, duty)),
    ...ruleset.pathways.flatMap((pathway) => {
      const duties = byPathway.get(pathway.id) ?? []
      if (duties.length === 0) return []
      const chart: DutyChart = { ruleset, pathway, edges: chartEdges(pathway), told }
      const known = namesOf(chart)
      return duties.flatMap((duty) => {
        const names = checkNames(known, duty)
        return names.length > 0 ? names : dutyFindings(chart, duty)
      })
    }),
    ...dueUnwatched(ruleset.duties, emitted),
  ]
}

function checkLengths(ruleset: Ruleset, { id, within, late = [] }: Duty): readonly Issue[] {
  const span = within === undefined ? undefined : spanOf(ruleset, within)
  return [span, ...late.map(({ after }) => after)].flatMap((delay) =>
    delay === undefined ? [] : checkDelayLength(ruleset, delay, `/duties/${id}`),
  )
}

/** A pathway that is not there is told with all other names. */
function checkNames(known: OwnNames, duty: Duty): readonly Issue[] {
  const { begins, keptBy, endedBy, late = [] } = duty
  const path = `/duties/${duty.id}`
  const refer = (kind: keyof typeof kinds, ids: readonly string[], at: string) =>
    ids
      .filter((id) => !known[kind].includes(id))
      .map((id) =>
        createIssue('REFERENCE_UNKNOWN', at, {
          kind: kinds[kind],
          id,
          suggestion: suggest(id, known[kind]),
        }),
      )
  return [
    ...refer('parties', [duty.owedBy], `${path}/owedBy`),
    ...refer('parties', duty.owedTo === undefined ? [] : [duty.owedTo], `${path}/owedTo`),
    ...late.flatMap(({ id, to }) => refer('parties', [to], `${path}/late/${id}`)),
    ...(begins.on === 'transition'
      ? refer('transitions', begins.transitions, `${path}/begins`)
      : []),
    ...(begins.on === 'state' ? refer('states', begins.states, `${path}/begins`) : []),
    ...(keptBy.on === 'event' ? refer('events', keptBy.events, `${path}/keptBy`) : []),
    ...(endedBy?.on === 'event' ? refer('events', endedBy.events, `${path}/endedBy`) : []),
  ]
}

const kinds = {
  parties: { zh: '参与方', en: 'party' },
  transitions: { zh: '转移', en: 'transition' },
  states: { zh: '状态', en: 'state' },
  events: { zh: '事件', en: 'event' },
} as const satisfies Record<string, Text>

type OwnNames = Readonly<Record<keyof typeof kinds, readonly string[]>>

function namesOf({ pathway, edges }: DutyChart): OwnNames {
  return {
    parties: pathway.parties.map(({ id }) => id),
    transitions: [...new Set(edges.map(({ transition }) => transition.meta.id))],
    states: statesOf(pathway).map(({ path }) => path.join('.')),
    events: pathway.events.map(({ id }) => id),
  }
}
