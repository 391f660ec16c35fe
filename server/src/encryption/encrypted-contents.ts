import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { AttachmentContents, ContentReader } from '../ports/attachment-contents.ts'
import type { DataKeys } from '../ports/data-keys.ts'
import type { StoredBytes } from '../ports/stored-file.ts'
import { createFileCipher } from './file-cipher.ts'

/**
 * Contents that are encrypted where they are kept, each bound to its hash: right above the adapter. Without keys they are kept as
 * they come, and what is encrypted is refused. What was kept before there was a key is read as it is.
 */
export function encryptedContents(
  contents: AttachmentContents,
  keys: DataKeys | undefined,
): AttachmentContents {
  const reader = decryptedContents(contents, keys)
  const cipher = keys && createFileCipher(keys)
  return {
    ...reader,
    async keep(sha256, file, now) {
      if (cipher === undefined) {
        await contents.keep(sha256, file, now)
        return
      }
      const sealed = `${file}.sealed`
      try {
        await pipeline(cipher.seal(createReadStream(file), sha256), toFile(sealed))
        await contents.keep(sha256, sealed, now)
        await rm(file, { force: true })
      } finally {
        await rm(sealed, { force: true })
      }
    },
    removeUnwanted: async (sha256, since) => await contents.removeUnwanted(sha256, since),
  }
}

/** Contents as they were before they were encrypted, for those who keep none. */
export function decryptedContents(
  contents: ContentReader,
  keys: DataKeys | undefined,
): ContentReader {
  const cipher = createFileCipher(keys)
  return {
    async open(sha256): Promise<StoredBytes | undefined> {
      const kept = await contents.open(sha256)
      return kept && ((await cipher.open(kept, sha256)) ?? kept)
    },
    close: async () => {
      await contents.close()
    },
  }
}

/** A file of its own, on the disk when all of it is written. */
export function toFile(file: string) {
  return createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })
}
