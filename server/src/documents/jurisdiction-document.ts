import type { Jurisdiction } from '@jieli/engine'
import type { StoredDocument } from '../ports/store.ts'
import type { RecordedChange } from './recorded-change.ts'

/** A node of the tree of jurisdictions, with what it binds below it. */
export type JurisdictionDocument = StoredDocument &
  Jurisdiction & {
    readonly savedAt: string
    /** Whoever proposed what it says. */
    readonly savedBy: string
    /** Whoever confirmed that; a node of the tree's beginning has nobody. */
    readonly confirmedBy?: string
    /** The latest changes, oldest first; a node of the tree's beginning has none. */
    readonly changes?: readonly RecordedChange[]
  }
