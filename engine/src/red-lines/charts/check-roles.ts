import { chartCheckKinds } from '../../model/chart-red-line.ts'
import {
  type EventRole,
  type PartyRole,
  pathwaySubjectTitles,
  type StateRole,
} from '../../model/chart-roles.ts'
import type { Issue } from '../../model/issue.ts'
import { type Pathway, subjectOf } from '../../model/pathway.ts'
import type { RedLine, RedLineCheck } from '../../model/red-line.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import type { Text } from '../../model/text.ts'
import { statesOf } from '../../model/state-nodes.ts'
import { redLineIssue } from '../red-line-context.ts'
import { roleTitles } from './chart-issue.ts'

/**
 * Red lines speak of what states, events and parties mean. What a ruleset inherits keeps its meaning; what it adds with a meaning
 * is shown, for no machine can tell whether that is true. Pure.
 */
export function checkRoles(ruleset: Ruleset, parent: Ruleset | undefined): readonly Issue[] {
  if (parent === undefined) return []
  return ruleset.pathways.flatMap((pathway) => {
    const before = parent.pathways.find(({ id }) => id === pathway.id)
    // What a pathway of the community means is spoken of by the lines that name it.
    const of = [before, pathway].some((one) => one !== undefined && subjectOf(one) === 'patient')
      ? undefined
      : pathway.id
    const speaks = (check: RedLineCheck) =>
      isChartCheck(check) && (check.pathway === of || check.pathway === pathway.id)
    const line = parent.redLines.find(({ checks }) => checks.some(speaks))
    if (line === undefined) return []
    const named =
      of === undefined
        ? undefined
        : rolesNamed(parent.redLines.flatMap(({ checks }) => checks.filter(speaks)))
    const theirs = new Map(
      before === undefined ? [] : meaningsOf(before).map((one) => [one.key, one]),
    )
    const given = { ruleset, parent, line, named }
    return [
      ...(before === undefined ? [] : subjectChanged(given, before, pathway)),
      ...meaningsOf(pathway).flatMap((ours) => compare(given, ours, theirs.get(ours.key))),
    ]
  })
}

/** A pathway of patients that is said to be one of the community would no longer be spoken of by the lines of patients. */
function subjectChanged(context: Given, before: Pathway, pathway: Pathway): readonly Issue[] {
  if (subjectOf(before) === subjectOf(pathway)) return []
  const role = pathwaySubjectTitles[subjectOf(before)]
  const values = { title: pathway.title, role }
  return [redLineIssue(context, 'RED_LINE_ROLE_CHANGED', `/pathways/${pathway.id}`, values)]
}

type ChartCheck = Extract<RedLineCheck, { readonly kind: (typeof chartCheckKinds)[number] }>

function isChartCheck(check: RedLineCheck): check is ChartCheck {
  return (chartCheckKinds as readonly string[]).includes(check.kind)
}

interface Meaning {
  readonly key: string
  readonly path: string
  readonly title: Text
  readonly roles: readonly (StateRole | EventRole | PartyRole)[]
  readonly of: Parameters<typeof roleTitles>[1]
}

/** What the checks of one pathway rest on: its other meanings are for the reader. */
function rolesNamed(checks: readonly RedLineCheck[]): ReadonlySet<string> {
  return new Set(
    checks.flatMap((check) =>
      Object.values(check).flatMap((member: unknown) =>
        [member].flat().filter((one) => typeof one === 'string'),
      ),
    ),
  )
}

interface Given {
  /** The meanings that count; all of them, when absent. */
  readonly named?: ReadonlySet<string> | undefined
  readonly ruleset: Ruleset
  readonly parent: Ruleset
  readonly line: RedLine
}

function compare(context: Given, ours: Meaning, theirs: Meaning | undefined): readonly Issue[] {
  const same = (role: Meaning['roles'][number]) => theirs?.roles.includes(role) === true
  const lost = (theirs?.roles ?? []).filter((role) => !ours.roles.includes(role))
  const gained = ours.roles.filter(
    (role) => !same(role) && (theirs !== undefined || context.named?.has(role) !== false),
  )
  const values = (roles: Meaning['roles']) => ({
    title: ours.title,
    role: roleTitles(roles, ours.of),
  })
  if (theirs !== undefined && lost.length + gained.length > 0)
    return [redLineIssue(context, 'RED_LINE_ROLE_CHANGED', ours.path, values([...lost, ...gained]))]
  return gained.length === 0
    ? []
    : [redLineIssue(context, 'RED_LINE_ROLE_GIVEN', ours.path, values(gained))]
}

/** Everything in a chart that can say what it means. */
function meaningsOf(pathway: Pathway): readonly Meaning[] {
  const at = `/pathways/${pathway.id}`
  const one = <T>(role: T | undefined): readonly T[] => (role === undefined ? [] : [role])
  return [
    ...statesOf(pathway).map(({ path, state }): Meaning => {
      const pointer = `${at}/machine${path.map((key) => `/states/${key}`).join('')}`
      return {
        key: pointer,
        path: pointer,
        title: state.meta.title,
        roles: state.meta.roles ?? [],
        of: 'states',
      }
    }),
    ...pathway.events.map(({ id, title, role }): Meaning => {
      const path = `${at}/events/${id}`
      return { key: path, path, title, roles: one(role), of: 'events' }
    }),
    ...pathway.parties.map(({ id, title, role }): Meaning => {
      const path = `${at}/parties/${id}`
      return { key: path, path, title, roles: one(role), of: 'parties' }
    }),
  ]
}
