import { closeSync, openSync } from 'node:fs'
import path from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { StoreError } from '../../ports/store-error.ts'
import { sqliteError } from './sqlite-error.ts'

/** The file whose lock says that a server works on the folder. It stays empty. */
const lockFile = 'server.lock'

/** A server that is just ending is given this many milliseconds. */
const timeout = 3000

/** A data folder that is ours until it is let go, or the process ends in whatever way. */
export interface FolderLock {
  release(): void
}

/**
 * Takes a data folder for this server alone. The lock is the exclusive lock of an SQLite database of its own: the
 * system holds it for the process, so that one that is killed leaves none behind; and the data file itself stays free
 * for those who only read.
 *
 * @throws {StoreError} STORE_BUSY when another server has it, STORE_UNWRITABLE
 */
export function lockFolder(folder: string): FolderLock {
  const file = path.join(folder, lockFile)
  let database: Database | undefined
  try {
    closeSync(openSync(file, 'a', 0o600))
    database = new Sqlite(file, { timeout })
    database.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    database?.close()
    const error = sqliteError(file, cause)
    if (error.code !== 'STORE_BUSY') throw error
    throw new StoreError(
      'STORE_BUSY',
      `另一个接力服务正在使用数据文件夹 ${folder}：请先停止它，或将 JIELI_DATA_DIR 设为另一个文件夹 · another Jieli server works on the data folder ${folder}: end it first, or set JIELI_DATA_DIR to another folder`,
      { cause },
    )
  }
  const held = database
  return {
    release: () => {
      held.close()
    },
  }
}
