import type { StoredBytes, StoredFile } from './stored-file.ts'

/** Thrown where a content is not what its hash says. */
export class ContentChangedError extends Error {
  override readonly name = 'ContentChangedError'
}

/** What may be asked of the contents of attachments by those who keep none. */
export interface ContentReader {
  /** The content with this hash; undefined where there is none. @throws {StoreError} */
  open(sha256: string): Promise<StoredBytes | undefined>

  /** Lets go of them. A second call does nothing. */
  close(): Promise<void>
}

/**
 * Where the contents of attachments are kept, each once, by the SHA-256 of its bytes in hexadecimal. What is kept never
 * changes; a document of the store names it only afterwards, so that none names what is not there.
 */
export interface AttachmentContents extends ContentReader {
  /**
   * Keeps what a file holds, and resolves once that is durable; or notes that what is kept already was wanted again. The
   * file may be gone afterwards.
   * @param now the moment it is wanted at
   * @throws {StoreError}
   */
  keep(sha256: string, file: string, now: string): Promise<void>

  /**
   * Removes a content, unless it was wanted since a moment: then somebody may be about to name it.
   * @returns whether it is gone @throws {StoreError}
   */
  removeUnwanted(sha256: string, since: string): Promise<boolean>
}

/** Contents where they are kept themselves, for those who write them another way. */
export interface ContentFiles extends AttachmentContents {
  /** Every content that is kept, one after the other. @throws {StoreError} */
  each(): AsyncIterable<StoredFile>
}
