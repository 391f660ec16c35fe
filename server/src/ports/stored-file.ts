/** The bytes of a file, as it is kept. */
export interface StoredBytes {
  readonly bytes: number
  /** Reads them from the beginning. @throws {StoreError}, ContentChangedError */
  readonly read: () => AsyncIterable<Uint8Array>
}

/** A file where it lies. */
export interface StoredFile extends StoredBytes {
  /** What it is, wherever it is moved: the SHA-256 of what it holds, for a document. */
  readonly name: string
  /** Puts what a file holds in its place; the file may be gone afterwards. @throws {StoreError} */
  readonly replace: (file: string) => Promise<void>
}
