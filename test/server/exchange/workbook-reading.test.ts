import { describe, expect, it } from 'vitest'
import { buildWorkbook, headerRow, relation, sheetData, textRow } from './build-workbook.ts'
import { readWhole } from './read-whole.ts'

const notes = async (parts: Parameters<typeof buildWorkbook>[0]) => {
  const { rows, problems } = await readWhole(buildWorkbook(parts), { format: 'xlsx' })
  expect(problems).toEqual([])
  return rows.map(({ cells }) => cells['note'])
}

/** A row whose note is the given cell. */
const withNote = (row: number, attributes: string, inner: string) =>
  `<row r="${row}"><c r="A${row}"><v>${row}</v></c><c r="B${row}" ${attributes}>${inner}</c></row>`

it('texts are read from the cell or from the shared strings, without their formats and readings', async () => {
  expect(
    await notes({
      strings:
        '<si><t>共享</t></si><si><r><rPr><b/></rPr><t>粗</t></r><r><t xml:space="preserve"> 体</t></r><rPh sb="0" eb="1"><t>cū</t></rPh></si><si><t>a_x000A_b &amp; &lt;c&gt; &#38; _x005F_x0041_</t></si>',
      sheet: sheetData(
        [
          withNote(2, 't="s"', '<v>0</v>'),
          withNote(3, 't="s"', '<v>1</v>'),
          withNote(4, 't="s"', '<v>2</v>'),
          withNote(5, 't="inlineStr"', '<is><r><t>行</t></r><r><t>内</t></r></is>'),
          withNote(6, 't="inlineStr"', '<is><t xml:space="preserve">  两端  </t></is>'),
          withNote(7, 't="str"', '<v>结果</v>'),
          withNote(8, 't="s"', ''),
          withNote(9, 't="inlineStr"', '<is/>'),
        ].join(''),
      ),
    }),
  ).toEqual(['共享', '粗 体', 'a\nb & <c> & _x0041_', '行内', '两端', '结果', undefined, undefined])
})

it('a number is text only where it is so kept; per cent are shares, and yes and no are true and false', async () => {
  const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/></cellXfs>'
  expect(
    await notes({
      styles,
      sheet: sheetData(
        withNote(2, 's="1"', '<v>0.38340000000000002</v>') +
          withNote(3, 't="b"', '<v>1</v>') +
          withNote(4, 't="b"', '<v>0</v>') +
          withNote(5, 't="n"', '<v>007</v>') +
          withNote(6, 't="inlineStr"', '<is><t>007</t></is>') +
          withNote(7, '', '<v/>'),
      ),
    }),
  ).toEqual(['0.3834', 'true', 'false', '7', '007', undefined])
})

describe('days', () => {
  it('are told by the format of the cell, built in or written out', async () => {
    const formats = [
      'yyyy-mm-dd',
      'yyyy"年"m"月"d"日"',
      '[$-804]yyyy"年"m"月"d"日";@',
      'm/d/yyyy;@',
      '[DBNum1][$-804]yyyy"年"m"月"d"日"',
      'd\\-mmm\\-yy',
    ]
    const styles = `<numFmts>${formats
      .map(
        (code, at) =>
          `<numFmt numFmtId="${164 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
      )
      .join(
        '',
      )}</numFmts><cellXfs>${[14, 22, 31, 57, ...formats.map((_, at) => 164 + at)].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`
    const rows = Array.from({ length: 4 + formats.length }, (_, at) =>
      withNote(at + 2, `s="${at}"`, '<v>45688</v>'),
    )
    expect(await notes({ styles, sheet: sheetData(rows.join('')) })).toEqual(
      rows.map(() => '2025-01-31'),
    )
  })

  it('are not seen in the formats of numbers', async () => {
    const formats = [
      '0.00',
      '#,##0.00"元"',
      '0"d"',
      '[Red]0',
      '0.0%',
      '[$¥-804]#,##0.00',
      '0.00\\m',
      '_ * #,##0_ ',
      '@',
      '# ?/?',
    ]
    const styles = `<numFmts>${formats
      .map(
        (code, at) =>
          `<numFmt numFmtId="${164 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
      )
      .join(
        '',
      )}</numFmts><cellXfs>${[0, 1, 4, 9, 49, ...formats.map((_, at) => 164 + at)].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`
    const rows = Array.from({ length: 5 + formats.length }, (_, at) =>
      withNote(at + 2, `s="${at}"`, '<v>45688</v>'),
    )
    expect(await notes({ styles, sheet: sheetData(rows.join('')) })).toEqual(
      rows.map(() => '45688'),
    )
  })

  it('have their time where there is one, and count from 1904 where the workbook does', async () => {
    const styles =
      '<cellStyleXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="22"/><xf xfId="1"/></cellXfs>'
    const sheet = sheetData(
      withNote(2, 's="0"', '<v>45688.75</v>') +
        withNote(3, 't="d"', '<v>2025-01-31T18:00:00</v>') +
        withNote(4, 's="1"', '<v>45688</v>'),
    )
    expect(await notes({ styles, sheet })).toEqual([
      '2025-01-31T18:00:00',
      '2025-01-31T18:00:00',
      '2025-01-31',
    ])
    const workbook =
      '<workbookPr date1904="1"/><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>'
    expect((await notes({ styles, sheet, workbook }))[0]).toBe('2029-02-01T18:00:00')
  })

  it('half past nine is half past nine, whatever the fraction of a day it is kept as', async () => {
    const styles = '<cellXfs><xf numFmtId="22"/></cellXfs>'
    const sheet = sheetData(
      withNote(2, 's="0"', '<v>45688.395833333336</v>') +
        withNote(3, 's="0"', '<v>45688.395833333328</v>') +
        withNote(4, 's="0"', '<v>45688.999988425923</v>'),
    )
    expect(await notes({ styles, sheet })).toEqual([
      '2025-01-31T09:30:00',
      '2025-01-31T09:30:00',
      '2025-01-31T23:59:59',
    ])
  })
})

it('the first sheet is the one the workbook names first, wherever its file lies', async () => {
  const workbook =
    '<sheets><sheet name="乙" sheetId="2" r:id="rId9"/><sheet name="甲" sheetId="1" r:id="rId1"/></sheets>'
  const second = {
    name: 'xl/other/second.xml',
    content: `<worksheet>${sheetData(textRow(2, ['T09', '乙']))}</worksheet>`,
  }
  for (const target of ['other/second.xml', '/xl/other/second.xml']) {
    const relations = relation('rId1', 'worksheet', 'worksheets/sheet1.xml').concat(
      relation('rId9', 'worksheet', target),
    )
    expect(
      await notes({
        workbook,
        relations,
        sheet: sheetData(textRow(2, ['T01', '甲'])),
        others: [second],
      }),
    ).toEqual(['乙'])
  }
})

it('names with a prefix, rows without a number and the other standard are read too', async () => {
  const rows = `<x:row><x:c r="A2" t="inlineStr"><x:is><x:t>T01</x:t></x:is></x:c><x:c r="B2"><x:v>5</x:v></x:c></x:row>`
  const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
  expect(
    await notes({
      relations: `<Relationship Id="rId1" Type="${strict}/worksheet" Target="worksheets/sheet1.xml"/>`,
      sheet: `<x:sheetData xmlns:x="y">${headerRow.replaceAll(/<(\/?)(?=\w)/g, '<$1x:')}${rows}</x:sheetData>`,
    }),
  ).toEqual(['5'])
})
