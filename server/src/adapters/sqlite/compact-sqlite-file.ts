import Sqlite from 'better-sqlite3'
import { sqliteError } from './sqlite-error.ts'

/**
 * Writes a data file anew without what was deleted or replaced in it, which else lies in its free pages until they are
 * used again. Nobody else may have it open. @throws {StoreError}
 */
export function compactSqliteFile(file: string): void {
  const database = new Sqlite(file, { fileMustExist: true })
  try {
    database.exec('VACUUM')
    database.pragma('wal_checkpoint(TRUNCATE)')
  } catch (cause) {
    throw sqliteError(file, cause)
  } finally {
    database.close()
  }
}
