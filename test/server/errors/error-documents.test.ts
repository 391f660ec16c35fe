import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import {
  auditProblemRows,
  engineIssueRows,
  serverErrorRows,
  tableProblemRows,
} from './error-tables.ts'

async function rowsOf(name: string): Promise<string[]> {
  const text = await readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')
  return (
    text
      .split('\n')
      .filter((line) => /^\| `[A-Z_]+` /.test(line))
      // The formatter lines the columns up.
      .map((line) => line.replaceAll(/ +\|/g, ' |'))
  )
}

it('docs/errors.md lists exactly the errors, issues and table problems of the catalogues', async () => {
  const rows = [...serverErrorRows(), ...engineIssueRows(), ...tableProblemRows()]
  expect(await rowsOf('errors.md')).toEqual(rows)
})

it('docs/audit.md lists exactly what verifying the audit log can find', async () => {
  expect(await rowsOf('audit.md')).toEqual(auditProblemRows())
})
