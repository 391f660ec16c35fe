import type { Language, Ruleset } from '@jieli/engine'
import type { ComponentType } from 'react'

/** The lists whose items are filled in part by part. */
export type DraftedList = 'duties' | 'scheduledDuties'
export type DraftedItem<L extends DraftedList> = Ruleset[L][number]

/** A kind of items that are filled in part by part. */
export interface DraftedKind<L extends DraftedList, Draft> {
  readonly list: L
  /** Where its words stand in the dictionary: `dutyEditor`. */
  readonly words: string
  /** What the ids of new ones begin with. */
  readonly prefix: string
  /** Nothing is chosen yet. */
  readonly empty: Draft
  /** An item as a draft of itself. */
  readonly draftOf: (item: DraftedItem<L>) => Draft
  /** The item a finished draft says, with what the form does not show of an older one; `undefined` while something lacks. */
  readonly itemOf: (
    draft: Draft,
    rest: { readonly id: string } & Partial<DraftedItem<L>>,
  ) => DraftedItem<L> | undefined
  /** The parts that still lack something, in the order of the form. */
  readonly missingParts: (draft: Draft) => readonly string[]
  /** The item as a document would say it. */
  readonly describe: (
    ruleset: Ruleset,
    item: DraftedItem<L>,
    asOf: string | undefined,
    language: Language,
  ) => string
  readonly Form: ComponentType<{
    readonly draft: Draft
    /** `field` makes typing into it one step to undo. */
    readonly onChange: (draft: Draft, field: string) => void
  }>
}
