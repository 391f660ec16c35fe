import { InvalidInputError, InvalidSpreadsheetError, readSheet } from 'read-excel-file/universal'
import { unpackExcel } from './excel-parts.ts'
import { inspectExcelSheet } from './inspect-excel-sheet.ts'
import { plainNumber } from './plain-number.ts'
import { longestCell, type TableLimits } from './table-column.ts'
import { createTableProblem, TableError } from './table-problem.ts'

/**
 * The first sheet of a workbook as text, cell by cell, empty cells as empty text. Numbers keep every digit Excel kept.
 * @throws TableError when it is no `.xlsx` file, or holds merged cells, formulas or error values
 */
export async function excelRecords(
  bytes: Uint8Array,
  limits: TableLimits,
): Promise<readonly (readonly string[])[]> {
  if (bytes.length > limits.bytes) throw tooLarge(limits)
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw notExcel({
      zh: '它是旧版 Excel 文件（.xls），请另存为 .xlsx',
      en: 'it is an old Excel file (.xls); please save it as .xlsx',
    })
  const parts = unpackExcel(bytes)
  if (parts === 'tooLarge') throw tooLarge(limits)
  if (parts === 'notExcel') throw notExcel(unreadable)
  // Two rows of header at most stand above the rows.
  const problems = inspectExcelSheet(parts.sheet, limits.rows + 2)
  if (problems.length > 0) throw new TableError(problems)
  const sheet = await cells(bytes)
  const records = sheet.map((row, index) =>
    row.map((value) => {
      const text = cellText(value, index + 1)
      if (text.length > longestCell)
        throw new TableError([
          createTableProblem(
            'CELL_TOO_LONG',
            { row: index + 1, value: text },
            { limit: longestCell },
          ),
        ])
      return text
    }),
  )
  return records
}

/** A number of a sheet, as the digits it is stored in: told apart from text, which is left as it is. */
class StoredNumber {
  readonly digits: string

  constructor(digits: string) {
    this.digits = digits
  }
}

async function cells(bytes: Uint8Array): Promise<readonly (readonly unknown[])[]> {
  // A copy of its own: the reader takes a whole buffer, and the bytes may be a part of one.
  const buffer = new Uint8Array(bytes).buffer
  try {
    return await readSheet(buffer, { parseNumber: (digits) => new StoredNumber(digits) })
  } catch (error) {
    if (error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError)
      throw notExcel(unreadable)
    // The reader trusts the XML it is given: what it stumbles over is a damaged file.
    if (error instanceof TypeError || error instanceof RangeError) throw notExcel(unreadable)
    throw error
  }
}

function cellText(value: unknown, row: number): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Date) {
    const moment = value.toISOString()
    return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment.slice(0, 19)
  }
  if (value instanceof StoredNumber) {
    const text = plainNumber(value.digits)
    if (text !== undefined) return text
    throw new TableError([createTableProblem('CELL_PRECISION', { row, value: value.digits })])
  }
  throw new TypeError('The reader gave a cell of an unknown kind.')
}

const unreadable = {
  zh: '无法作为 Excel 工作簿打开，可能已损坏或加了密码',
  en: 'it cannot be opened as an Excel workbook; it may be damaged or have a password',
}

function notExcel(detail: { zh: string; en: string }): TableError {
  return new TableError([
    createTableProblem(
      'TABLE_FORMAT',
      { row: 0 },
      { expected: { zh: ' Excel 工作簿（.xlsx）', en: 'an Excel workbook (.xlsx)' }, detail },
    ),
  ])
}

function tooLarge(limits: TableLimits): TableError {
  return new TableError([
    createTableProblem(
      'TABLE_TOO_LARGE',
      { row: 0 },
      { limit: `${Math.floor(limits.bytes / 1_000_000)} MB` },
    ),
  ])
}
