import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { verifiedContent } from '../audit/verified-content.ts'
import { ContentChangedError, type ContentFiles } from '../ports/attachment-contents.ts'
import type { DataKeys } from '../ports/data-keys.ts'
import type { EncryptedAll } from './encrypt-all.ts'
import { toFile } from './encrypted-contents.ts'
import { createFileCipher, headOf, isSealedFile } from './file-cipher.ts'

/**
 * Writes every content again that is not encrypted as it would be now, one after the other, each compared with its hash on the
 * way: one that is damaged stays as it is. Going on after a crash is beginning again.
 * @param to `plain` takes the encryption away @param folder where a file lies until it is whole @throws {StoreError}
 */
export async function encryptContents(
  contents: ContentFiles,
  keys: DataKeys,
  options: {
    readonly to: 'encrypted' | 'plain'
    readonly folder: string
    readonly progress?: (looked: number) => void
  },
): Promise<EncryptedAll> {
  const { to, folder, progress } = options
  const cipher = createFileCipher(keys)
  let [looked, written] = [0, 0]
  const unreadable: string[] = []
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for await (const stored of contents.each()) {
    looked++
    progress?.(looked)
    const { sha256 } = stored
    const head = await headOf(stored)
    if (to === 'plain' ? !isSealedFile(head) : cipher.isCurrent(head)) continue
    const draft = path.join(folder, randomUUID())
    try {
      const opened = (await cipher.open(stored, sha256)) ?? stored
      const clear = verifiedContent(opened, sha256)
      await pipeline(to === 'plain' ? clear : cipher.seal(clear, sha256), toFile(draft))
      await stored.replace(draft)
      written++
    } catch (error) {
      if (!(error instanceof ContentChangedError)) throw error
      unreadable.push(`attachments/${sha256}`)
    } finally {
      await rm(draft, { force: true })
    }
  }
  return { looked, written, unreadable }
}
