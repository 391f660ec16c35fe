import { chartEdges } from '../../model/chart-edges.ts'
import type { Duty } from '../../model/duty.ts'
import { createIssue, type Issue } from '../../model/issue.ts'
import type { Pathway } from '../../model/pathway.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { statesOf } from '../../model/state-nodes.ts'
import { suggest } from '../../model/suggest.ts'
import type { Text } from '../../model/text.ts'
import { checkDelayLength } from '../check-delay-length.ts'
import { dutyFindings } from './duty-findings.ts'
import { dueUnwatched } from './due-unwatched.ts'

/** What duties name of their pathway, whether they can be kept, and who could get round them. Pure. */
export function checkDuties(ruleset: Ruleset): readonly Issue[] {
  return [...ruleset.duties.flatMap((duty) => checkDuty(ruleset, duty)), ...dueUnwatched(ruleset)]
}

function checkDuty(ruleset: Ruleset, duty: Duty): readonly Issue[] {
  const path = `/duties/${duty.id}`
  const lengths = [duty.within, ...(duty.late ?? []).map(({ after }) => after)].flatMap((delay) =>
    delay === undefined ? [] : checkDelayLength(ruleset, delay, path),
  )
  const pathway = ruleset.pathways.find(({ id }) => id === duty.pathway)
  // A pathway that is not there is told with all other names.
  if (pathway === undefined) return lengths
  const names = checkNames(pathway, duty, path)
  return [...lengths, ...names, ...(names.length > 0 ? [] : dutyFindings(ruleset, pathway, duty))]
}

function checkNames(pathway: Pathway, duty: Duty, path: string): readonly Issue[] {
  const { begins, keptBy, endedBy, late = [] } = duty
  const known = namesOf(pathway)
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

function namesOf(pathway: Pathway): Readonly<Record<keyof typeof kinds, readonly string[]>> {
  return {
    parties: pathway.parties.map(({ id }) => id),
    transitions: [...new Set(chartEdges(pathway).map(({ transition }) => transition.meta.id))],
    states: statesOf(pathway).map(({ path }) => path.join('.')),
    events: pathway.events.map(({ id }) => id),
  }
}
