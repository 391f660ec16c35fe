import { existsSync, statSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { BackupError } from '../backup/backup-error.ts'
import { backupFiles, manifestName } from '../backup/backup-manifest.ts'
import type { EmbeddedStore } from '../backup/embedded-store.ts'
import { makeBackup } from '../backup/make-backup.ts'
import type { UpgradeMark } from '../documents/marks.ts'
import { StoreError } from '../ports/store-error.ts'
import { refuseNewer } from './refuse-newer.ts'
import { upgradeMarkId, upgradeNames } from './run-upgrades.ts'

/** Where backups are put that are made before an upgrade, and how many stay. */
export interface UpgradeBackups {
  readonly embedded: EmbeddedStore
  readonly folder: string
  /** The folder to put them in; made when missing. */
  readonly into: string
  /** 0 makes none. */
  readonly kept: number
  readonly now: string
}

const prefix = 'before-upgrade-'

/**
 * Makes a backup of an embedded store that this start is going to bring forward, before anything of it is changed, and
 * forgets the oldest ones.
 * @returns the folder of the backup; undefined where nothing is to be brought forward, or none is wanted
 * @throws BackupError where it cannot be made: then nothing is brought forward
 * @throws {StoreError} STORE_NEWER for a store of a later program
 */
export async function backupBeforeUpgrade(options: UpgradeBackups): Promise<string | undefined> {
  const { embedded, folder, into, kept, now } = options
  const file = path.join(folder, backupFiles.store)
  if (!existsSync(file) || statSync(file).size === 0) return undefined
  const found = embedded.inspect(file, { collection: 'meta', id: upgradeMarkId })
  if (found.dataVersion === 0) return undefined
  const mark = markOf(found.text)
  refuseNewer(mark, file)
  const behind = upgradeNames.some((name) => mark?.done.includes(name) !== true)
  if (found.dataVersion > embedded.dataVersion || (found.present && !behind)) return undefined
  if (kept === 0) return undefined
  const to = path.join(into, `${prefix}${now.replaceAll(/[-:]/g, '').replace(/\..*$/, '')}`)
  try {
    await makeBackup({ embedded, folder, to, madeAt: now, withKey: true })
  } catch (cause) {
    if (!(cause instanceof BackupError || cause instanceof StoreError)) throw cause
    throw unmade(cause)
  }
  await forgetOldest(into, kept)
  return to
}

/** What a store has behind it; a mark that cannot be read is as none. */
function markOf(text: string | undefined): UpgradeMark | undefined {
  try {
    const read = JSON.parse(text ?? '{}') as Partial<UpgradeMark>
    return Array.isArray(read.done) ? (read as UpgradeMark) : undefined
  } catch {
    return undefined
  }
}

/** The newest stay. Nothing is removed that is no backup of ours. */
async function forgetOldest(into: string, kept: number): Promise<void> {
  const ours = (await readdir(into))
    .filter((name) => name.startsWith(prefix) && existsSync(path.join(into, name, manifestName)))
    .toSorted()
  for (const name of ours.slice(0, -kept)) await rm(path.join(into, name), { recursive: true })
}

function unmade(cause: BackupError | StoreError): BackupError {
  const { zh, en } =
    cause instanceof BackupError ? cause.text : { zh: cause.message, en: cause.message }
  return new BackupError(
    {
      zh: `升级前的备份没有做成，没有升级：${zh}请腾出空间，用 JIELI_BACKUP_DIR 另指文件夹，或自己备份后用 JIELI_UPGRADE_BACKUPS=0 启动。`,
      en: `The backup before the upgrade could not be made, and nothing was upgraded: ${en} Make room, name another folder in JIELI_BACKUP_DIR, or back up yourself and start with JIELI_UPGRADE_BACKUPS=0.`,
    },
    { cause },
  )
}
