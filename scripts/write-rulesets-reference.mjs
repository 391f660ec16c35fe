// Writes the reference in docs/rulesets.md from the descriptions in the engine's schemas.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rulesetsReference } from './reference/rulesets-reference.mjs'

const begins = '<!-- reference begins: written by scripts/write-rulesets-reference.mjs -->'
const ends = '<!-- reference ends -->'
const file = process.argv[2] ?? fileURLToPath(new URL('../docs/rulesets.md', import.meta.url))

const text = readFileSync(file, 'utf8')
const [before, rest = ''] = text.split(begins)
const [, after = ''] = rest.split(ends)
writeFileSync(file, `${before}${begins}\n\n${rulesetsReference()}\n\n${ends}${after}`)
execFileSync(process.execPath, [
  fileURLToPath(new URL('../node_modules/oxfmt/bin/oxfmt', import.meta.url)),
  file,
])
console.log(`the reference is written to ${file}`)
