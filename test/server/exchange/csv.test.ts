import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { writeTable } from '../../../server/src/exchange/write-table.ts'
import { columns, readWhole } from './read-whole.ts'

/** What breaks tables, and what spreadsheets take for the beginning of a formula. */
const signs = ['=', '+', '-', '@', "'", '"', '\n', '\r', ',', ' ', '甲', 'a', '1', '＝']

const codes = async (source: string | Uint8Array) =>
  (await readWhole(source)).problems.map(({ code, row, column }) => [code, row, column])

it('a table is read by the names of its columns, in any order, with or without a byte order mark', async () => {
  const expected = [
    { row: 2, cells: { unit: 'T01', value: '7' } },
    { row: 3, cells: { unit: 'T02', note: 'a, "b"\nc' } },
  ]
  const text = 'value,unit,note\r\n7,T01,\r\n,T02,"a, ""b""\nc"\r\n'
  expect((await readWhole(text)).rows).toEqual(expected)
  expect((await readWhole(`\uFEFF${text}`)).rows).toEqual(expected)
})

it('a header may use the titles of either language, and the template’s second header row is no data', async () => {
  for (const head of [
    '单位编号,说明,数值',
    'Unit id,remark,figure',
    'unit,note,value\n单位编号,说明,数值',
  ])
    expect((await readWhole(`${head}\nT01,甲,1\n`)).rows).toMatchObject([
      { cells: { unit: 'T01', note: '甲', value: '1' } },
    ])
})

it('rows are counted as a spreadsheet counts them, empty ones included', async () => {
  expect((await readWhole('\nunit,value\n\nT01,1\n,\nT02,2\n')).rows.map(({ row }) => row)).toEqual(
    [4, 6],
  )
})

it('a text in GB18030 is read, with a note that it was', async () => {
  // 单位编号,数值 / 甲院,1 as Excel in China saves it.
  const bytes = Buffer.from('b5a5cebbb1e0bac52ccafdd6b50d0abcd7d4ba2c310d0a', 'hex')
  expect(await readWhole(bytes)).toMatchObject({
    rows: [{ cells: { unit: '甲院', value: '1' } }],
    notes: ['NOTE_DECODED'],
  })
})

it('a file that is not a CSV text is refused by what it is', async () => {
  expect(await codes(Buffer.from([0xff, 0xfe, 0x75, 0x00]))).toEqual([['TABLE_FORMAT', 0, '']])
  expect(await codes(Buffer.from('PK\u0003\u0004rest'))).toEqual([['TABLE_FORMAT', 0, '']])
  expect(await codes(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).toEqual([['TABLE_FORMAT', 0, '']])
  expect(await codes('unit,value\nT\u000001,1')).toEqual([['TABLE_FORMAT', 0, '']])
  expect(await codes(Buffer.from([0x75, 0xff, 0xff, 0x80]))).toEqual([['TABLE_ENCODING', 0, '']])
})

it('an encoding that breaks far into a stream is refused, never replaced', async () => {
  const source = Readable.from([Buffer.from('unit,note\nT01,甲\n'), Buffer.from([0xb5, 0xa5])])
  const { problems } = await readWhole(source)
  expect(problems.map(({ code }) => code)).toEqual(['TABLE_ENCODING'])
})

it('a character cut in two between pieces of a stream is whole again', async () => {
  const bytes = Buffer.from('unit,note\nT01,镇卫生院\n')
  const pieces = Array.from(bytes, (byte) => Buffer.from([byte]))
  expect((await readWhole(Readable.from(pieces))).rows).toMatchObject([
    { cells: { note: '镇卫生院' } },
  ])
})

it('a header names every column that is wrong, with the nearest that is not', async () => {
  const { problems } = await readWhole('unti,note,note\n')
  expect(problems.map(({ code, column }) => [code, column])).toEqual([
    ['COLUMN_UNKNOWN', 'unti'],
    ['COLUMN_TWICE', 'note'],
    ['COLUMN_MISSING', 'unit'],
  ])
  expect(problems[0]?.message).toEqual({
    zh: '没有名为“unti”的列。是否想写“unit”？',
    en: 'There is no column named "unti". Did you mean "unit"?',
  })
})

it('an empty file, another separator, unmatched quotes and a split cell are refused with their row', async () => {
  expect(await codes('')).toEqual([['TABLE_EMPTY', 1, '']])
  expect(await codes('unit;value\nT01;1')).toEqual([['TABLE_DELIMITER', 1, '']])
  expect(await codes('unit,value\nT01,1\nT02,"2\nT03,3\n')).toEqual([['TABLE_MALFORMED', 3, '']])
  expect(await codes('unit,value\nT01,1,234.50\n')).toEqual([['COLUMN_UNNAMED', 2, '']])
})

it('more bytes or rows than allowed are refused', async () => {
  const text = 'unit\nT01\nT02\nT03\n'
  const refused = async (limits: { bytes: number; rows: number }) =>
    (await readWhole(text, { limits })).problems.map(({ code }) => code)
  expect(await refused({ bytes: 10, rows: 9 })).toEqual(['TABLE_TOO_LARGE'])
  expect(await refused({ bytes: 99, rows: 2 })).toEqual(['TABLE_TOO_MANY_ROWS'])
  expect(await refused({ bytes: 99, rows: 3 })).toEqual([])
})

it('a cell with a line break of any kind is written in quotes', async () => {
  const rows = [
    ['T01', 'a\nb', null],
    ['T02', 'a\rb', null],
  ]
  const bytes = await writeTable('csv', { title: 't', columns, language: 'zh' }, rows)
  expect(Buffer.from(bytes).toString()).toContain('T01,"a\nb",\r\nT02,"a\rb",')
})

it('what is written is read back, and nothing a spreadsheet would compute is written bare', async () => {
  const text = fc
    .string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...signs) })
    .map((value) => value.trim())
    .filter((value) => value !== '')
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (notes) => {
      const rows = notes.map((note, index) => [`T${index}`, note, { number: '-12.50' }])
      const bytes = await writeTable('csv', { title: 't', columns, language: 'zh' }, rows)
      const { rows: read } = await readWhole(bytes)
      expect(read.map(({ cells }) => [cells['unit'], cells['note'], cells['value']])).toEqual(
        notes.map((note, index) => [`T${index}`, note, '-12.50']),
      )
    }),
  )
  const bytes = await writeTable('csv', { title: 't', columns, language: 'en' }, [
    ['T01', '=HYPERLINK("http://x")', null],
  ])
  expect(Buffer.from(bytes).toString()).toContain(`"'=HYPERLINK(`)
})
