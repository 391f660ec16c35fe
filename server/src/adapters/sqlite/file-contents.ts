import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { attachmentsFolderName } from '../../attachments/folder-names.ts'
import type { ContentFiles } from '../../ports/attachment-contents.ts'
import { StoreError } from '../../ports/store-error.ts'
import type { StoredBytes, StoredFile } from '../../ports/stored-file.ts'

/**
 * Contents as files in a folder beside the embedded store, of which one process writes: `ab/ab12…`, each under its hash. A
 * file is put in its place whole, and its time of change says when it was wanted last.
 */
class FileContents implements ContentFiles {
  readonly #folder: string
  /** Keeping and removing take turns: what was just wanted is not removed in between. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(folder: string) {
    this.#folder = folder
  }

  async open(sha256: string): Promise<StoredBytes | undefined> {
    const file = this.#place(sha256)
    const bytes = await this.#asked(async () => (await stat(file)).size)
    return bytes === undefined ? undefined : { bytes, read: () => createReadStream(file) }
  }

  async keep(sha256: string, file: string, now: string): Promise<void> {
    await this.#inTurn(async () => {
      await this.#put(sha256, file, new Date(now))
    })
  }

  async *each(): AsyncGenerator<StoredFile, void> {
    for (const group of await this.#named('', /^[0-9a-f]{2}$/))
      for (const sha256 of await this.#named(group, /^[0-9a-f]{64}$/)) {
        const found = await this.open(sha256)
        if (found === undefined) continue
        const replace = async (file: string) => {
          await this.#inTurn(async () => {
            const { mtime } = await stat(this.#place(sha256))
            await this.#put(sha256, file, mtime)
          })
        }
        yield { ...found, name: sha256, replace }
      }
  }

  async removeUnwanted(sha256: string, since: string): Promise<boolean> {
    const file = this.#place(sha256)
    return await this.#inTurn(async () => {
      const wanted = await this.#asked(async () => (await stat(file)).mtimeMs)
      if (wanted !== undefined && wanted >= Date.parse(since)) return false
      await rm(file, { force: true })
      return true
    })
  }

  async close(): Promise<void> {
    await this.#last
  }

  async #put(sha256: string, file: string, wanted: Date): Promise<void> {
    const place = this.#place(sha256)
    const group = path.dirname(place)
    await mkdir(group, { recursive: true, mode: 0o700 })
    await utimes(file, wanted, wanted)
    // Over what is there, which is the same: one that was damaged is whole again.
    await rename(file, place)
    for (const folder of [group, this.#folder]) await sync(folder)
  }

  async #named(group: string, form: RegExp): Promise<readonly string[]> {
    const names = await this.#asked(() => readdir(path.join(this.#folder, group)))
    return (names ?? []).filter((name) => form.test(name)).toSorted()
  }

  #place(sha256: string): string {
    // It becomes a part of a path.
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('That is no hash.')
    return path.join(this.#folder, sha256.slice(0, 2), sha256)
  }

  /** Undefined where there is no such file. @throws {StoreError} */
  async #asked<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw this.#failed(cause)
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined)
    try {
      return await turn
    } catch (cause) {
      throw cause instanceof StoreError ? cause : this.#failed(cause)
    }
  }

  #failed(cause: unknown): StoreError {
    const message = cause instanceof Error ? cause.message : String(cause)
    return new StoreError('STORE_FAILED', `${this.#folder}: ${message}`, { cause })
  }
}

/** The contents that go with a data file. */
export function contentsBeside(file: string): ContentFiles {
  return new FileContents(path.join(path.dirname(file), attachmentsFolderName))
}

/** Makes sure that what a folder names is on the disk. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
