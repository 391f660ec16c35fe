import type { Condition, Ruleset } from '@jieli/engine'
import { firstLeaf } from './new-test.ts'

export const leafKinds = ['fact', 'condition', 'decision'] as const
export type LeafKind = (typeof leafKinds)[number]

/** What a leaf asks; undefined for a group or a negation. Pure. */
export function leafKind(condition: Condition): LeafKind | undefined {
  return leafKinds.find((kind) => kind in condition)
}

/** A leaf of that kind to begin with; undefined when the ruleset has nothing to ask. Pure. */
export function leafOf(ruleset: Ruleset, kind: LeafKind, within?: string): Condition | undefined {
  switch (kind) {
    case 'fact':
      return ruleset.facts.length === 0 ? undefined : firstLeaf(ruleset)
    case 'condition': {
      const named = ruleset.conditions.find((known) => known.id !== within)
      return named && { condition: named.id }
    }
    case 'decision': {
      const decision = ruleset.decisions.find((known) => known.id !== within)
      return decision && { decision: decision.id, operator: 'equal', value: 'allow' }
    }
  }
}
