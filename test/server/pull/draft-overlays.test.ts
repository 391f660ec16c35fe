import type { Layer } from '@jieli/engine'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { county, template } from './template-and-county.ts'

let server: TestServer
let key: string
const url = '/v1/rulesets/north-county'
const text = (zh: string, en: string) => ({ zh, en })
const cites = ['pay-paper#PY-01']

/** A way of paying staff: a share it says, a bonus it leaves open, and a quicker answer than the template's. */
const pay = (version = '1.2.0'): Layer =>
  ({
    manifest: {
      id: 'pay',
      kind: 'overlay',
      title: text('薪酬办法', 'pay scheme'),
      version,
      sources: [{ id: 'pay-paper', title: text('薪酬文件', 'pay paper') }],
    },
    parameters: [
      {
        id: 'shareForStaff',
        type: 'ratio',
        title: text('人员经费占比', 'share for staff'),
        required: false,
        cites,
        values: [{ from: '2020-01-01', value: { numerator: 60, denominator: 100 } }],
      },
      {
        id: 'bonus',
        type: 'money',
        title: text('奖励', 'bonus'),
        required: true,
        minimum: 0,
        cites,
        values: [],
      },
      {
        id: 'answerLimit',
        type: 'duration',
        title: text('答复时限', 'time to answer'),
        required: true,
        cites,
        values: [{ from: '2020-01-01', value: 'PT1H' }],
      },
    ],
  }) as unknown as Layer

beforeEach(async () => {
  server = await openTestServer()
  key = await server.key(grants.editor, grants.publisher)
  await server.publish(template())
  await server.publish(pay())
  await server.publish(county())
})
afterEach(() => server.close())

const draft = async () => (await server.ask(`${url}/draft`, { key })).body
const stored = async () => await server.context.store.get('drafts', 'north-county')
const add = (body: object = {}, revision = 0, as = key) =>
  server.ask(`${url}/draft/overlays`, {
    key: as,
    body: { overlay: 'pay', from: '2025-01-01', ...body },
    headers: { 'if-match': `"${revision}"` },
  })
const remove = (revision: number, query = '') =>
  server.ask(`${url}/draft/overlays/pay${query}`, {
    method: 'DELETE',
    key,
    headers: { 'if-match': `"${revision}"` },
  })
const save = (ruleset: object, revision: number) =>
  server.ask(`${url}/draft`, {
    method: 'PUT',
    key,
    body: { ruleset },
    headers: { 'if-match': `"${revision}"` },
  })

it('an overlay added to a draft brings its items, and the draft stores only its name', async () => {
  const before = await draft()
  const answer = await add()
  expect([answer.status, answer.body.revision]).toEqual([200, 1])
  expect(answer.body.overlays).toEqual([{ id: 'pay', version: '1.2.0' }])
  const { ruleset, origin } = await draft()
  expect(origin['/parameters/shareForStaff']).toBe('pay')
  expect(ruleset.parameters.map((each: { id: string }) => each.id)).toEqual([
    ...before.ruleset.parameters.map((each: { id: string }) => each.id),
    'shareForStaff',
    'bonus',
  ])
  expect(ruleset.decisions).toEqual(before.ruleset.decisions)
  const layer = (await stored())?.layer as unknown as Record<string, object>
  expect(layer).toEqual({
    ...county(),
    manifest: {
      formatVersion: 5,
      ...(county()['manifest'] as object),
      basedOn: { id: 'plan', version: '1.0.0' },
      overlays: [{ id: 'pay', version: '1.2.0' }],
    },
  })
})

it('what the overlay leaves open is told, and may be answered at once', async () => {
  const open = await add()
  expect(open.body.issues).toMatchObject([
    { code: 'PARAMETER_REQUIRED', severity: 'warning', path: '/parameters/bonus' },
  ])
  const refused = await server.publishDraft('north-county', 1, '2025-03-01')
  expect(refused.body.issues).toMatchObject([
    { code: 'PARAMETER_REQUIRED', path: '/parameters/bonus' },
  ])
  await remove(1)
  const answered = await add({ parameters: { bonus: 500 } }, 2)
  expect(answered.status).toBe(200)
  const published = await server.publishDraft('north-county', 3, '2025-03-01')
  expect(published.status).toBe(201)
})

