import type { Pathway } from '../../model/pathway.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import type { Text } from '../../model/text.ts'
import {
  stateAt,
  type StateNode,
  statesOf,
  targetPath,
  transitionsOf,
} from '../../pathways/state-nodes.ts'
import { type CheckOf, redLineIssue } from './red-line-context.ts'

/** `guardedPath`: with the guarded and excused transitions taken away, none of the states can be reached. */
export const checkGuardedPath: CheckOf<'guardedPath'> = (context, check) => {
  const pathway = pathwayOf(context.ruleset, check.pathway)
  if (pathway === undefined)
    return [redLineIssue(context, 'RED_LINE_ITEM_MISSING', '/pathways', { item: check.pathway })]
  const nodes = statesOf(pathway)
  const key = (path: readonly string[]) => path.join('.')
  const reached = new Map<string, string | undefined>([[check.from, undefined]])
  const pending = [check.from]
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const path = at.split('.')
    for (const { path: from, state } of around(pathway, nodes, path))
      for (const { cause, name, transition } of transitionsOf(state)) {
        if (transition.target === undefined) continue
        const decision = transition.guard?.params.decision
        if (decision !== undefined && check.decisions.includes(decision)) continue
        if (cause === 'event' && check.events.includes(name)) continue
        const target = targetPath(pathway, from, transition.target)
        if (target === undefined) continue
        const leaf = key(initialLeaf(pathway, target))
        if (reached.has(leaf)) continue
        reached.set(leaf, transition.meta.id)
        pending.push(leaf)
      }
  }
  return [...reached].flatMap(([leaf, by]) => {
    const crossed = check.to.some((state) => leaf === state || leaf.startsWith(`${state}.`))
    if (!crossed || by === undefined) return []
    return [
      redLineIssue(context, 'RED_LINE_UNGUARDED', `/pathways/${pathway.id}/transitions/${by}`, {
        state: titleAt(pathway, leaf),
        transition: by,
      }),
    ]
  })
}

/** `openEvent`: in each of the states the event leads on, through the decision's guard or unguarded. */
export const checkOpenEvent: CheckOf<'openEvent'> = (context, check) => {
  const pathway = pathwayOf(context.ruleset, check.pathway)
  if (pathway === undefined)
    return [redLineIssue(context, 'RED_LINE_ITEM_MISSING', '/pathways', { item: check.pathway })]
  const nodes = statesOf(pathway)
  return check.states
    .filter((state) => {
      const leads = around(pathway, nodes, state.split('.')).some((node) =>
        transitionsOf(node.state).some(
          ({ cause, name, transition }) =>
            cause === 'event' &&
            name === check.event &&
            (transition.guard === undefined || transition.guard.params.decision === check.decision),
        ),
      )
      return !leads
    })
    .map((state) =>
      redLineIssue(
        context,
        'RED_LINE_EVENT_CLOSED',
        `/pathways/${pathway.id}/events/${check.event}`,
        {
          state: titleAt(pathway, state),
          event: pathway.events.find((event) => event.id === check.event)?.title ?? check.event,
        },
      ),
    )
}

function pathwayOf(ruleset: Ruleset, id: string): Pathway | undefined {
  return ruleset.pathways.find((pathway) => pathway.id === id)
}

/** A state, those around it and the machine itself: whose transitions all count while the case rests there. */
function around(
  pathway: Pathway,
  nodes: readonly StateNode[],
  path: readonly string[],
): readonly StateNode[] {
  const { on } = pathway.machine
  const machine: StateNode = {
    path: [],
    state: { meta: { title: pathway.title }, ...(on === undefined ? {} : { on }) },
  }
  const active = nodes.filter((node) => node.path.every((step, at) => step === path[at]))
  return [...active, machine]
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
