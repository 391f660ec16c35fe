import type { StatePath } from './state-path.ts'
import type { TransitionEntry } from './transition-list.ts'

/** A state as layers, contracts and exceptions name it: `/pathways/referral/machine/states/review/states/open`. Pure. */
export function statePointer(pathway: string, path: StatePath): string {
  const machine = `/pathways/${pathway}/machine`
  return path === '' ? machine : `${machine}/states/${path.replaceAll('.', '/states/')}`
}

/** A transition as layers, contracts and exceptions name it: below the state it leaves. Pure. */
export function transitionPointer(
  pathway: string,
  { id, source, trigger }: Pick<TransitionEntry, 'id' | 'source' | 'trigger'>,
): string {
  const state = statePointer(pathway, source)
  if (trigger.kind === 'on') return `${state}/on/${trigger.event}/${id}`
  if (trigger.kind === 'after') return `${state}/after/${trigger.delay}/${id}`
  return `${state}/${trigger.kind === 'always' ? 'always' : 'onDone'}/${id}`
}