it.each([
  ['an unknown overlay', { overlay: 'play' }, '/overlay'],
  ['a template', { overlay: 'plan' }, '/overlay'],
  ['an answer to nothing it asks', { parameters: { bonsu: 1 } }, '/parameters/bonsu'],
  ['an answer out of bounds', { parameters: { bonus: -1 } }, '/parameters/bonus/values/2025-01-01'],
])('%s is refused with its place, and the draft stays as it was', async (_what, body, path) => {
  const answer = await add(body)
  expect([answer.status, answer.body.code]).toEqual([422, 'OVERLAY_UNFIT'])
  expect(answer.body.issues).toMatchObject([{ path }])
  expect(await stored()).toBeUndefined()
})

it('an overlay is not added twice, nor over somebody else’s newer draft, nor by another county', async () => {
  await add()
  expect((await add({}, 1)).body.code).toBe('OVERLAY_PRESENT')
  expect((await add({}, 0)).body.code).toBe('DRAFT_STALE')
  expect((await remove(0)).body.code).toBe('DRAFT_STALE')
  const south = await server.key({ role: 'editor', county: 'south', units: '*' })
  expect((await add({}, 1, south)).status).toBe(403)
  const unsaid = await server.ask(`${url}/draft/overlays`, {
    key,
    body: { overlay: 'pay', from: '2025-01-01' },
  })
  expect(unsaid.body.code).toBe('REVISION_NEEDED')
})

it('a withdrawn overlay is not added', async () => {
  await server.ask('/v1/rulesets/pay/versions/1.2.0/withdraw', {
    key,
    body: { reason: '占比有误' },
  })
  expect((await add()).body.code).toBe('OVERLAY_UNFIT')
})

it('an overlay added and removed leaves the draft saying what it said', async () => {
  const before = await draft()
  await add()
  const answer = await remove(1)
  expect([answer.status, answer.body.overlays]).toEqual([200, []])
  const after = await draft()
  expect(after.ruleset).toEqual(before.ruleset)
  expect((await stored())?.layer).toMatchObject({ parameters: county()['parameters'] })
})

it('a value of one’s own for what the template says too stays when the overlay goes', async () => {
  await add()
  const { ruleset } = await draft()
  const limit = ruleset.parameters.find((each: { id: string }) => each.id === 'answerLimit')
  limit.values[0].value = 'PT3H'
  expect((await save(ruleset, 1)).status).toBe(200)
  expect((await remove(2)).status).toBe(200)
  const after = (await draft()).ruleset
  expect(after.parameters.find((each: { id: string }) => each.id === 'answerLimit').values).toEqual(
    [{ from: '2020-01-01', value: 'PT3H' }],
  )
})

it('what was changed here of the overlay goes with it only once the list has been seen', async () => {
  await add({ parameters: { bonus: 500 } })
  const refused = await remove(1)
  expect([refused.status, refused.body.code]).toEqual([409, 'OVERLAY_CHANGED'])
  expect(refused.body.changes).toMatchObject([
    { path: expect.stringContaining('/parameters/bonus') },
  ])
  expect(refused.body.changes[0].sentence.zh).toContain('奖励')
  expect((await stored())?.revision).toBe(1)
  expect((await remove(1, '?despiteChanges=true')).status).toBe(200)
  const { ruleset, issues } = await draft()
  expect(ruleset.parameters.map((each: { id: string }) => each.id)).not.toContain('bonus')
  expect(issues).toEqual([])
  expect((await remove(2)).body.code).toBe('OVERLAY_ABSENT')
})

it('saving a whole ruleset under other overlays is refused, with the way to do it', async () => {
  const { ruleset } = await draft()
  const overlays = [{ id: 'pay', version: '1.2.0' }]
  const answer = await save({ ...ruleset, manifest: { ...ruleset.manifest, overlays } }, 0)
  expect([answer.status, answer.body.code]).toEqual([422, 'DRAFT_OVERLAYS'])
  expect(await stored()).toBeUndefined()
})
