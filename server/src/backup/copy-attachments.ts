import { constants, existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { attachmentsFolderName } from '../attachments/folder-names.ts'
import { describeFile, sync } from './hashed-copy.ts'

/** How many contents there are, how large they are together, and which are not what their name says. */
export interface CopiedAttachments {
  readonly count: number
  readonly bytes: number
  readonly damaged: readonly string[]
}

/**
 * Copies the contents of attachments from one folder to another, each compared with its hash, which is its name. A content
 * is there before any document names it and never changes: copied after the store, they are at least those it names.
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
      const copy = await copyContent(path.join(source, group, sha256), path.join(into, sha256))
      if (copy === undefined) continue
      count += 1
      bytes += copy.bytes
      if (copy.sha256 !== sha256) damaged.push(sha256)
    }
    await sync(into)
  }
  await sync(target)
  return { count, bytes, damaged }
}

/** What was copied; undefined where it was removed meanwhile, which only one that no step filed is. */
async function copyContent(
  from: string,
  to: string,
): Promise<{ readonly bytes: number; readonly sha256: string } | undefined> {
  try {
    // Where the disk can, the copy shares what never changes.
    await copyFile(from, to, constants.COPYFILE_FICLONE)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
  await chmod(to, 0o600)
  await sync(to)
  return await describeFile(to, 'attachment')
}

async function named(folder: string, form: RegExp): Promise<string[]> {
  return (await readdir(folder)).filter((name) => form.test(name))
}
