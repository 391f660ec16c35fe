import path from 'node:path'
import { embeddedSqlite } from '../adapters/index.ts'
import { BackupError } from '../backup/backup-error.ts'
import { type Config, readConfig } from '../config.ts'
import { DataKeyError, readDataKeys } from '../encryption/data-key-file.ts'
import type { DataKeys } from '../ports/data-keys.ts'
import { collections } from '../ports/collections.ts'
import { StoreError } from '../ports/store-error.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import type { Terminal } from './terminal.ts'

/** The embedded store, for commands that copy or replace it: read with the keys the environment names. */
export function embedded() {
  return embeddedSqlite(collections, dataKeysFor(readConfig(process.env)))
}

/** The keys that personal content is encrypted with. @throws WrongUseError where they cannot be read */
export function dataKeysFor({ dataKeysFile, algorithms }: Config): DataKeys | undefined {
  try {
    return dataKeysFile === undefined ? undefined : readDataKeys(dataKeysFile, algorithms)
  } catch (error) {
    if (!(error instanceof DataKeyError)) throw error
    throw new WrongUseError(error.message, { cause: error })
  }
}

/**
 * The data folder a command works on: the one named, or that of the environment.
 * @throws WrongUseError where the environment says that the store is MongoDB
 */
export function embeddedFolder(terminal: Terminal, data: string | undefined): string {
  const config = readConfig(process.env)
  if (data !== undefined) return path.resolve(data)
  if (config.mongodbUrl === undefined) return config.dataFolder
  throw new WrongUseError(
    terminal.say({
      zh: `这里的存储是 MongoDB（JIELI_MONGODB_URL），要用它自己的 mongodump --oplog 备份、用 mongorestore --oplogReplay 恢复，并另外复制数据文件夹“${config.dataFolder}”中的 store-id、signing-key.pem 和 audit-checkpoints.ndjson，见 docs/backup.md。`,
      en: `The store here is MongoDB (JIELI_MONGODB_URL): back it up with its own mongodump --oplog, restore it with mongorestore --oplogReplay, and copy store-id, signing-key.pem and audit-checkpoints.ndjson of the data folder "${config.dataFolder}" as well; see docs/backup.md.`,
    }),
  )
}

/** Runs work on a store and prints why it cannot be done. */
export async function orSayWhy(
  terminal: Terminal,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work()
  } catch (error) {
    terminal.clearProgress()
    if (error instanceof BackupError) {
      if (!error.damaged) throw new WrongUseError(terminal.say(error.text), { cause: error })
      terminal.aside(`✗ ${terminal.say(error.text)}`)
      return exitCodes.problems
    }
    if (error instanceof StoreError) throw new WrongUseError(error.message, { cause: error })
    throw error
  }
}
