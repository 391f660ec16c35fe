import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { writeTable } from '../../../server/src/exchange/write-table.ts'
import { columns, readWhole } from './read-whole.ts'

const header = ['unit', 'note', 'value']

async function workbook(rows: Parameters<typeof writeExcelFile>[0]): Promise<Uint8Array> {
  return await writeExcelFile(rows as never, { sheet: '表' }).toBuffer()
}

/** The workbook with its sheet's XML changed, as another program might have written it. */
function withSheet(bytes: Uint8Array, change: (xml: string) => string): Uint8Array {
  const files = unzipSync(bytes)
  const name = 'xl/worksheets/sheet1.xml'
  const xml = new TextDecoder().decode(files[name])
  const changed = change(xml)
  if (changed === xml) throw new Error('The sheet has nothing to change.')
  return zipSync({ ...files, [name]: strToU8(changed) })
}

const refused = async (bytes: Uint8Array) =>
  (await readWhole(bytes, { format: 'xlsx' })).problems.map(({ code, row, value }) => [
    code,
    row,
    value,
  ])

it('a sheet is read like a CSV text: names or titles, empty rows, numbers, days, 是 and 否 as they stand', async () => {
  const bytes = await workbook([
    ['单位编号', '说明', '数值'],
    ['T01', '镇卫生院', 12.5],
    [null, null, null],
    ['T02', { value: new Date('2025-01-31T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' }, true],
  ] as never)
  expect((await readWhole(bytes, { format: 'xlsx' })).rows).toEqual([
    { row: 2, cells: { unit: 'T01', note: '镇卫生院', value: '12.5' } },
    { row: 4, cells: { unit: 'T02', note: '2025-01-31', value: 'true' } },
  ])
})

it('a number keeps the digits that were entered', async () => {
  const plain = await workbook([header, ['T01', null, 77]] as never)
  for (const [stored, read] of [
    ['0.38340000000000002', '0.3834'],
    ['1234.5', '1234.5'],
    ['1E-3', '0.001'],
    ['-4.0000000000000001E-2', '-0.04'],
    ['999999999999999', '999999999999999'],
    ['0', '0'],
  ]) {
    const bytes = withSheet(plain, (xml) => xml.replace('<v>77</v>', `<v>${stored}</v>`))
    expect((await readWhole(bytes, { format: 'xlsx' })).rows[0]?.cells['value']).toBe(read)
  }
  const long = withSheet(plain, (xml) => xml.replace('<v>77</v>', '<v>1234567890123450</v>'))
  expect(await refused(long)).toEqual([['CELL_PRECISION', 2, '1234567890123450']])
})

describe('what a reader would pass over', () => {
  it('merged cells are refused by their address', async () => {
    const bytes = await workbook([
      header,
      [{ value: 'T01', rowSpan: 2 }, 'a', 1],
      [null, 'b', 2],
    ] as never)
    expect(await refused(bytes)).toEqual([['CELL_MERGED', 2, 'A2:A3']])
  })

  it('formulas and error values are refused by their address', async () => {
    const plain = await workbook([header, ['T01', null, 77]] as never)
    const formula = withSheet(plain, (xml) =>
      xml.replace('<v>77</v>', '<f>SUM(A1:A9)</f><v>77</v>'),
    )
    expect(await refused(formula)).toEqual([['CELL_FORMULA', 2, 'C2']])
    const error = withSheet(plain, (xml) =>
      xml.replace(/<c r="C2"[^>]*><v>77<\/v>/, '<c r="C2" t="e"><v>#DIV/0!</v>'),
    )
    expect(await refused(error)).toEqual([['CELL_ERROR', 2, '#DIV/0!']])
  })

  it('a stray cell far below is refused before a table of millions of rows is made', async () => {
    const plain = await workbook([header, ['T01', null, 77]] as never)
    const stray = withSheet(plain, (xml) =>
      xml.replace(
        '</sheetData>',
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
      ),
    )
    expect(await refused(stray)).toEqual([['TABLE_TOO_MANY_ROWS', 1_048_576, 'XFD1048576']])
  })
})

it('a file that is no workbook, or a damaged one, is refused', async () => {
  expect(await refused(Buffer.from('unit,value\nT01,1\n'))).toEqual([['TABLE_FORMAT', 0, '']])
  expect(await refused(zipSync({ 'readme.txt': strToU8('hello') }))).toEqual([
    ['TABLE_FORMAT', 0, ''],
  ])
  const plain = await workbook([header, ['T01', null, 77]] as never)
  expect(await refused(plain.subarray(0, plain.length / 2))).toEqual([['TABLE_FORMAT', 0, '']])
})

it('an archive that unpacks into far more than it is, is refused unread', async () => {
  const plain = await workbook([header, ['T01', null, 77]] as never)
  const files = unzipSync(plain)
  const bomb = zipSync({ ...files, 'xl/media.xml': new Uint8Array(210_000_000) }, { level: 1 })
  expect(bomb.length).toBeLessThan(5_000_000)
  expect(await refused(bomb)).toEqual([['TABLE_TOO_LARGE', 0, '']])
})

it('what is written to a workbook is read back, long numbers and formula-like texts included', async () => {
  const rows = [
    ['T01', '=1+1', { number: '1234.50' }],
    ['T02', "'=x", { number: '9007199254740991' }],
    ['T03', null, { number: '-0.5' }],
  ]
  const bytes = await writeTable('xlsx', { title: '指标', columns, language: 'zh' }, rows)
  expect((await readWhole(bytes, { format: 'xlsx' })).rows.map(({ cells }) => cells)).toEqual([
    { unit: 'T01', note: '=1+1', value: '1234.5' },
    { unit: 'T02', note: "'=x", value: '9007199254740991' },
    { unit: 'T03', value: '-0.5' },
  ])
})
