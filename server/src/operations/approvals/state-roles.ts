import { type Pathway, stateAt, type StateRole } from '@jieli/engine'

/** What the state of a path means; a state inside another means what that one means, too. Pure. */
export function rolesAt(pathway: Pathway, path: string): ReadonlySet<StateRole> {
  const keys = path.split('.')
  return new Set(keys.flatMap((_, at) => stateAt(pathway, keys.slice(0, at + 1))?.meta.roles ?? []))
}
