import { createIssue, type Issue } from '../model/issue.ts'
import {
  chartEdges,
  endsOf,
  initialLeaf,
  isPrefix,
  leavesOf,
  reachedFrom,
} from '../model/chart-edges.ts'
import type { Pathway } from '../model/pathway.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import {
  pathwayRoot,
  type StateNode,
  statesOf,
  targetPath,
  transitionsOf,
} from '../model/state-nodes.ts'
import { checkDelayLength } from './check-delay-length.ts'
import { findCycles } from '../model/find-cycles.ts'

/** References of the charts, states nobody reaches, and states from which no end can be reached. Pure. */
export function checkPathways(ruleset: Ruleset): readonly Issue[] {
  return ruleset.pathways.flatMap((pathway) => [
    ...checkOwnNames(ruleset, pathway),
    ...checkShape(pathway),
  ])
}

/** What a chart names of its own parties, events and delays, and whether its transitions lead somewhere. */
function checkOwnNames(ruleset: Ruleset, pathway: Pathway): readonly Issue[] {
  const path = `/pathways/${pathway.id}`
  const issues: Issue[] = []
  const known = {
    parties: pathway.parties.map(({ id }) => id),
    events: pathway.events.map(({ id }) => id),
    delays: pathway.delays.map(({ id }) => id),
  }
  const refer = (list: keyof typeof known, id: string, at: string) => {
    if (known[list].includes(id)) return
    const values = { kind: ownNames[list], id, suggestion: suggest(id, known[list]) }
    issues.push(createIssue('REFERENCE_UNKNOWN', at, values))
  }
  for (const { id, actors } of pathway.events)
    for (const actor of actors) refer('parties', actor, `${path}/events/${id}`)
  for (const { id, after } of pathway.delays)
    issues.push(...checkDelayLength(ruleset, after, `${path}/delays/${id}`))
  for (const { path: steps, state } of everyState(pathway)) {
    for (const { cause, name, transition } of transitionsOf(state)) {
      const at = `${path}/transitions/${transition.meta.id}`
      if (cause === 'event') refer('events', name, at)
      if (cause === 'after') refer('delays', name, at)
      const { target } = transition
      if (target !== undefined && targetPath(pathway, steps, target) === undefined)
        issues.push(createIssue('STATE_TARGET', at, { target }))
    }
    const actions = [
      ...(state.entry ?? []),
      ...(state.exit ?? []),
      ...transitionsOf(state).flatMap(({ transition }) => transition.actions ?? []),
    ]
    for (const action of actions) {
      if (action.type === 'set') continue
      const at = statePointer(pathway, steps)
      const { dueIn, to } = action.params
      if (dueIn !== undefined) issues.push(...checkDelayLength(ruleset, dueIn, at))
      if (to !== undefined) refer('parties', to, at)
    }
  }
  return issues
}

const ownNames = {
  parties: { zh: '参与方', en: 'party' },
  events: { zh: '事件', en: 'event' },
  delays: { zh: '时限', en: 'delay' },
} as const satisfies Record<string, Text>

/** The states, and the machine itself with the transitions written on it. */
function everyState(pathway: Pathway): readonly StateNode[] {
  return [pathwayRoot(pathway), ...statesOf(pathway)]
}

/** Where a state stands in the ruleset document. Pure. */
export function statePointer(pathway: Pathway, path: readonly string[]): string {
  const inner = path.map((key) => `/states/${key}`).join('')
  return `/pathways/${pathway.id}/machine${inner}`
}

function checkShape(pathway: Pathway): readonly Issue[] {
  const issues: Issue[] = []
  const nodes = statesOf(pathway)
  const root = { states: pathway.machine.states, initial: pathway.machine.initial }
  for (const { path, state } of [{ path: [] as readonly string[], state: root }, ...nodes]) {
    if (state.states === undefined) continue
    const initial = state.initial ?? ''
    if (!Object.hasOwn(state.states, initial))
      issues.push(createIssue('STATE_INITIAL', statePointer(pathway, path), { initial }))
  }
  for (const { path, state } of nodes)
    if (state.type === 'final' && (transitionsOf(state).length > 0 || state.states !== undefined))
      issues.push(
        createIssue('FINAL_WITH_EXITS', statePointer(pathway, path), { title: state.meta.title }),
      )
  // Reachability means nothing while the chart itself is broken.
  return issues.length > 0 ? issues : [...checkReach(pathway, nodes), ...checkLoops(pathway)]
}

function checkReach(pathway: Pathway, nodes: readonly StateNode[]): readonly Issue[] {
  const key = (path: readonly string[]) => path.join('.')
  const forward = new Map<string, Set<string>>()
  for (const { from, to } of chartEdges(pathway))
    if (to !== undefined) forward.set(from, (forward.get(from) ?? new Set()).add(to))
  const leaves = leavesOf(pathway)
  const start = initialLeaf(pathway, [pathway.machine.initial])
  const reached = reachedFrom([key(start)], (from) => forward.get(from) ?? [])
  const issues: Issue[] = []
  for (const { path, state } of nodes) {
    const seen = leaves.some((leaf) => isPrefix(path, leaf.path) && reached.has(key(leaf.path)))
    if (!seen)
      issues.push(
        createIssue('STATE_UNREACHABLE', statePointer(pathway, path), { title: state.meta.title }),
      )
  }
  const backward = new Map<string, Set<string>>()
  for (const [from, targets] of forward)
    for (const to of targets) backward.set(to, (backward.get(to) ?? new Set()).add(from))
  const ending = reachedFrom(
    endsOf(pathway).map(({ path }) => key(path)),
    (to) => backward.get(to) ?? [],
  )
  for (const { path, state } of leaves)
    if (reached.has(key(path)) && !ending.has(key(path)))
      issues.push(
        createIssue('STATE_DEAD_END', statePointer(pathway, path), { title: state.meta.title }),
      )
  return issues
}

/** Circles a case could run round without any event: by automatic transitions and by being done, inner or outer. */
function checkLoops(pathway: Pathway): readonly Issue[] {
  const edges = new Map<string, string[]>(leavesOf(pathway).map(({ path }) => [path.join('.'), []]))
  for (const { cause, from, to } of chartEdges(pathway))
    if (to !== undefined && (cause === 'always' || cause === 'done')) edges.get(from)?.push(to)
  return findCycles(edges).map((cycle) =>
    createIssue('STATE_LOOP', statePointer(pathway, (cycle[0] ?? '').split('.')), {
      cycle: [...cycle, cycle[0]].join(' → '),
    }),
  )
}
