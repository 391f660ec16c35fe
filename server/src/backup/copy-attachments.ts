import { constants, createReadStream, existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { attachmentsFolderName } from '../attachments/folder-names.ts'
import { isWholeFile } from '../encryption/file-cipher.ts'
import { sync } from './hashed-copy.ts'

/** How many contents there are, how large they are together, and which are not what their name says. */
export interface CopiedAttachments {
  readonly count: number
  readonly bytes: number
  readonly damaged: readonly string[]
}

/**
 * Copies the contents of attachments from one folder to another, each compared with its hash, which is its name, or, where it is
 * encrypted, with the one at its end: no key is needed. A content is there before any document names it and never changes:
 * copied after the store, they are at least those it names.
 */
export async function copyAttachments(from: string, to: string): Promise<CopiedAttachments> {
  const source = path.join(from, attachmentsFolderName)
  const target = path.join(to, attachmentsFolderName)
  let [count, bytes] = [0, 0]
  const damaged: string[] = []
  if (!existsSync(source)) return { count, bytes, damaged }
  await mkdir(target, { recursive: true, mode: 0o700 })
  for (const group of await named(source, /^[0-9a-f]{2}$/)) {
    const into = path.join(target, group)
    await mkdir(into, { recursive: true, mode: 0o700 })
    for (const sha256 of await named(path.join(source, group), /^[0-9a-f]{64}$/)) {
      const to = path.join(into, sha256)
      if (!(await copyContent(path.join(source, group, sha256), to))) continue
      count += 1
      bytes += (await stat(to)).size
      if (!(await isWholeFile({ read: () => createReadStream(to) }, sha256))) damaged.push(sha256)
    }
    await sync(into)
  }
  await sync(target)
  return { count, bytes, damaged }
}

/** Copies a content; false where it was removed meanwhile, which only one that no step filed is. */
async function copyContent(from: string, to: string): Promise<boolean> {
  try {
    // Where the disk can, the copy shares what never changes.
    await copyFile(from, to, constants.COPYFILE_FICLONE)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw cause
  }
  await chmod(to, 0o600)
  await sync(to)
  return true
}

async function named(folder: string, form: RegExp): Promise<string[]> {
  return (await readdir(folder)).filter((name) => form.test(name))
}
