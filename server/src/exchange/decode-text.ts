import { TextDecoder } from 'node:util'
import { createTableProblem, TableError, type TableProblem } from './table-problem.ts'

/** How much is looked at to tell the encoding of a text that arrives in pieces. */
const sniffed = 65_536

/**
 * Decodes a table's bytes as they arrive: UTF-8 with or without a byte order mark, or GB18030, which Excel in China
 * writes. Never replaces what it cannot read.
 * @throws TableError when the bytes are neither, or are not text at all
 */
export async function* decodeText(
  source: AsyncIterable<Uint8Array>,
  onNote: (note: TableProblem) => void,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let encoding = 'utf-8'
  for await (const chunk of source) {
    if (decoder === undefined) {
      encoding = detectEncoding(chunk)
      if (encoding !== 'utf-8') onNote(createTableProblem('NOTE_DECODED', { row: 0 }))
      decoder = new TextDecoder(encoding, { fatal: true })
    }
    const text = decode(() => decoder?.decode(chunk, { stream: true }) ?? '')
    if (text.includes('\0')) throw notText()
    yield text
  }
  const rest = decode(() => decoder?.decode() ?? '')
  if (rest !== '') yield rest
}

function decode(read: () => string): string {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new TableError([createTableProblem('TABLE_ENCODING', { row: 0 })])
  }
}

/** The whole of what is at hand decides; a piece that is cut inside a character is still that encoding. */
function detectEncoding(first: Uint8Array): 'utf-8' | 'gb18030' {
  const [a, b, c, d] = first
  if (a === 0x50 && b === 0x4b) {
    throw wrongFormat({ zh: '它是 Excel 工作簿（.xlsx）', en: 'it is an Excel workbook (.xlsx)' })
  }
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) {
    throw wrongFormat({ zh: '它是旧版 Excel 文件（.xls）', en: 'it is an old Excel file (.xls)' })
  }
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    throw wrongFormat({
      zh: '它是 UTF-16 文本（Excel 的“Unicode 文本”），请另存为“CSV UTF-8（逗号分隔）”',
      en: 'it is UTF-16 text (Excel\'s "Unicode text"); please save it as "CSV UTF-8 (comma delimited)"',
    })
  }
  const head = first.length > sniffed ? first.subarray(0, sniffed) : first
  const fits = (encoding: string) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
      return true
    } catch {
      return false
    }
  }
  if (fits('utf-8')) return 'utf-8'
  if (fits('gb18030')) return 'gb18030'
  throw new TableError([createTableProblem('TABLE_ENCODING', { row: 0 })])
}

function wrongFormat(detail: { zh: string; en: string }): TableError {
  return new TableError([
    createTableProblem(
      'TABLE_FORMAT',
      { row: 0 },
      { expected: { zh: ' CSV 文本', en: 'CSV text' }, detail },
    ),
  ])
}

function notText(): TableError {
  return wrongFormat({ zh: '其中有不可见的控制字符', en: 'it holds control characters' })
}
