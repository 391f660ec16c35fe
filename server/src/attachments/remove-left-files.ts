import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { AttachmentSettings } from './attachment-settings.ts'

/** No request takes as long, in milliseconds. */
const longest = 3_600_000

/** Removes what a server that ended in the middle of an upload has left. */
export async function removeLeftFiles({
  attachments,
}: {
  readonly attachments?: Pick<AttachmentSettings, 'folder'>
}): Promise<void> {
  if (attachments === undefined) return
  const { folder } = attachments
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const file = path.join(folder, name)
    // Files are dated by the clock of this machine, whatever that shows.
    const written = await stat(file).catch(() => undefined)
    if (written !== undefined && Date.now() - written.mtimeMs > longest)
      await rm(file, { force: true })
  }
}
