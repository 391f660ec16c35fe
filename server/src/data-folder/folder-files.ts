import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { type Ruleset, suggest } from '@jieli/engine'
import { type TableFormat, tableFormats } from '../exchange/table-column.ts'
import type { TableKind } from '../exchange/table-kinds.ts'
import { createTableProblem } from '../exchange/table-problem.ts'
import type { FolderTableProblem } from './folder-problem.ts'

/** One table of a data folder. */
export interface FolderFile {
  readonly name: string
  readonly kind: TableKind
  readonly format: TableFormat
  /** Of cases: whose. */
  readonly pathway?: string
  readonly open: () => AsyncIterable<Uint8Array>
}

/**
 * The tables of a data folder by what their names say: units, values, events, cases-<pathway>, as .csv or .xlsx.
 * Other files are a problem where they look like tables, so that a misspelt name is not silently left out.
 */
export async function findFolderFiles(
  folder: string,
  ruleset: Ruleset,
): Promise<{
  readonly files: readonly FolderFile[]
  readonly problems: readonly FolderTableProblem[]
}> {
  const files: FolderFile[] = []
  const problems: FolderTableProblem[] = []
  const pathways = ruleset.pathways.map(({ id }) => id)
  const names = ['units', 'values', 'events', ...pathways.map((id) => `cases-${id}`)]
  for (const name of (await readdir(folder)).toSorted()) {
    const format = tableFormats.find((each) => name.toLowerCase().endsWith(`.${each}`))
    // Excel leaves a lock file beside an open workbook.
    if (format === undefined || name.startsWith('~$') || name.startsWith('.')) continue
    const stem = name.slice(0, -format.length - 1)
    const open = () => createReadStream(path.join(folder, name))
    const twin = files.some((file) => file.name.slice(0, file.name.lastIndexOf('.')) === stem)
    if (!names.includes(stem) || twin) {
      const suggestion = twin
        ? { zh: '同名的另一份表已经读入。', en: 'Another table of that name is read already.' }
        : suggest(stem, names)
      problems.push({
        file: name,
        ...createTableProblem('FILE_UNKNOWN', { row: 0, value: name }, { suggestion }),
      })
    } else if (stem.startsWith('cases-'))
      files.push({ name, kind: 'cases', format, pathway: stem.slice('cases-'.length), open })
    else files.push({ name, kind: stem as TableKind, format, open })
  }
  if (!files.some(({ kind }) => kind === 'units'))
    problems.push({
      file: 'units.csv',
      ...createTableProblem('FILE_MISSING', { row: 0, value: 'units.csv' }),
    })
  return { files, problems }
}
