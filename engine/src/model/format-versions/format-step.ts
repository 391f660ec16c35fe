import type { JsonObject } from '../json.ts'
import type { RenamedLists } from './renamed-lists.ts'

/** A step from one form of rulesets to the next. Layers and whole rulesets have the same form, so it serves both. */
export interface FormatStep {
  /** The format it leads to. */
  readonly format: number
  /** The new names of lists that were renamed. */
  readonly renamedLists: RenamedLists
  /** Lists that there were not before. */
  readonly addedLists: readonly string[]
  /** The same content in the new form, its lists named already. Pure. */
  readonly content: (content: JsonObject) => JsonObject
}
