import { buildZip, type ZipFile, type ZipOptions } from './build-zip.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a workbook written by hand; what is not given is as Excel writes it. */
export interface WorkbookParts {
  /** What stands in the sheet: `<sheetData>…</sheetData>` and what follows it. */
  readonly sheet: string
  /** What stands before the root of the sheet. */
  readonly prologue?: string
  /** The items of the shared strings: `<si>…</si>`. */
  readonly strings?: string
  /** What stands in the style sheet. */
  readonly styles?: string
  /** What stands in the workbook's own part. */
  readonly workbook?: string
  readonly relations?: string
  /** The path of the sheet's part. */
  readonly sheetPath?: string
  /** Other files, and files that are put beside the usual ones under the same name. */
  readonly others?: readonly ZipFile[]
  /** How the sheet's file is put into the archive. */
  readonly sheetFile?: Partial<ZipFile>
  readonly zip?: ZipOptions
}

/** A workbook of one sheet, from its XML. */
export function buildWorkbook(parts: WorkbookParts): Buffer {
  const path = parts.sheetPath ?? 'xl/worksheets/sheet1.xml'
  const files: ZipFile[] = [
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${main}" xmlns:r="${officeRelations}">${
        parts.workbook ?? '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>'
      }</workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${
        parts.relations ??
        `${relation('rId1', 'worksheet', path.slice('xl/'.length))}${relation('rId2', 'sharedStrings', 'sharedStrings.xml')}${relation('rId3', 'styles', 'styles.xml')}`
      }</Relationships>`,
    },
    {
      name: path,
      content: `${parts.prologue ?? ''}<worksheet xmlns="${main}">${parts.sheet}</worksheet>`,
      ...parts.sheetFile,
    },
  ]
  if (parts.strings !== undefined)
    files.push({
      name: 'xl/sharedStrings.xml',
      content: `<sst xmlns="${main}">${parts.strings}</sst>`,
    })
  if (parts.styles !== undefined)
    files.push({
      name: 'xl/styles.xml',
      content: `<styleSheet xmlns="${main}">${parts.styles}</styleSheet>`,
    })
  return buildZip([...files, ...(parts.others ?? [])], parts.zip)
}

/** A relation of a workbook to one of its parts. */
export function relation(id: string, kind: string, target: string): string {
  return `<Relationship Id="${id}" Type="${officeRelations}/${kind}" Target="${target}"/>`
}

/** A row of inline texts, with the places of its cells written out. */
export function textRow(row: number, texts: readonly string[]): string {
  const cells = texts.map(
    (text, at) =>
      `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`,
  )
  return `<row r="${row}">${cells.join('')}</row>`
}

/** The header the tests of tables use. */
export const headerRow = textRow(1, ['unit', 'note', 'value'])

/** Rows under that header. */
export function sheetData(rows: string): string {
  return `<sheetData>${headerRow}${rows}</sheetData>`
}
