import type { CodeMapCounts } from '../exchange/code-map-entry.ts'
import type { Editor } from './draft-document.ts'
import type { MadeDocument } from './made-document.ts'

/** A code system in one of its editions, as hospitals' systems name it in their messages. */
export interface CodeEdition {
  /** The address or object identifier that a coding names. */
  readonly system: string
  /** The version that a coding names; nothing where the system is of one edition only. */
  readonly version: string | null
  /** What people call it, as its importer wrote it. */
  readonly name: string
}

/** A map of a county from one edition of a code system to another, brought in as a table. It never changes. */
export interface CodeMapDocument extends MadeDocument {
  readonly county: string
  readonly title: string
  readonly source: CodeEdition
  readonly target: CodeEdition
  /** Where its rows come from: the document, and its day. */
  readonly document: { readonly title: string; readonly on: string }
  /** The file's name, as its sender calls it. */
  readonly file: string
  readonly codes: number
  readonly counts: CodeMapCounts
  /** Its entries by their codes, in order; each part begins with the code named. */
  readonly parts: readonly { readonly from: string; readonly id: string }[]
  readonly importedAt: string
  readonly importedBy: string
  /** Who does not put it in use, by whatever account or key of theirs. */
  readonly importer: Editor
}
