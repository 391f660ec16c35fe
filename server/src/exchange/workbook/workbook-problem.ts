import type { Text } from '@jieli/engine'
import { createTableProblem, TableError } from '../table-problem.ts'

/** The error of a file that is no workbook that can be read. */
export function notWorkbook(detail: Text = unreadable): TableError {
  return new TableError([
    createTableProblem(
      'TABLE_FORMAT',
      { row: 0 },
      { expected: { zh: ' Excel 工作簿（.xlsx）', en: 'an Excel workbook (.xlsx)' }, detail },
    ),
  ])
}

/** The error of a workbook of which one part, or one place of the sheet, is not as Excel writes it. */
export function damagedPart(part: string, row?: number): TableError {
  const at =
    row === undefined ? { zh: '', en: '' } : { zh: `第 ${row} 行附近`, en: ` near row ${row}` }
  return notWorkbook({
    zh: `其中的“${part}”${at.zh}已损坏，请用 Excel 打开并另存一份`,
    en: `its part "${part}" is damaged${at.en}; please open it in Excel and save it anew`,
  })
}

const unreadable: Text = {
  zh: '无法作为 Excel 工作簿打开，可能已损坏或加了密码',
  en: 'it cannot be opened as an Excel workbook; it may be damaged or have a password',
}
