import { fileTypeFromFile } from 'file-type'
import { openPromise } from 'yauzl'
import { attachmentKinds, type AttachmentType } from '../contracts/attachment-kinds.ts'

/**
 * What a file is, by its own bytes and not by what its sender or its name says; undefined where it is none of those that
 * may be filed. One with macros is another kind, and none of them.
 */
export async function detectType(file: string): Promise<AttachmentType | undefined> {
  const found = await typeOf(file)
  if (found === undefined) return undefined
  if (found === 'application/zip') return (await isOfd(file)) ? 'application/ofd' : undefined
  return found in attachmentKinds ? (found as AttachmentType) : undefined
}

async function typeOf(file: string): Promise<string | undefined> {
  try {
    return (await fileTypeFromFile(file))?.mime
  } catch {
    // It begins as something it is not.
    return undefined
  }
}

/** An archive of more files than this is no document. */
const maxEntries = 10_000

/** A document of GB/T 33190: an archive with OFD.xml at its root. */
async function isOfd(file: string): Promise<boolean> {
  try {
    const zip = await openPromise(file)
    try {
      if (zip.entryCount > maxEntries) return false
      for await (const { fileName } of zip.eachEntry()) if (fileName === 'OFD.xml') return true
      return false
    } finally {
      zip.close()
    }
  } catch {
    return false
  }
}
