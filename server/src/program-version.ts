import { readFileSync } from 'node:fs'
import path from 'node:path'

const manifest = path.resolve(import.meta.dirname, '../../package.json')

/** The version of this program, as its package says it. */
export const programVersion: string = (
  JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }
).version
