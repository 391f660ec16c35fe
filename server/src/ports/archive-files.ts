/** Where closed cases lie once they are out of the store, as files. */
export interface ArchiveFiles {
  /** The folder, as operators know it. */
  readonly folder: string

  /** Writes a file, or leaves the one that is there, and resolves once it is durable. @throws {StoreError} */
  write(name: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>

  /** Removes a file; false where there is none. @throws {StoreError} */
  remove(name: string): Promise<boolean>
}
