import Sqlite from 'better-sqlite3'
import { StoreError } from '../../ports/store-error.ts'
import { dataVersionOf } from './schema.ts'
import { sqliteError } from './sqlite-error.ts'

/** Pages copied between two looks at the progress: some megabytes. */
const pagesAtOnce = 2000

/**
 * Copies a data file as it is at one moment, by SQLite's online backup, also while another process writes to it. The
 * copy is one file that needs nothing beside it.
 *
 * @returns the data version of the copy
 * @throws {StoreError} also where the copy does not come out whole
 */
export async function copySqliteFile(
  file: string,
  to: string,
  progress: (done: number, total: number) => void = () => {},
): Promise<number> {
  try {
    const source = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 })
    try {
      // While this is open the backup reads one moment; else it would begin anew at each write of the server.
      source.exec('BEGIN')
      const version = dataVersionOf(source)
      await source.backup(to, {
        progress: ({ totalPages, remainingPages }) => {
          progress(totalPages - remainingPages, totalPages)
          return pagesAtOnce
        },
      })
      source.exec('COMMIT')
      closeUp(to)
      return version
    } finally {
      source.close()
    }
  } catch (cause) {
    throw sqliteError(file, cause)
  }
}

/** Makes the copy one plain file, and looks it through. */
function closeUp(file: string): void {
  const copy = new Sqlite(file)
  try {
    copy.pragma('journal_mode = DELETE')
    const found = copy.pragma('quick_check(1)', { simple: true })
    if (found === 'ok') return
    throw new StoreError('STORE_FOREIGN', `the copy ${file} is damaged (${String(found)})`)
  } finally {
    copy.close()
  }
}
