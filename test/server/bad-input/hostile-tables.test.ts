import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildWorkbook, textRow } from '../exchange/build-workbook.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let key: string

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  key = await server.key({ role: 'assessor', county: 'north', units: '*' })
})
afterAll(() => server.close())

const megabyte = 1_000_000
const head = textRow(1, ['id', 'title']) + textRow(2, ['T01', '卫生院'])
const sheet = (more: string) => buildWorkbook({ sheet: `<sheetData>${head}${more}</sheetData>` })

/** What was measured to freeze the server, and other ways to ask too much of it. */
const attacks: Readonly<Record<string, () => { format: string; payload: Buffer; code: string }>> = {
  '80 000 tags that never end': () => ({
    format: 'xlsx',
    payload: sheet(`${'<mergeCell '.repeat(80_000)}`),
    code: 'TABLE_FORMAT',
  }),
  '190 MB of blanks in a small workbook': () => ({
    format: 'xlsx',
    payload: sheet(' '.repeat(190 * megabyte)),
    code: 'WORKBOOK_XML_PIECE',
  }),
  'a workbook of ten million blank cells': () => ({
    format: 'xlsx',
    payload: sheet(`<row>${'<c/>'.repeat(10_000)}</row>`.repeat(1001)),
    code: 'WORKBOOK_TOO_MANY_CELLS',
  }),
  '49 MB without a line break': () => ({
    format: 'csv',
    payload: Buffer.alloc(49 * megabyte, 'x'),
    code: 'ROW_TOO_LONG',
  }),
  '49 MB of line breaks': () => ({
    format: 'csv',
    payload: Buffer.alloc(49 * megabyte, '\n'),
    code: 'TABLE_EMPTY',
  }),
  '49 MB behind a quote': () => ({
    format: 'csv',
    payload: Buffer.concat([Buffer.from('id,title\n"'), Buffer.alloc(49 * megabyte, 'x,\n')]),
    code: 'ROW_TOO_LONG',
  }),
}

it.each(Object.entries(attacks))(
  '%s end in a coded refusal, and others are answered meanwhile',
  async (_, attack) => {
    const { format, payload, code } = attack()
    const types = {
      csv: 'text/csv',
      xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    }
    let done = false
    const sending = server.app
      .inject({
        method: 'POST',
        url: `/api/v1/rulesets/small/imports?kind=units&format=${format}`,
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': types[format as 'csv' | 'xlsx'],
        },
        payload,
      })
      .finally(() => (done = true))
    let slowest = 0
    do {
      const begun = performance.now()
      expect((await server.ask('/healthz')).status).toBe(200)
      slowest = Math.max(slowest, performance.now() - begun)
      await new Promise((resolve) => setTimeout(resolve, 5))
      // oxlint-disable-next-line typescript/no-unnecessary-condition
    } while (!done)
    const reply = await sending
    expect(reply.statusCode).toBe(422)
    expect(reply.json()).toMatchObject({ code: 'TABLE_REFUSED', problems: [{ code }] })
    expect(slowest).toBeLessThan(2000)
  },
)
