import { StoreError, type StoreErrorCode } from '../../ports/store-error.ts'

const codes: readonly (readonly [prefix: string, code: StoreErrorCode, says: string])[] = [
  ['SQLITE_NOTADB', 'STORE_FOREIGN', 'is not a Jieli data file'],
  ['SQLITE_CORRUPT', 'STORE_FOREIGN', 'is damaged; restore it from a backup'],
  ['SQLITE_CANTOPEN', 'STORE_UNWRITABLE', 'cannot be opened'],
  ['SQLITE_READONLY', 'STORE_UNWRITABLE', 'cannot be written'],
  ['SQLITE_PERM', 'STORE_UNWRITABLE', 'cannot be written'],
  ['SQLITE_AUTH', 'STORE_UNWRITABLE', 'cannot be written'],
  ['SQLITE_BUSY', 'STORE_BUSY', 'is held by another process'],
  ['SQLITE_LOCKED', 'STORE_BUSY', 'is held by another process'],
  ['SQLITE_TOOBIG', 'STORE_TOO_LARGE', 'cannot take a document this large'],
  ['SQLITE_FULL', 'STORE_FAILED', 'cannot grow: the disk is full'],
]

/** What went wrong with a data file, as a {@link StoreError}; errors of our own pass through. */
export function sqliteError(path: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause
  const error = cause as NodeJS.ErrnoException
  const code = error.code ?? ''
  const known = codes.find(([prefix]) => code.startsWith(prefix))
  if (known) return new StoreError(known[1], `${path} ${known[2]} (${error.message})`, { cause })
  // Not SQLite's: making the folder or the file failed.
  if (/^E[A-Z]+$/.test(code) && error.syscall !== undefined) {
    return new StoreError('STORE_UNWRITABLE', `${path} cannot be written (${error.message})`, {
      cause,
    })
  }
  return new StoreError('STORE_FAILED', `${path} failed: ${error.message}`, { cause })
}

/** Whether a write failed because its id or the value of a unique field is taken. */
export function isTaken(cause: unknown): boolean {
  const { code } = cause as { code?: unknown }
  return code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_UNIQUE'
}
