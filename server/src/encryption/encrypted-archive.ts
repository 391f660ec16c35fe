import path from 'node:path'
import type { ArchiveFiles } from '../ports/archive-files.ts'
import type { DataKeys } from '../ports/data-keys.ts'
import { createFileCipher } from './file-cipher.ts'

/** An archive whose files are encrypted, each bound to its own name, in whichever folder it lies. Without keys they are as they were. */
export function encryptedArchive(archive: ArchiveFiles, keys: DataKeys | undefined): ArchiveFiles {
  if (keys === undefined) return archive
  const cipher = createFileCipher(keys)
  return {
    folder: archive.folder,
    write: async (name, content) => {
      const clear = content instanceof Uint8Array ? inOnePiece(content) : content
      await archive.write(name, cipher.seal(clear, path.posix.basename(name)))
    },
    remove: async (name) => await archive.remove(name),
  }
}

// oxlint-disable-next-line typescript/require-await
async function* inOnePiece(content: Uint8Array) {
  yield content
}
