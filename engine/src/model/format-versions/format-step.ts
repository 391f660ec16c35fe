import type { JsonObject } from '../json.ts'
import type { RenamedLists } from './renamed-lists.ts'

/** A step from one form of rulesets to the next. Layers and whole rulesets have the same form, so it serves both. */
export interface FormatStep {
  /** The format it leads to. */
  readonly format: number
  /** The new names of lists that were renamed. */
  readonly renamedLists: RenamedLists
  /** Lists whose items are said in other lists since. */
  readonly removedLists?: readonly string[]
  /** Lists that there were not before. */
  readonly addedLists: readonly string[]
  /** Where what stood at a path stands since, where its list was removed. Pure. */
  readonly movedPath?: (path: string) => string
  /** The same content in the new form, its lists named already. Pure. */
  readonly content: (content: JsonObject) => JsonObject
  /** Who last said each item, where items are said otherwise since: of the content as it was. Pure. */
  readonly origin?: (
    content: JsonObject,
    origin: Readonly<Record<string, string>>,
  ) => Readonly<Record<string, string>>
}
