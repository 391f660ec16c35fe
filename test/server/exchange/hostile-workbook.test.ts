import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../../server/src/exchange/read-table.ts'
import { buildWorkbook, headerRow, sheetData, textRow } from './build-workbook.ts'
import { longestWait } from './longest-wait.ts'
import { columns, readWhole } from './read-whole.ts'

const row2 = textRow(2, ['T01', 'a', '1'])

const refused = async (bytes: Uint8Array) =>
  (await readWhole(bytes, { format: 'xlsx' })).problems.map(({ code, row, value }) => [
    code,
    row,
    value,
  ])

describe('what freezes a reader that trusts the XML', () => {
  it('80 000 tags that never end are refused as damage', async () => {
    const bytes = buildWorkbook({
      sheet: `${sheetData(row2)}<mergeCells>${'<mergeCell '.repeat(80_000)}`,
    })
    expect(bytes.length).toBeLessThan(10_000)
    expect(await refused(bytes)).toEqual([['TABLE_FORMAT', 0, '']])
  })

  it('190 MB of blanks in a small file are refused after the first of them', async () => {
    const bytes = buildWorkbook({ sheet: sheetData(`${row2}${' '.repeat(190_000_000)}`) })
    expect(bytes.length).toBeLessThan(1_000_000)
    expect(await refused(bytes)).toEqual([['WORKBOOK_XML_PIECE', 0, 'xl/worksheets/sheet1.xml']])
  })

  it('others have their turn while a large sheet is read, packed or not', async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => textRow(at + 2, [`T${at}`, 'a', '1']))
    for (const method of [0, 8] as const) {
      const bytes = buildWorkbook({ sheet: sheetData(rows.join('')), sheetFile: { method } })
      expect(await longestWait(readTable(bytes, { format: 'xlsx', columns }))).toBeLessThan(20_000)
    }
  })

  it('a sheet of 200 000 rows is read in a worker of little memory', async () => {
    // Held together, the notes alone would not fit into that memory, which is twice what reading them takes.
    const note = 'x'.repeat(850)
    const bytes = buildWorkbook({
      sheet: sheetData(
        Array.from({ length: 199_999 }, (_, at) => textRow(at + 2, [`T${at}`, note])).join(''),
      ),
    })
    const worker = new Worker(new URL('count-rows-worker.ts', import.meta.url), {
      workerData: { bytes, columns },
      resourceLimits: { maxOldGenerationSizeMb: 140 },
    })
    const said = await new Promise((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    })
    expect(said).toEqual({ rows: 199_999 })
  })

  it('a caller may stop after the first row', async () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => textRow(at + 2, [`T${at}`, 'a', '1']))
    const bytes = buildWorkbook({ sheet: `${sheetData(rows.join(''))}<unclosed>` })
    let first: string | undefined
    for await (const { cells } of readTable(bytes, { format: 'xlsx', columns })) {
      first = cells['unit']
      break
    }
    expect(first).toBe('T0')
  })
})

