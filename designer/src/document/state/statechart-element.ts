import type { Issue, Pathway } from '@jieli/engine'
import { childPath, type StatePath } from './state-path.ts'
import { findTransition } from './transition-list.ts'

/** The part of a statechart that an issue's path points at. */
export type StatechartElement =
  | { readonly kind: 'state'; readonly path: StatePath }
  | { readonly kind: 'transition'; readonly id: string }
  | { readonly kind: 'event'; readonly id: string }

/** Reads `/pathways/<id>/machine/states/a/states/b/…` or `/pathways/<id>/transitions/<id>/…`. Pure. */
export function elementOfIssue(pathway: Pathway, path: string): StatechartElement | undefined {
  const [, list, id, part, ...rest] = path.split('/').map(unescapePointer)
  if (list !== 'pathways' || id !== pathway.id) return undefined
  const [first] = rest
  if (part === 'transitions' && first !== undefined && findTransition(pathway, first) !== undefined)
    return { kind: 'transition', id: first }
  if (part === 'events' && first !== undefined) return { kind: 'event', id: first }
  if (part !== 'machine') return undefined
  let state: StatePath = ''
  for (let at = 0; rest[at] === 'states'; at += 2) {
    const key = rest[at + 1]
    if (key !== undefined) state = childPath(state, key)
  }
  const { length } = state === '' ? [] : state.split('.')
  const transition = transitionIn(rest.slice(length * 2))
  if (transition !== undefined && findTransition(pathway, transition) !== undefined)
    return { kind: 'transition', id: transition }
  return state === '' ? undefined : { kind: 'state', path: state }
}

/** Reads `on/<event>/<id>`, `after/<delay>/<id>`, `always/<id>` or `onDone/<id>`. */
function transitionIn([list, first, second]: readonly string[]): string | undefined {
  if (list === 'on' || list === 'after') return second
  return list === 'always' || list === 'onDone' ? first : undefined
}

/** States and transitions of a statechart that have something wrong. Pure. */
export function troubledElements(
  pathway: Pathway,
  issues: readonly Issue[],
): { states: ReadonlySet<StatePath>; transitions: ReadonlySet<string> } {
  const states = new Set<StatePath>()
  const transitions = new Set<string>()
  for (const issue of issues) {
    const element = issue.severity === 'info' ? undefined : elementOfIssue(pathway, issue.path)
    if (element?.kind === 'state') states.add(element.path)
    if (element?.kind === 'transition') transitions.add(element.id)
  }
  return { states, transitions }
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~')
}
