import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { ArchiveFiles } from '../ports/archive-files.ts'
import { StoreError } from '../ports/store-error.ts'

/** An archive in a folder, readable by the server alone. */
export function folderArchive(folder: string): ArchiveFiles {
  return {
    folder,
    write: async (name, content) => {
      const place = placeIn(folder, name)
      await asked(async () => {
        await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
        const draft = `${place}.${randomUUID()}`
        try {
          await writeDurably(draft, content)
          await rename(draft, place)
        } catch (error) {
          await rm(draft, { force: true })
          throw error
        }
        await syncFolder(path.dirname(place))
      })
    },
    remove: async (name) =>
      await asked(async () => {
        try {
          await rm(placeIn(folder, name))
          return true
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
          throw error
        }
      }),
  }
}

async function writeDurably(
  place: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<void> {
  const handle = await open(place, 'wx', 0o600)
  try {
    if (content instanceof Uint8Array) await handle.writeFile(content)
    else for await (const piece of content) await handle.writeFile(piece)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncFolder(place: string): Promise<void> {
  const handle = await open(place, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Names are made of ids: none may lead out of the folder. */
function placeIn(folder: string, name: string): string {
  if (!/^[\w-]+(\/[\w.-]+)*$/.test(name) || name.includes('..'))
    throw new TypeError('That is no name of the archive.')
  return path.join(folder, name)
}

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause
    throw new StoreError('STORE_FAILED', `The archive cannot be written to: ${cause.message}`, {
      cause,
    })
  }
}
