import type { StoredDocument } from '../ports/store.ts'
import type { CodeEdition } from './code-map-document.ts'

/** That a map was put in use, or ended. What is here in use hospitals' codes are read by. */
export interface CodeMapUse {
  readonly title: string
  readonly source: CodeEdition
  readonly target: CodeEdition
  /** Nothing where it was ended without ever being in use. */
  readonly usedAt: string | null
  readonly usedBy: string | null
  readonly endedAt: string | null
  readonly endedBy: string | null
  /** Why it was ended; nothing where another took its place. */
  readonly reason: string | null
}

/**
 * The maps of a county that were put in use or ended, by their ids; its own id is the county's. It is one document for all
 * of them, so that of two that cannot both be in use only one comes to be.
 */
export interface CodeMapUsesDocument extends StoredDocument {
  readonly county: string
  readonly maps: Readonly<Record<string, CodeMapUse>>
}
