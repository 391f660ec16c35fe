// Writes the tables of docs/errors.md from the catalogues of the server and the engine.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { issueCatalogue } from '../engine/src/index.ts'
import { errorCatalogue } from '../server/src/errors/catalogue.ts'
import { tableProblemCatalogue } from '../server/src/exchange/table-problem-catalogue.ts'

const file = fileURLToPath(new URL('../docs/errors.md', import.meta.url))
const tables = [
  Object.entries(errorCatalogue).map(([code, { status, zh, en }]) => [code, status, zh, en]),
  Object.entries(issueCatalogue).map(([code, { severity, zh, en }]) => [code, severity, zh, en]),
  Object.entries(tableProblemCatalogue).map(([code, { severity, zh, en }]) => [
    code,
    severity,
    zh,
    en,
  ]),
].map((rows) =>
  rows.map(
    ([code, ...cells]) =>
      `| \`${code}\` | ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`,
  ),
)

const written = []
let table = -1
for (const line of readFileSync(file, 'utf8').split('\n')) {
  if (line.startsWith('| `')) continue
  written.push(line)
  if (line.startsWith('| ---')) written.push(...(tables[(table += 1)] ?? []))
}
writeFileSync(file, written.join('\n'))
execFileSync(process.execPath, [
  fileURLToPath(new URL('../node_modules/oxfmt/bin/oxfmt', import.meta.url)),
  file,
])
console.log(`${tables.flat().length} errors and issues written to docs/errors.md`)
