import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

const kept = path.resolve(import.meta.dirname, '../../formats/data-version-1')

/** Makes a data folder as an older Jieli left it, with demonstration data: one on which a server starts at once. */
export function makeOldFolder(folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    path.join(folder, 'jieli.sqlite'),
    brotliDecompressSync(readFileSync(path.join(kept, 'jieli.sqlite.br'))),
  )
  copyFileSync(path.join(kept, 'first-start.json'), path.join(folder, 'first-start.json'))
}
