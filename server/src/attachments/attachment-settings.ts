import type { AttachmentContents } from '../ports/attachment-contents.ts'

/** How documents are taken in, and where they are kept. */
export interface AttachmentSettings {
  readonly contents: AttachmentContents
  /** Where files lie while they come in, readable by the server alone. */
  readonly folder: string
  /** One file may have so many bytes. */
  readonly maxBytes: number
  /** The program that looks at each file, with its arguments; none looks where it is absent. */
  readonly scanner?: readonly [program: string, ...args: string[]]
}

/** The size a file may have where nothing else is set, in bytes. */
export const standardMaxBytes = 20_000_000
