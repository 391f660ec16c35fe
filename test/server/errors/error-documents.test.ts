import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { engineIssueRows, serverErrorRows, tableProblemRows } from './error-tables.ts'

const file = new URL('../../../docs/errors.md', import.meta.url)

it('docs/errors.md lists exactly the errors, issues and table problems of the catalogues', async () => {
  const text = await readFile(file, 'utf8')
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    // The formatter lines the columns up.
    .map((line) => line.replaceAll(/ +\|/g, ' |'))
  expect(rows).toEqual([...serverErrorRows(), ...engineIssueRows(), ...tableProblemRows()])
})