describe('archives', () => {
  const sheet = sheetData(row2)

  it('a file that unpacks into more than the archive says is refused', async () => {
    const bytes = buildWorkbook({
      sheet: sheetData(row2 + textRow(3, ['T02']).repeat(1) + '<row/>'.repeat(1_000_000)),
      sheetFile: { claimedSize: 1000 },
    })
    expect(await refused(bytes)).toEqual([['TABLE_FORMAT', 0, '']])
  })

  it('a file that unpacks into less than the archive says is refused', async () => {
    const bytes = buildWorkbook({ sheet, sheetFile: { claimedSize: 5000 } })
    expect(await refused(bytes)).toEqual([['TABLE_FORMAT', 0, '']])
  })

  it('a file whose bytes have changed is refused', async () => {
    const bytes = buildWorkbook({ sheet, sheetFile: { method: 0, claimedCrc: 7 } })
    expect(await refused(bytes)).toEqual([['TABLE_FORMAT', 0, '']])
  })

  it('files that together unpack into too much are refused unread', async () => {
    const others = [1, 2, 3].map((at) => ({
      name: `xl/media/image${at}.png`,
      content: 'x',
      claimedSize: 80_000_000,
    }))
    expect(await refused(buildWorkbook({ sheet, others }))).toEqual([['TABLE_TOO_LARGE', 0, '']])
  })

  it('a part that is small in every honest workbook may not be large', async () => {
    const bytes = buildWorkbook({ sheet, styles: ' '.repeat(30_000_000) })
    expect(await refused(bytes)).toEqual([['WORKBOOK_PART_TOO_LARGE', 0, 'xl/styles.xml']])
  })

  it('an archive of an archive is not unpacked twice', async () => {
    const others = [{ name: 'xl/inner.zip', content: buildWorkbook({ sheet }) }]
    expect((await readWhole(buildWorkbook({ sheet, others }), { format: 'xlsx' })).rows).toEqual([
      { row: 2, cells: { unit: 'T01', note: 'a', value: '1' } },
    ])
  })

  it('more files than a workbook has are refused before any is looked at', async () => {
    const bytes = buildWorkbook({ sheet, zip: { claimedCount: 60_000 } })
    expect(await refused(bytes)).toEqual([['WORKBOOK_TOO_MANY_FILES', 0, '']])
    const many = buildWorkbook({ sheet, zip: { zip64: true, claimedCount: 4_000_000_000 } })
    expect(await refused(many)).toEqual([['WORKBOOK_TOO_MANY_FILES', 0, '']])
  })

  it('an archive with 64-bit sizes is read', async () => {
    const bytes = buildWorkbook({ sheet, zip: { zip64: true } })
    expect((await readWhole(bytes, { format: 'xlsx' })).rows).toHaveLength(1)
  })

  it('a file with a password, two files of one name and a cut archive are refused', async () => {
    const locked = buildWorkbook({ sheet, sheetFile: { flags: 1 } })
    expect(await refused(locked)).toEqual([['TABLE_FORMAT', 0, '']])
    const { problems } = await readWhole(locked, { format: 'xlsx' })
    expect(problems[0]?.message.en).toContain('password')
    const others = [{ name: 'xl/worksheets/sheet1.xml', content: '<worksheet/>' }]
    expect(await refused(buildWorkbook({ sheet, others }))).toEqual([['TABLE_FORMAT', 0, '']])
    const whole = buildWorkbook({ sheet })
    for (const part of [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
      expect(await refused(whole.subarray(0, whole.length * part))).toEqual([
        ['TABLE_FORMAT', 0, ''],
      ])
  })
})

describe('XML', () => {
  const refusedSheet = async (sheet: string, prologue = '') =>
    refused(buildWorkbook({ sheet, prologue }))
  const part = 'xl/worksheets/sheet1.xml'

  it('entities that multiply are refused with the declaration that makes them', async () => {
    const laughs = Array.from(
      { length: 10 },
      (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
    )
    const prologue = `<!DOCTYPE worksheet [<!ENTITY l0 "ha">${laughs.join('')}]>`
    const sheet = sheetData(textRow(2, ['T01', '&l10;', '1']))
    expect(await refusedSheet(sheet, prologue)).toEqual([['WORKBOOK_XML_DOCTYPE', 0, part]])
  })

  it('an entity of a file on the server is not read', async () => {
    const prologue = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    const sheet = sheetData(textRow(2, ['T01', '&x;', '1']))
    expect(await refusedSheet(sheet, prologue)).toEqual([['WORKBOOK_XML_DOCTYPE', 0, part]])
    expect(await refusedSheet(sheet)).toEqual([['TABLE_FORMAT', 0, '']])
  })

  it('an attribute, a comment or a name without end, too many attributes and endless nesting are refused', async () => {
    const long = 'x'.repeat(3_000_000)
    const piece = [['WORKBOOK_XML_PIECE', 0, part]]
    expect(await refusedSheet(sheetData(`<row r="2" x="${long}"/>`))).toEqual(piece)
    expect(await refusedSheet(sheetData(`<!--${long}-->`))).toEqual(piece)
    expect(await refusedSheet(sheetData(`<${long}/>`))).toEqual(piece)
    expect(await refusedSheet(sheetData(`<?${long}?>`))).toEqual(piece)
    const many = Array.from({ length: 5000 }, (_, at) => `a${at}="1"`).join(' ')
    expect(await refusedSheet(sheetData(`<row ${many}/>`))).toEqual([
      ['WORKBOOK_XML_ATTRIBUTES', 0, part],
    ])
    expect(await refusedSheet(sheetData('<row>'.repeat(100_000)))).toEqual([
      ['WORKBOOK_XML_DEPTH', 0, part],
    ])
  })

  it('bytes that are no text are refused, never replaced', async () => {
    const content = Buffer.concat([
      Buffer.from('<worksheet><sheetData>'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('</sheetData></worksheet>'),
    ])
    expect(await refused(buildWorkbook({ sheet: '', sheetFile: { content } }))).toEqual([
      ['TABLE_FORMAT', 0, ''],
    ])
  })
})

describe('sheets', () => {
  const read = async (sheet: string) => readWhole(buildWorkbook({ sheet }), { format: 'xlsx' })

  it('a million empty rows and blank cells far away cost nothing', async () => {
    const blanks = '<row r="3"><c r="A3" s="0"/><c r="XFD3"/></row>'
    const empty = Array.from({ length: 900_000 }, (_, at) => `<row r="${at + 4}"/>`).join('')
    const { rows, problems } = await read(sheetData(row2 + blanks + empty))
    expect(problems).toEqual([])
    expect(rows.map(({ row }) => row)).toEqual([2])
  })

  it('overlapping merged cells are all counted, the first of them told', async () => {
    const merges = Array.from({ length: 80_000 }, (_, at) => `<mergeCell ref="A2:C${at + 3}"/>`)
    const bytes = buildWorkbook({
      sheet: `${sheetData(row2)}<mergeCells>${merges.join('')}</mergeCells>`,
    })
    const { problems, total } = await readWhole(bytes, { format: 'xlsx' })
    expect(problems).toHaveLength(200)
    expect(total).toBe(80_000)
    expect(problems[0]).toMatchObject({ code: 'CELL_MERGED', row: 2, value: 'A2:C3' })
  })

  it('more rows, columns or cells than a table may have are refused where they begin', async () => {
    const far = '<row r="300000"><c r="A300000"><v>1</v></c></row>'
    expect(await refused(buildWorkbook({ sheet: sheetData(row2 + far) }))).toEqual([
      ['TABLE_TOO_MANY_ROWS', 300_000, 'A300000'],
    ])
    const wide = '<row r="3"><c r="SG3"><v>1</v></c></row>'
    expect(await refused(buildWorkbook({ sheet: sheetData(row2 + wide) }))).toEqual([
      ['TABLE_TOO_MANY_COLUMNS', 3, 'SG3'],
    ])
    const many = `<row>${'<c/>'.repeat(10_000)}</row>`.repeat(1000)
    expect(await refused(buildWorkbook({ sheet: sheetData(row2 + many) }))).toEqual([
      ['WORKBOOK_TOO_MANY_CELLS', 1002, ''],
    ])
  })

  it('more texts than a table may have, and a text that is too long, are refused', async () => {
    const sheet = sheetData('<row r="2"><c r="A2" t="s"><v>1</v></c></row>')
    const long = `<si><t>a</t></si><si><t>${'x'.repeat(10_001)}</t></si>`
    expect(await refused(buildWorkbook({ sheet, strings: long }))).toEqual([
      ['CELL_TOO_LONG', 2, `${'x'.repeat(60)}…`],
    ])
    const pieces = `<si><t>a</t></si><si>${`<r><t>${'x'.repeat(9000)}</t></r>`.repeat(9000)}</si>`
    expect(await refused(buildWorkbook({ sheet, strings: pieces }))).toEqual([
      ['CELL_TOO_LONG', 2, `${'x'.repeat(60)}…`],
    ])
    const strings = '<si><t>a</t></si>'.repeat(2_000_001)
    expect(await refused(buildWorkbook({ sheet, strings }))).toEqual([
      ['WORKBOOK_TOO_MANY_TEXTS', 0, 'xl/sharedStrings.xml'],
    ])
  })

  it('a text of half a character is refused by its row', async () => {
    expect(
      (await read(sheetData(textRow(2, ['T01', '_xD83D_', '1'])))).problems.map(({ code, row }) => [
        code,
        row,
      ]),
    ).toEqual([['CELL_TEXT_BROKEN', 2]])
    expect((await read(sheetData(textRow(2, ['T01', '_xD83D__xDE00_'])))).rows).toMatchObject([
      { cells: { note: '😀' } },
    ])
  })

  it('rows and cells out of order, or without a place there is, are refused', async () => {
    for (const rows of [
      `${textRow(3, ['T01'])}${textRow(2, ['T02'])}`,
      `${row2}${row2}`,
      '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>',
      '<row r="2"><c r="A3"><v>1</v></c></row>',
      '<row r="0"/>',
      '<row r="1.5"/>',
      '<row r="99999999999999999999"><c><v>1</v></c></row>',
      '<row r="2"><c r="A"><v>1</v></c></row>',
      '<row r="2"><c r="AAAAAAAAAAAA2"><v>1</v></c></row>',
      '<row r="2"><c r="A2" t="s"><v>7</v></c></row>',
      '<row r="2"><c r="A2" s="7"><v>7</v></c></row>',
    ])
      expect(await refused(buildWorkbook({ sheet: sheetData(rows) })), rows).toEqual([
        ['TABLE_FORMAT', 0, ''],
      ])
  })

  it('a number that is no day in a cell for days is refused by its cell', async () => {
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    for (const days of ['1e12', '-1', '2958466']) {
      const sheet = sheetData(`<row r="2"><c r="A2" s="1"><v>${days}</v></c></row>`)
      expect(await refused(buildWorkbook({ sheet, styles }))).toEqual([['CELL_DATE', 2, days]])
    }
  })

  it('problems are told with the sheet’s own, and no row after the first is given', async () => {
    const rows = `${row2}<row r="3"><c r="A3"><f>1+1</f><v>2</v></c></row>${textRow(4, ['T03'])}`
    const bytes = buildWorkbook({
      sheet: `<sheetData>${headerRow}${rows}</sheetData><mergeCells><mergeCell ref="B2:B4"/></mergeCells>`,
    })
    const found = await readWhole(bytes, { format: 'xlsx' })
    expect(found.problems.map(({ code, row }) => [code, row])).toEqual([
      ['CELL_FORMULA', 3],
      ['CELL_MERGED', 2],
    ])
    expect(found.rows.map(({ row }) => row)).toEqual([2])
  })
})
