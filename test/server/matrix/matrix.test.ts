import { afterAll, beforeAll, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { county, publishAndMove } from '../pull/template-and-county.ts'

let server: TestServer
let key: string

beforeAll(async () => {
  server = await openTestServer()
  key = await server.key(grants.editor)
  await publishAndMove(server)
  await server.publish(county('east-county', 14))
  await server.publish(county('west-county', 14))
})
afterAll(() => server.close())

interface Cell {
  ruleset: string
  state: string
  own: boolean
  unlikeMost: boolean
  words?: { zh: string }
  template?: { zh: string }
}

async function cells(parameter: string, as = key): Promise<Record<string, Cell>> {
  const { body } = await server.ask(`/v1/matrix?parameters=${parameter}`, { key: as })
  expect(body.parameters.map((row: { id: string }) => row.id)).toEqual([parameter])
  return Object.fromEntries(
    (body.parameters[0].cells as Cell[]).map((cell) => [cell.ruleset, cell]),
  )
}

it('values in force stand side by side, and who differs from most or from the template is marked', async () => {
  const found = await cells('varianceCeiling')
  expect(found['plan']).toMatchObject({ state: 'value', words: { zh: '14%' }, unlikeMost: false })
  expect(found['north-county']).toMatchObject({
    words: { zh: '12%' },
    own: true,
    unlikeMost: true,
    template: { zh: '15%' },
  })
  expect(found['east-county']).toMatchObject({ words: { zh: '14%' }, unlikeMost: false })
  expect(found['east-county']).not.toHaveProperty('template')
})

it('an inherited value is told as inherited, and none is marked where all agree', async () => {
  const found = await cells('answerLimit')
  expect(found['north-county']).toMatchObject({ own: false, unlikeMost: false })
  expect(Object.values(found).some(({ unlikeMost }) => unlikeMost)).toBe(false)
})

it('it says how many versions each is behind its template', async () => {
  const { body } = await server.ask('/v1/matrix', { key })
  const behind = body.rulesets.map((each: { id: string; behind: number }) => [each.id, each.behind])
  expect(Object.fromEntries(behind)).toEqual({
    plan: 0,
    'north-county': 1,
    'east-county': 0,
    'west-county': 0,
  })
  expect(body.parameters).toHaveLength(2)
})

it('a day before anything was in force shows nothing rather than a guess', async () => {
  const { body } = await server.ask('/v1/matrix?asOf=2019-12-31', { key })
  expect([body.rulesets, body.parameters]).toEqual([[], []])
})

it('a caller of one county sees that county and the templates', async () => {
  const north = await server.key({ role: 'editor', county: 'north-county', units: '*' })
  expect(Object.keys(await cells('varianceCeiling', north)).toSorted()).toEqual([
    'north-county',
    'plan',
  ])
})

it('the worklist of an editor says which county is behind, with changes and conflicts', async () => {
  const { body } = await server.ask('/v1/worklist', { key })
  expect(body.items).toMatchObject([
    {
      kind: 'templateMoved',
      ruleset: 'north-county',
      from: '1.0.0',
      to: '1.0.1',
      behind: 1,
      changes: 2,
      conflicts: 1,
    },
  ])
  const south = await server.key({ role: 'editor', county: 'south', units: '*' })
  expect((await server.ask('/v1/worklist', { key: south })).body.items).toEqual([])
})

it('a draft with an open parameter waits in the worklist until it is answered', async () => {
  const draft = (await server.ask('/v1/rulesets/west-county/draft', { key })).body
  draft.ruleset.parameters[1].values = []
  const saved = await server.ask('/v1/rulesets/west-county/draft', {
    method: 'PUT',
    key,
    body: { ruleset: draft.ruleset },
    headers: { 'if-match': '"0"' },
  })
  expect(saved.status).toBe(200)
  const west = await server.key({ role: 'editor', county: 'west-county', units: '*' })
  const { body } = await server.ask('/v1/worklist', { key: west })
  expect(body.items.map((item: { kind: string }) => item.kind).toSorted()).toEqual([
    'draftUnpublished',
    'parametersMissing',
  ])
  expect(
    body.items.find((item: { kind: string }) => item.kind === 'parametersMissing').parameters[0].id,
  ).toBe('varianceCeiling')
})
