/** Why a store cannot be used; each has one plain sentence in {@link StoreError.message}. */
export type StoreErrorCode =
  /** The data folder or file cannot be created or written. */
  | 'STORE_UNWRITABLE'
  /** The file is damaged, or is not a Jieli store. */
  | 'STORE_FOREIGN'
  /** The data were written by a newer Jieli. */
  | 'STORE_NEWER'
  /** The data were written by an older Jieli, and not taken over yet. */
  | 'STORE_OLDER'
  /** The data folder has a store, and it is gone or empty. */
  | 'STORE_GONE'
  /** The store is not the one the data folder belongs to. */
  | 'STORE_OTHER'
  /** What is stored is encrypted, and the key to it was not given. */
  | 'STORE_KEY'
  /** Another process holds the file for longer than we wait. */
  | 'STORE_BUSY'
  /** The database server does not answer, or refuses us. */
  | 'STORE_UNREACHABLE'
  /** A document is larger than the store takes. */
  | 'STORE_TOO_LARGE'
  /** The store failed in another way: disk full, I/O error. */
  | 'STORE_FAILED'
  /** The store was closed. */
  | 'STORE_CLOSED'

/** A store that cannot do what was asked. The message is one line, fit to be printed as it is. */
export class StoreError extends Error {
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message.replaceAll(/\s*\n\s*/g, ' '), options)
    this.name = 'StoreError'
    this.code = code
  }
}
