import type { Outcome } from '../model/outcome.ts'
import type { Guard, Pathway, TransitionDefinition } from '../model/pathway.ts'
import type { RedLineCheck } from '../model/red-line.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import {
  pathwayRoot,
  stateAt,
  type StateNode,
  statesOf,
  targetPath,
  transitionsOf,
} from '../pathways/state-nodes.ts'
import { checkGuardKept } from './check-guard-kept.ts'
import { openStates } from './open-states.ts'
import { type CheckOf, redLineIssue } from './red-line-context.ts'

/** `guardedPath`: with the guarded and excused transitions taken away, none of the states can be reached. */
export const checkGuardedPath: CheckOf<'guardedPath'> = (context, check) => {
  const pathway = pathwayOf(context.ruleset, check.pathway)
  if (pathway === undefined)
    return [redLineIssue(context, 'RED_LINE_ITEM_MISSING', '/pathways', { item: check.pathway })]
  const nodes = statesOf(pathway)
  const allowed = opensOf(pathwayOf(context.parent, check.pathway))
  const key = (path: readonly string[]) => path.join('.')
  const reached = new Map<string, string | undefined>([[check.from, undefined]])
  const pending = [check.from]
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const path = at.split('.')
    for (const { path: from, state } of around(pathway, nodes, path))
      for (const { cause, name, transition } of transitionsOf(state)) {
        if (transition.target === undefined) continue
        if (guards(transition.guard, check.decisions, allowed)) continue
        if (cause === 'event' && check.events.includes(name)) continue
        const target = targetPath(pathway, from, transition.target)
        if (target === undefined) continue
        const leaf = key(initialLeaf(pathway, target))
        if (reached.has(leaf)) continue
        reached.set(leaf, transition.meta.id)
        pending.push(leaf)
      }
  }
  const loosened = check.decisions.flatMap((decision) =>
    checkGuardKept(context, { decision, opens: allowed?.get(decision) ?? [], mayNot: 'loosen' }),
  )
  const crossed = [...reached].flatMap(([leaf, by]) => {
    const within = check.to.some((state) => leaf === state || leaf.startsWith(`${state}.`))
    if (!within || by === undefined) return []
    return [
      redLineIssue(context, 'RED_LINE_UNGUARDED', `/pathways/${pathway.id}/transitions/${by}`, {
        state: titleAt(pathway, leaf),
        transition: by,
      }),
    ]
  })
  return [...crossed, ...loosened]
}

/**
 * `openEvent`: in each of the states the event leads on, through the decision's guard or unguarded, in every case in
 * which the parent's guard opens.
 */
export const checkOpenEvent: CheckOf<'openEvent'> = (context, check) => {
  const pathway = pathwayOf(context.ruleset, check.pathway)
  if (pathway === undefined)
    return [redLineIssue(context, 'RED_LINE_ITEM_MISSING', '/pathways', { item: check.pathway })]
  const before = pathwayOf(context.parent, check.pathway)
  const actors = (chart: Pathway | undefined) =>
    chart?.events.find((event) => event.id === check.event)?.actors ?? []
  const silenced = actors(before).some((actor) => !actors(pathway).includes(actor))
  const everywhere = before === undefined ? [] : exitsAnywhere(before, check)
  const closed = openStates(pathway, check).filter((state) => {
    const exits = exitsOf(pathway, state, check)
    // A state the child adds is held to what leads out elsewhere.
    const known = before !== undefined && stateAt(before, state.split('.')) !== undefined
    const wanted = known ? exitsOf(before, state, check) : everywhere
    // Unguarded is open to every outcome; a guard has to open on what the parent's opened on.
    const opens = (outcomes: Guard['params']['opens']) =>
      exits.some(({ guard }) => outcomes.every((one) => guard?.params.opens.includes(one) ?? true))
    const kept = wanted.every(({ guard }) =>
      guard === undefined
        ? exits.some((exit) => exit.guard === undefined)
        : opens(guard.params.opens),
    )
    return silenced || exits.length === 0 || !kept
  })
  const { decision } = check
  const opened = everywhere.flatMap(({ guard }) => guard?.params.opens ?? [])
  return [
    ...closed.map((state) =>
      redLineIssue(
        context,
        'RED_LINE_EVENT_CLOSED',
        `/pathways/${pathway.id}/events/${check.event}`,
        {
          state: titleAt(pathway, state),
          event: pathway.events.find((event) => event.id === check.event)?.title ?? check.event,
        },
      ),
    ),
    ...(decision === undefined
      ? []
      : checkGuardKept(context, { decision, opens: opened, mayNot: 'tighten' })),
  ]
}

