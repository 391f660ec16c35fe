import type { StoredFile } from './stored-file.ts'

/** Where closed cases lie once they are out of the store, as files. */
export interface ArchiveFiles {
  /** The folder, as operators know it. */
  readonly folder: string

  /** Writes a file, or leaves the one that is there, and resolves once it is durable. @throws {StoreError} */
  write(name: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>

  /** Removes a file; false where there is none. @throws {StoreError} */
  remove(name: string): Promise<boolean>
}

/** An archive where its files lie themselves, for those who write them another way. */
export interface ArchiveFolder extends ArchiveFiles {
  /** Every file that is in it, one after the other. @throws {StoreError} */
  each(): AsyncIterable<StoredFile>
}
