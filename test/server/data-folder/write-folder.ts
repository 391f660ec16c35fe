import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A new folder with the files given, in the folder for temporary ones. */
export function writeFolder(files: Readonly<Record<string, string | Uint8Array | object>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-folder-'))
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(
      file,
      typeof content === 'string' || content instanceof Uint8Array
        ? content
        : JSON.stringify(content),
    )
  }
  return folder
}
