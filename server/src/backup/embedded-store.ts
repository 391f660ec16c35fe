import type { ContentReader } from '../ports/attachment-contents.ts'
import type { Store } from '../ports/store.ts'

/** What backups need of the embedded store, beside the store itself. */
export interface EmbeddedStore {
  /**
   * Copies a data file as it is at one moment, also while a server writes to it.
   * @returns how the copy keeps its data @throws {StoreError}
   */
  copy(file: string, to: string, progress?: (done: number, total: number) => void): Promise<number>
  /** The present way to keep data: a copy with a greater number is a newer program's. */
  readonly dataVersion: number
  /**
   * Looks at a data file and one of its documents before it is opened, which would bring it forward: its data version, 0
   * for an empty one; whether all of it is as this program keeps it; the document's text. @throws {StoreError}
   */
  inspect(
    file: string,
    document: { readonly collection: string; readonly id: string },
  ): {
    readonly dataVersion: number
    readonly present: boolean
    readonly text: string | undefined
  }
  /** Opens a data file to read it. @throws {StoreError} */
  openReader(file: string): Store
  /** Opens what is kept beside a data file, to read it. */
  openContents(file: string): ContentReader
  /** Brings a data file of an earlier version to the present one. @throws {StoreError} */
  bringForward(file: string): Promise<void>
  /** Takes a data folder, so that no server starts on it. @throws {StoreError} STORE_BUSY while one runs */
  lock(folder: string): { release(): void }
}
