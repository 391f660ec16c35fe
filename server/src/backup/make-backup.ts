import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readStoreId } from '../identity/store-id-file.ts'
import { StoreError } from '../ports/store-error.ts'
import { programVersion } from '../program-version.ts'
import { BackupError } from './backup-error.ts'
import { backupFiles, backupFormat, type BackupManifest, manifestName } from './backup-manifest.ts'
import { copyAttachments } from './copy-attachments.ts'
import type { EmbeddedStore } from './embedded-store.ts'
import { copyPrivately, describeFile, sync } from './hashed-copy.ts'

export interface BackupOptions {
  readonly embedded: EmbeddedStore
  /** The data folder to copy. */
  readonly folder: string
  /** The folder to make; nothing may lie there yet. */
  readonly to: string
  readonly madeAt: string
  /** Whether the key goes with it: who has both can write a log that verifies. */
  readonly withKey: boolean
  readonly progress?: (done: number, total: number) => void
}

/**
 * Makes a backup of a data folder: the store as it was at one moment, and what belongs with it, each with its hash. A
 * server may go on writing meanwhile. It is whole, or not there.
 * @throws BackupError @throws {StoreError}
 */
export async function makeBackup(options: BackupOptions): Promise<BackupManifest> {
  const { folder, to, withKey } = options
  if (!existsSync(path.join(folder, backupFiles.store)))
    throw new BackupError({
      zh: `数据文件夹“${folder}”中没有内嵌数据库 ${backupFiles.store}。`,
      en: `The data folder "${folder}" has no embedded store ${backupFiles.store}.`,
    })
  await refuseTaken(to)
  const part = `${to}.part`
  try {
    await rm(part, { recursive: true, force: true })
    await mkdir(part, { recursive: true, mode: 0o700 })
    const manifest = await fill(options, part, withKey)
    await rm(to, { recursive: true, force: true })
    await rename(part, to)
    await sync(path.dirname(path.resolve(to)))
    return manifest
  } catch (cause) {
    await rm(part, { recursive: true, force: true }).catch(() => undefined)
    if (cause instanceof BackupError || cause instanceof StoreError) throw cause
    throw new BackupError(
      {
        zh: `备份写不到“${to}”：${messageOf(cause)}。`,
        en: `The backup cannot be written to "${to}": ${messageOf(cause)}.`,
      },
      { cause },
    )
  }
}

async function refuseTaken(to: string): Promise<void> {
  if (!existsSync(to)) return
  const there = await readdir(to).catch(() => ['a file'])
  if (there.length === 0) return
  throw new BackupError({
    zh: `“${to}”已经存在且不是空文件夹：请另取一个名称，例如带上日期。`,
    en: `"${to}" is there already and not an empty folder: choose another name, with the day in it for example.`,
  })
}

async function fill(
  { embedded, folder, madeAt, progress }: BackupOptions,
  part: string,
  withKey: boolean,
): Promise<BackupManifest> {
  // Before the store: a checkpoint is stored first, so that every one the copied file names is in the copied store.
  const beside = [
    backupFiles.checkpoints,
    backupFiles.storeId,
    ...(withKey ? [backupFiles.key, backupFiles.secretKey] : []),
  ].filter((name) => existsSync(path.join(folder, name)))
  for (const name of beside) await copyPrivately(path.join(folder, name), path.join(part, name))
  const store = path.join(part, backupFiles.store)
  const dataVersion = await embedded.copy(path.join(folder, backupFiles.store), store, progress)
  await chmod(store, 0o600)
  await sync(store)
  const attachments = await copyAttachments(folder, part)
  const storeId = await readStoreId(part)
  const manifest: BackupManifest = {
    format: backupFormat,
    program: programVersion,
    dataVersion,
    ...(storeId !== undefined && { storeId }),
    madeAt,
    files: await Promise.all(
      [backupFiles.store, ...beside].map((name) => describeFile(path.join(part, name), name)),
    ),
    ...(attachments.count > 0 && { attachments }),
  }
  const file = path.join(part, manifestName)
  await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  await sync(file)
  await sync(part)
  return manifest
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
