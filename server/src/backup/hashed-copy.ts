import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, copyFile, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { BackupFile } from './backup-manifest.ts'

/** Copies a file for its owner alone; on the disk when this resolves. */
export async function copyPrivately(from: string, to: string): Promise<void> {
  await copyFile(from, to)
  await chmod(to, 0o600)
  await sync(to)
}

/** The size and hash of a file, by its bytes on the disk. */
export async function describeFile<Name extends string>(
  file: string,
  name: Name,
): Promise<Omit<BackupFile, 'name'> & { readonly name: Name }> {
  const hash = createHash('sha256')
  let bytes = 0
  await pipeline(createReadStream(file), async function (source) {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length
      hash.update(chunk)
    }
  })
  return { name, bytes, sha256: hash.digest('hex') }
}

/** Makes sure that a file, or what a folder names, is on the disk. */
export async function sync(place: string): Promise<void> {
  const handle = await open(place, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
