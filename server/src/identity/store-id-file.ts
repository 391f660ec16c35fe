import { open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'

/** Where a data folder keeps the id of the store it belongs to. */
const storeIdFile = 'store-id'

/** The id of the store a data folder belongs to; undefined before its first start. */
export async function readStoreId(folder: string): Promise<string | undefined> {
  try {
    const text = await readFile(path.join(folder, storeIdFile), 'utf8')
    return text.trim()
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
}

/** Keeps the id, whole and for its owner only; on the disk when this resolves. */
export async function writeStoreId(folder: string, id: string): Promise<void> {
  const file = path.join(folder, storeIdFile)
  const draft = await open(`${file}.new`, 'w', 0o600)
  try {
    await draft.writeFile(`${id}\n`)
    await draft.sync()
  } finally {
    await draft.close()
  }
  await rename(`${file}.new`, file)
  const entry = await open(folder, 'r')
  try {
    await entry.sync()
  } finally {
    await entry.close()
  }
}