type OpenEvent = Extract<RedLineCheck, { kind: 'openEvent' }>

/** The transitions by which the event leads out of any state the check speaks of. */
function exitsAnywhere(pathway: Pathway, check: OpenEvent): readonly TransitionDefinition[] {
  const found = openStates(pathway, check).flatMap((state) => exitsOf(pathway, state, check))
  return [...new Set(found)]
}

function pathwayOf(ruleset: Ruleset | undefined, id: string): Pathway | undefined {
  return ruleset?.pathways.find((pathway) => pathway.id === id)
}

/** The transitions by which the event leads out of a state. */
function exitsOf(
  pathway: Pathway,
  state: string,
  check: OpenEvent,
): readonly TransitionDefinition[] {
  const path = state.split('.')
  return around(pathway, statesOf(pathway), path).flatMap((node) =>
    transitionsOf(node.state).flatMap(({ cause, name, transition }) => {
      const { guard, target } = transition
      const leads = cause === 'event' && name === check.event && target !== undefined
      if (!leads || (guard !== undefined && guard.params.decision !== check.decision)) return []
      return targetPath(pathway, node.path, target)?.join('.') === state ? [] : [transition]
    }),
  )
}

/** The outcomes each decision's guards open on, by decision. */
function opensOf(
  pathway: Pathway | undefined,
): ReadonlyMap<string, readonly Outcome[]> | undefined {
  if (pathway === undefined) return undefined
  const found = new Map<string, readonly Outcome[]>()
  for (const { state } of [pathwayRoot(pathway), ...statesOf(pathway)])
    for (const { transition } of transitionsOf(state)) {
      const params = transition.guard?.params
      if (params === undefined) continue
      found.set(params.decision, [...(found.get(params.decision) ?? []), ...params.opens])
    }
  return found
}

/** True when a guard of these decisions keeps out what it should: a denial, and whatever the parent's guards keep out. */
function guards(
  guard: Guard | undefined,
  decisions: readonly string[],
  allowed: ReadonlyMap<string, readonly Outcome[]> | undefined,
): boolean {
  if (guard === undefined) return false
  const { decision, opens } = guard.params
  if (!decisions.includes(decision) || opens.includes('denyInstitutionalAction')) return false
  const inherited = allowed?.get(decision)
  return inherited === undefined
    ? !opens.includes('notAssessable')
    : opens.every((outcome) => inherited.includes(outcome))
}

/** A state, those around it and the machine itself: whose transitions all count while the case rests there. */
function around(
  pathway: Pathway,
  nodes: readonly StateNode[],
  path: readonly string[],
): readonly StateNode[] {
  const active = nodes.filter((node) => node.path.every((step, at) => step === path[at]))
  return [...active, pathwayRoot(pathway)]
}

function initialLeaf(pathway: Pathway, path: readonly string[]): readonly string[] {
  const state = stateAt(pathway, path)
  return state?.states === undefined || state.initial === undefined
    ? path
    : initialLeaf(pathway, [...path, state.initial])
}

function titleAt(pathway: Pathway, path: string): Text {
  return stateAt(pathway, path.split('.'))?.meta.title ?? { zh: path, en: path }
}
