import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'

/** A ruleset's would-be child: what somebody might try, and whether the guards should let it through. */
export interface Mutation {
  /** `weakened-012`. */
  readonly id: string
  readonly kind: string
  readonly weakened: boolean
  readonly description: Text
  readonly ruleset: Ruleset
}

/** One change that could be made. It is written only when it is chosen. */
export interface Proposal {
  readonly kind: string
  /** The item it touches. */
  readonly path: string
  readonly description: Text
  /** Changes a copy of the ruleset in place. */
  readonly edit: (draft: Ruleset) => void
  /** True when the edit alone does not show that it weakens: cases must show it. */
  readonly uncertain?: boolean
  /** The decisions whose answers it may change, where cases must show it. */
  readonly decisions?: readonly string[]
}

/** A copy that may be changed. Pure. */
export function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/** The item with an id, which the proposal knows to be there. Pure. */
export function byId<T extends { readonly id: string }>(items: readonly T[], id: string): T {
  const found = items.find((item) => item.id === id)
  if (found === undefined) throw new TypeError(`There is no item "${id}".`)
  return found
}

/** Takes an item out of a list in place. */
export function strike<T extends { readonly id: string }>(items: T[], id: string): void {
  const at = items.findIndex((item) => item.id === id)
  if (at >= 0) items.splice(at, 1)
}
