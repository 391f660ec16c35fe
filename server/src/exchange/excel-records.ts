import type { TableLimits } from './table-column.ts'
import { createTableProblem, TableError } from './table-problem.ts'
import type { TableRecord } from './table-record.ts'
import { findParts } from './workbook/find-parts.ts'
import { openArchive } from './workbook/open-archive.ts'
import { readSharedTexts } from './workbook/read-shared-texts.ts'
import { readStyles } from './workbook/read-styles.ts'
import { SheetReader } from './workbook/sheet-reader.ts'
import { workbookLimits } from './workbook/workbook-limits.ts'
import { notWorkbook } from './workbook/workbook-problem.ts'

/**
 * The rows of a workbook's first sheet as text, as they are unpacked. Numbers keep every digit Excel kept; a row
 * without content is not there.
 * @throws TableError when it is no `.xlsx` file, is larger than it may be, or holds merged cells, formulas or error
 * values; merged cells are only known when every row has been read
 */
export async function* excelRecords(
  bytes: Uint8Array,
  limits: TableLimits,
): AsyncGenerator<TableRecord, void> {
  const most = maxBytes(limits)
  if (bytes.length > most)
    throw new TableError([
      createTableProblem(
        'TABLE_TOO_LARGE',
        { row: 0 },
        { limit: `${Math.floor(most / 1_000_000)} MB` },
      ),
    ])
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw notWorkbook({
      zh: '它是旧版 Excel 文件（.xls）或加了密码的工作簿，请去掉密码、另存为 .xlsx',
      en: 'it is an old Excel file (.xls) or a workbook with a password; please save it as .xlsx without one',
    })
  const archive = await openArchive(bytes)
  const parts = await findParts(archive)
  const sheet = new SheetReader({
    part: parts.sheet,
    maxRows: limits.rows,
    sharedTexts: await readSharedTexts(archive, parts.sharedTexts),
    dateStyles: await readStyles(archive, parts.styles),
    from1904: parts.from1904,
  })
  for await (const chunk of archive.bytesOf(parts.sheet)) yield* sheet.write(chunk)
  sheet.end()
}

/** How large a workbook may be: it is held in memory, so a folder of one's own may have no larger ones either. */
export function maxBytes({ bytes }: TableLimits): number {
  return Math.min(bytes, workbookLimits.bytes)
}
