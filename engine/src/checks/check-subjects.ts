import { pathwaySubjectTitles, rolesOfSubject } from '../model/chart-roles.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { type Pathway, subjectOf } from '../model/pathway.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { nodesOf } from '../model/state-nodes.ts'
import type { Text } from '../model/text.ts'
import { statePointer } from './check-pathways.ts'

/**
 * What does not go with whose cases a pathway holds: a meaning for patients in a procedure of the community, or the other
 * way about; a party of a procedure that no office fills, so that nobody could begin it. Pure.
 */
export function checkSubjects(ruleset: Ruleset): readonly Issue[] {
  return ruleset.pathways.flatMap((pathway) => [
    ...foreignRoles(pathway),
    ...(subjectOf(pathway) === 'community' ? unfilledParties(ruleset, pathway) : []),
  ])
}

function foreignRoles(pathway: Pathway): readonly Issue[] {
  const subject = subjectOf(pathway)
  const fitting = rolesOfSubject[subject]
  const told = (path: string, title: Text) =>
    createIssue('SUBJECT_ROLE', path, { title, subject: pathwaySubjectTitles[subject] })
  return [
    ...nodesOf(pathway)
      .filter(({ state }) =>
        (state.meta.roles ?? []).some((role) => !fitting.states.includes(role)),
      )
      .map(({ path, state }) => told(statePointer(pathway, path), state.meta.title)),
    ...pathway.events
      .filter(({ role }) => role !== undefined && !fitting.events.includes(role))
      .map(({ id, title }) => told(`/pathways/${pathway.id}/events/${id}`, title)),
    ...pathway.parties
      .filter(({ role }) => role !== undefined && subject === 'community')
      .map(({ id, title }) => told(`/pathways/${pathway.id}/parties/${id}`, title)),
  ]
}

/** Parties of a procedure that no office of the community fills. */
function unfilledParties(ruleset: Ruleset, { id, parties }: Pathway): readonly Issue[] {
  const offices = new Set(
    ruleset.offices.flatMap((office) => (office.of === 'community' ? [office.id] : [])),
  )
  return parties
    .filter(({ office }) => office === undefined || !offices.has(office))
    .map((party) =>
      createIssue('PARTY_OFFICE', `/pathways/${id}/parties/${party.id}`, { party: party.title }),
    )
}
