// Writes the tables of docs/errors.md and docs/audit.md from the catalogues of the server and the engine.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { issueCatalogue } from '../engine/src/index.ts'
import { auditProblemCatalogue } from '../server/src/audit/problem-catalogue.ts'
import { errorCatalogue } from '../server/src/errors/catalogue.ts'
import { tableProblemCatalogue } from '../server/src/exchange/table-problem-catalogue.ts'

writeTables('../docs/errors.md', [
  Object.entries(errorCatalogue).map(([code, { status, zh, en }]) => [code, status, zh, en]),
  Object.entries(issueCatalogue).map(([code, { severity, zh, en }]) => [code, severity, zh, en]),
  Object.entries(tableProblemCatalogue).map(([code, { severity, zh, en }]) => [
    code,
    severity,
    zh,
    en,
  ]),
])
writeTables('../docs/audit.md', [
  Object.entries(auditProblemCatalogue).map(([code, { severity, what, why, advice }]) => [
    code,
    severity,
    what.zh + why.zh + advice.zh,
    `${what.en} ${why.en} ${advice.en}`,
  ]),
])

/**
 * Puts rows under the heads of a file's tables, in their order.
 * @param {string} name
 * @param {(string | number)[][][]} tables
 */
function writeTables(name, tables) {
  const file = fileURLToPath(new URL(name, import.meta.url))
  const rows = tables.map((table) =>
    table.map(
      ([code, ...cells]) =>
        `| \`${code}\` | ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`,
    ),
  )
  const written = []
  let table = -1
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (/^\| `[A-Z_]+` /.test(line)) continue
    const head = written.at(-1)
    written.push(line)
    if (line.startsWith('| ---') && head?.startsWith('| Code'))
      written.push(...(rows[(table += 1)] ?? []))
  }
  writeFileSync(file, written.join('\n'))
  execFileSync(process.execPath, [
    fileURLToPath(new URL('../node_modules/oxfmt/bin/oxfmt', import.meta.url)),
    file,
  ])
  console.log(`${rows.flat().length} rows written to ${file}`)
}
