import type { Ruleset } from '@jieli/engine'
import type { Draft } from 'immer'

/** One intended edit. Everything that changes the ruleset is a command, so everything can be undone. */
export interface Command {
  /** Key of its name in the dictionaries, shown beside undo and redo. */
  readonly name: string
  /**
   * Commands in a row with the same `merge` become one undo step (letters typed into one field),
   * until the history is sealed.
   */
  readonly merge?: string
  readonly apply: (ruleset: Draft<Ruleset>) => void
}
