import { afterAll, beforeAll, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let editor: string

const text = (zh: string, en = zh) => ({ zh, en })
const diseases = {
  id: 'diseases',
  title: text('病种', 'diseases'),
  codes: [
    { id: 'I10', title: text('高血压', 'hypertension') },
    { id: 'J18.9', title: text('肺炎') },
  ],
}

beforeAll(async () => {
  server = await openTestServer()
  await server.publish({ ...smallRuleset(), codeSystems: [diseases] })
  editor = await server.key(grants.editor)
})
afterAll(() => server.close())

async function send(table: string | Buffer, format = 'csv', key = editor) {
  const reply = await server.app.inject({
    method: 'POST',
    url: `/api/v1/rulesets/small/code-tables?format=${format}`,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': format === 'csv' ? 'text/csv' : 'application/octet-stream',
    },
    payload: table,
  })
  return { status: reply.statusCode, body: reply.json() }
}
const fetchTable = (query: string) =>
  server.app.inject({
    url: `/api/v1/rulesets/small/code-tables?${query}`,
    headers: { authorization: `Bearer ${editor}` },
  })

it('a table of codes is read and nothing of it is stored', async () => {
  const before = await server.ask('/v1/rulesets/small/draft', { key: editor })
  expect(await send('代码,名称,英文名称\nI63.9,脑梗死,cerebral infarction\n')).toEqual({
    status: 200,
    body: {
      codes: [{ id: 'I63.9', name: '脑梗死', englishName: 'cerebral infarction' }],
      notes: [],
    },
  })
  const after = await server.ask('/v1/rulesets/small/draft', { key: editor })
  expect(after.body).toEqual(before.body)
})

it('a table with anything wrong is refused as a whole, by row and column', async () => {
  const { status, body } = await send('代码,名称\nI10,高血压\nI10,血压高\nI 63,脑梗死\n')
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'TABLE_REFUSED', total: 2 })
  expect(body.problems).toMatchObject([
    { code: 'ROW_TWICE', row: 3, column: 'code', value: 'I10' },
    { code: 'CELL_TYPE', row: 4, column: 'code', value: 'I 63' },
  ])
})

it('what is no table is refused with a reason and no failure', async () => {
  const { status, body } = await send(Buffer.from('not a workbook'), 'xlsx')
  expect(status).toBe(422)
  expect(body.problems).toMatchObject([{ code: 'TABLE_FORMAT' }])
})

it('only who may edit the draft has a table read', async () => {
  const auditor = await server.key(grants.auditor)
  expect((await send('代码,名称\nI10,高血压\n', 'csv', auditor)).status).toBe(403)
})

it('a code system is handed out as a table that is read back as it is', async () => {
  for (const format of ['csv', 'xlsx']) {
    const reply = await fetchTable(`codeSystem=diseases&format=${format}`)
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['content-disposition']).toBe(
      `attachment; filename="small-diseases.${format}"`,
    )
    expect((await send(reply.rawPayload, format)).body.codes).toEqual([
      { id: 'I10', name: '高血压', englishName: 'hypertension' },
      { id: 'J18.9', name: '肺炎' },
    ])
  }
})

it('the empty table has the columns to fill in, and one of an unknown list is refused', async () => {
  const reply = await fetchTable('format=csv')
  expect(reply.body.replace('\uFEFF', '')).toBe('code,name,englishName\r\n代码,名称,英文名称\r\n')
  const unknown = await fetchTable('codeSystem=nowhere&format=csv')
  expect(unknown.json()).toMatchObject({ status: 404, code: 'CODE_SYSTEM_UNKNOWN' })
})
