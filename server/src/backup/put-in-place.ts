import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { attachmentsFolderName } from '../attachments/folder-names.ts'
import { firstStartFile } from '../demo/describe-first-start.ts'
import { backupFiles } from './backup-manifest.ts'
import { copyPrivately, sync } from './hashed-copy.ts'

/** What of a data folder gives way: the store before what SQLite keeps beside it, which is nothing without the store. */
const former = [
  backupFiles.store,
  `${backupFiles.store}-wal`,
  `${backupFiles.store}-shm`,
  backupFiles.key,
  backupFiles.checkpoints,
  attachmentsFolderName,
  firstStartFile,
]

/**
 * Puts a copied store in the place of the one that is there. The id goes first: from then on a server starts on the new
 * store or on none, wherever this is broken off, and doing it again ends it.
 * @returns the folder in which what was there is kept, where there was anything
 */
export async function putInPlace(
  staged: string,
  folder: string,
  now: string,
): Promise<string | undefined> {
  const inFolder = (name: string) => path.join(folder, name)
  // A backup without the key of the store's secrets leaves the one that is there.
  const withSecretKey = existsSync(path.join(staged, backupFiles.secretKey))
  const giveWay = withSecretKey ? [...former, backupFiles.secretKey] : former
  const found = giveWay.filter((name) => existsSync(inFolder(name)))
  const kept = inFolder(`replaced-${now.replaceAll(/[-:]/g, '').replace(/\..*$/, '')}`)
  if (found.length > 0) await mkdir(kept, { recursive: true, mode: 0o700 })
  const id = backupFiles.storeId
  if (found.length > 0 && existsSync(inFolder(id)))
    await copyPrivately(inFolder(id), path.join(kept, id))
  const withId = await move(staged, folder, id)
  for (const name of found) await rename(inFolder(name), path.join(kept, name))
  if (found.length > 0) await sync(kept)
  const { key, secretKey, checkpoints, store } = backupFiles
  // The store last: what it names is there before it.
  for (const name of [key, secretKey, checkpoints, attachmentsFolderName, store])
    await move(staged, folder, name)
  // A store of before stores had ids: one that stayed would be another store's.
  if (!withId) await rm(inFolder(id), { force: true })
  await sync(folder)
  return found.length > 0 ? kept : undefined
}

/** @returns whether there was such a file */
async function move(from: string, to: string, name: string): Promise<boolean> {
  const file = path.join(from, name)
  if (!existsSync(file)) return false
  await rename(file, path.join(to, name))
  return true
}
