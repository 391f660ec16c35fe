import { type Pathway, stateAt as stateOf, type StateDefinition, statesOf } from '@jieli/engine'

/** A state's address within its pathway: the keys from the root, joined by dots; `''` is the machine itself. */
export type StatePath = string

/** What the machine and a compound state have in common. */
export type StateHolder = Pick<
  StateDefinition,
  'initial' | 'states' | 'on' | 'after' | 'always' | 'onDone'
>

/** Pure. */
export function childPath(parent: StatePath, key: string): StatePath {
  return parent === '' ? key : `${parent}.${key}`
}

/** Pure. */
export function parentPath(path: StatePath): StatePath {
  const dot = path.lastIndexOf('.')
  return dot < 0 ? '' : path.slice(0, dot)
}

/** Pure. */
export function keyOf(path: StatePath): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

/** True when `path` is `ancestor` or lies inside it. Pure. */
export function isWithin(path: StatePath, ancestor: StatePath): boolean {
  return ancestor === '' || path === ancestor || path.startsWith(`${ancestor}.`)
}

/** The state at a path, or the machine at `''`. Pure; also works on an immer draft. */
export function holderAt(pathway: Pathway, path: StatePath): StateHolder | undefined {
  if (path === '') return pathway.machine
  return stateAt(pathway, path)
}

/** Pure; also works on an immer draft. */
export function stateAt(pathway: Pathway, path: StatePath): StateDefinition | undefined {
  return stateOf(pathway, path.split('.'))
}

export interface StateEntry {
  readonly path: StatePath
  readonly parent: StatePath
  readonly key: string
  readonly state: StateDefinition
}

/** Every state of a pathway, parents before children, in document order. Pure. */
export function listStates(pathway: Pathway): StateEntry[] {
  return statesOf(pathway).map(({ path, state }) => ({
    path: path.join('.'),
    parent: path.slice(0, -1).join('.'),
    key: path.at(-1) ?? '',
    state,
  }))
}
