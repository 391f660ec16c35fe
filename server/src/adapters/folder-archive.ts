import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ArchiveFolder } from '../ports/archive-files.ts'
import { StoreError } from '../ports/store-error.ts'

/** An archive in a folder, readable by the server alone. */
export function folderArchive(folder: string): ArchiveFolder {
  const archive: ArchiveFolder = {
    folder,
    async *each() {
      for (const place of await asked(async () => await filesIn(folder))) {
        const read = () => createReadStream(place)
        const replace = async (file: string) => {
          await archive.write(path.relative(folder, place), createReadStream(file))
        }
        const { size: bytes } = await asked(async () => await stat(place))
        yield { name: path.basename(place), bytes, read, replace }
      }
    },
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
  return archive
}

/** The files of an archive, and not what a write that was broken off has left. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    },
  )
  return found
    .filter((each) => each.isFile() && /^([\w-]+\.json|[0-9a-f]{64})$/.test(each.name))
    .map((each) => path.join(each.parentPath, each.name))
    .toSorted()
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
