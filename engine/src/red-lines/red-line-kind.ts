import type { Issue } from '../model/issue.ts'
import type { RedLineCheck } from '../model/red-line.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import type { RedLineNames } from './red-line-names.ts'
import type { RedLineContext } from './red-line-context.ts'

/** The checks of a kind. Kinds that ask for the same share a schema. */
export type CheckOf<K extends RedLineCheck['kind'], C = RedLineCheck> = C extends {
  readonly kind: infer Kind
}
  ? K extends Kind
    ? C
    : never
  : never

/**
 * Everything about one kind of check of a red line but for its schema, which is part of the ruleset's (`model/red-line.ts`).
 * A kind is added by its schema, a file beside this one and a line in `red-line-kinds.ts`. All functions are pure.
 */
export interface RedLineKind<K extends RedLineCheck['kind']> {
  /** Where the ruleset crosses the line. */
  check(context: RedLineContext, check: CheckOf<K>): readonly Issue[]
  /** True when a check demands at least what the parent's does. Only asked of two that differ. */
  keeps(ours: CheckOf<K>, theirs: CheckOf<K>, ruleset: Ruleset): boolean
  /** Ways to say the same check with less in it: tried by mutations, never kept. */
  milder(check: CheckOf<K>, ruleset: Ruleset): readonly RedLineCheck[]
  /** The check in a sentence, with names of one language put into both. */
  describe(check: CheckOf<K>, names: RedLineNames): Text
}
