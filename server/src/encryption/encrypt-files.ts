import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { verifiedContent } from '../audit/verified-content.ts'
import { ContentChangedError } from '../ports/attachment-contents.ts'
import type { DataKeys } from '../ports/data-keys.ts'
import type { StoredFile } from '../ports/stored-file.ts'
import type { EncryptedAll } from './encrypt-all.ts'
import { toFile } from './encrypted-contents.ts'
import { createFileCipher, headOf, isSealedFile } from './file-cipher.ts'

/** What is named by the hash of what it holds. */
const hashForm = /^[0-9a-f]{64}$/

/**
 * Writes every file again that is not encrypted as it would be now, one after the other; a document is compared with its hash on
 * the way. One that is damaged stays as it is. Going on after a crash is beginning again.
 * @param to `plain` takes the encryption away @param folder where a file lies until it is whole
 * @param room what the files are called together @throws {StoreError}
 */
export async function encryptFiles(
  files: AsyncIterable<StoredFile>,
  keys: DataKeys,
  options: {
    readonly to: 'encrypted' | 'plain'
    readonly folder: string
    readonly room: 'attachments' | 'archive'
    readonly progress?: (looked: number) => void
  },
): Promise<EncryptedAll> {
  const { to, folder, room, progress } = options
  const cipher = createFileCipher(keys)
  let [looked, written] = [0, 0]
  const unreadable: string[] = []
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for await (const stored of files) {
    looked++
    progress?.(looked)
    const { name } = stored
    const head = await headOf(stored)
    if (to === 'plain' ? !isSealedFile(head) : cipher.isCurrent(head)) continue
    const draft = path.join(folder, randomUUID())
    try {
      const opened = (await cipher.open(stored, name)) ?? stored
      const clear = hashForm.test(name) ? verifiedContent(opened, name) : opened.read()
      await pipeline(to === 'plain' ? clear : cipher.seal(clear, name), toFile(draft))
      await stored.replace(draft)
      written++
    } catch (error) {
      if (!(error instanceof ContentChangedError)) throw error
      unreadable.push(`${room}/${name}`)
    } finally {
      await rm(draft, { force: true })
    }
  }
  return { looked, written, unreadable }
}
