import type { Layer } from '@jieli/engine'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DraftDocument } from '../../../server/src/documents/draft-document.ts'
import { grants, madeByTest, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { minute } from '../harness/turnable-clock.ts'
import { county, template } from '../pull/template-and-county.ts'
import { hillPlan, hills, placeNorth } from './hill-province.ts'

let server: TestServer
let key: string
let publisher: string
let admin: string
const url = '/v1/rulesets/north-county'

/** Another template: it answers otherwise where nobody is stable, and asks for less variance. */
const other = (id = 'other-plan', change: (layer: Record<string, unknown>) => void = () => {}) =>
  template((layer) => {
    layer.manifest['id'] = id
    layer.manifest['basedOn'] = { id: 'hills-pack', version: '^1.0.0' }
    layer.decisions[0]!.rules[1]!.then['outcome'] = 'requireReview'
    Object.assign(layer.parameters[1]!, {
      contract: { mode: 'tightenOnly', direction: 'down', authority: 'province' },
      values: [{ from: '2020-01-01', value: { numerator: 10, denominator: 100 } }],
    })
    change(layer)
  })

beforeEach(async () => {
  server = await openTestServer()
  admin = await server.key(grants.administrator)
  key = await server.key(grants.editor)
  publisher = await server.key(grants.publisher)
  await server.publish(hills())
  await server.publish(template())
  await server.publish(hillPlan())
  await server.publish(other())
  await placeNorth(server, admin)
  const layer = county() as unknown as { manifest: Record<string, unknown> }
  layer.manifest['basedOn'] = { id: 'hill-plan', version: '^1.0.0' }
  await server.publish(layer as unknown as Layer)
  server.clock.advance(minute)
})
afterEach(() => server.close())

const view = async (template: string, as = key) =>
  await server.ask(`${url}/draft/rebase?template=${template}`, { key: as })
const rebase = async (template: string, body: object = {}, as = key) =>
  await server.ask(`${url}/draft/rebase`, {
    key: as,
    body: { template, version: '1.0.0', revision: 0, choices: {}, ...body },
  })
const publish = async (revision: number) =>
  await server.ask(`${url}/publish`, { key: publisher, body: { from: '2025-03-03', revision } })
const draft = async () => (await server.ask(`${url}/draft`, { key })).body
const errorsOf = (issues: { code: string; severity: string }[]) =>
  issues.filter(({ severity }) => severity === 'error').map(({ code }) => code)
const ceiling = '/parameters/varianceCeiling/values/2020-01-01'

it('what another template changes is shown first, and what of the county no longer fits it', async () => {
  const { status, body } = await view('other-plan')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    from: { id: 'hill-plan', version: '1.0.0' },
    to: { id: 'other-plan', version: '1.0.0', title: { en: 'a small ruleset' } },
    revision: 0,
  })
  const items = body.items as { path: string; status: string; stricter?: object }[]
  expect(items.find(({ path }) => path === ceiling)).toMatchObject({ status: 'conflict' })
  expect(items.find(({ path }) => path === ceiling)?.stricter).toBeDefined()
  expect(items.find(({ path }) => path === '/decisions/mayRefer/rules/unstable')).toMatchObject({
    status: 'clean',
  })
  expect(errorsOf(body.issues)).toContain('CONTRACT_BROKEN')
  expect(await server.context.store.get('drafts', 'north-county')).toBeUndefined()
})

it('the draft is moved as chosen, rests on what it was moved to, and is published', async () => {
  const open = await rebase('other-plan')
  expect([open.status, open.body.code]).toEqual([422, 'PULL_UNDECIDED'])
  const kept = await rebase('other-plan', { choices: { [ceiling]: 'keep' } })
  expect([kept.status, kept.body.code]).toEqual([422, 'PULL_CONTRACT_BROKEN'])
  const moved = await rebase('other-plan', { choices: { [ceiling]: 'take' } })
  expect(moved.status).toBe(200)
  expect(moved.reply.headers['etag']).toBe('"1"')
  const { ruleset, parent } = await draft()
  expect(ruleset.manifest.basedOn).toEqual({ id: 'other-plan', version: '1.0.0' })
  expect(parent.manifest.id).toBe('other-plan')
  expect(ruleset.decisions[0].rules[1].then.outcome).toBe('requireReview')
  expect((await publish(1)).status).toBe(201)
  const [first] = (
    await server.ask('/v1/audit?limit=200', { key: await server.key(grants.auditor) })
  ).body.items.filter(({ action }: { action: string }) => action === 'draft.rebase')
  expect(first).toMatchObject({
    target: 'north-county',
    county: 'north-county',
    detail: { revision: 1, from: 'hill-plan@1.0.0', to: 'other-plan@1.0.0' },
  })
})

it('whoever edits what the draft was before it was moved is told that it was, and by whom', async () => {
  const { ruleset } = await draft()
  await rebase('other-plan', { choices: { [ceiling]: 'take' } })
  const stale = await server.ask(`${url}/draft`, {
    method: 'PUT',
    key,
    body: { ruleset },
    headers: { 'if-match': '"0"' },
  })
  expect(stale.body).toMatchObject({
    status: 412,
    code: 'DRAFT_STALE',
    changedSince: [{ revision: 1, by: 'test key', what: { en: 'moved to another template' } }],
  })
  expect(stale.body.message.zh).toContain('改换模板')
})

it('nothing is moved onto a template that does not rest on what binds the county', async () => {
  const { body } = await view('plan')
  expect(errorsOf(body.issues)).toContain('BINDING_PACK_MISSING')
  const items = body.items as { path: string; status: string }[]
  const open = items.filter(({ status }) => status === 'conflict')
  const choices = Object.fromEntries(open.map(({ path }) => [path, 'take']))
  const refused = await rebase('plan', { choices })
  expect([refused.status, refused.body.code]).toEqual([422, 'REBASE_UNBOUND'])
  expect(errorsOf(refused.body.issues)).toEqual(['BINDING_PACK_MISSING'])
  expect(await server.context.store.get('drafts', 'north-county')).toBeUndefined()
})

it('a moved draft goes on being one while it is saved, and stays so until it is published', async () => {
  await rebase('other-plan', { choices: { [ceiling]: 'take' } })
  const { ruleset } = await draft()
  const saved = await server.ask(`${url}/draft`, {
    method: 'PUT',
    key,
    body: { ruleset },
    headers: { 'if-match': '"1"' },
  })
  expect(saved.status).toBe(200)
  const stored = await server.context.store.get('drafts', 'north-county')
  expect(stored?.rebased).toBe(true)
  expect((await publish(2)).status).toBe(201)
})

it('red lines from above go on binding the county that left their template, however often it moves on', async () => {
  const without = (id: string) =>
    other(id, (layer) => {
      layer['redLines'] = []
    })
  await server.publish(without('bare-plan'))
  await server.publish(without('barer-plan'))
  const choices = { [ceiling]: 'take', '/redLines/RL-17': 'take' }
  expect((await rebase('bare-plan', { choices })).status).toBe(200)
  const refused = await publish(1)
  expect(errorsOf(refused.body.issues)).toEqual(['RED_LINE_REMOVED'])
  const kept = { ...choices, '/redLines/RL-17': 'keep' }
  await server.ask(`${url}/draft`, { method: 'DELETE', key, headers: { 'if-match': '"1"' } })
  expect((await rebase('bare-plan', { revision: 2, choices: kept })).status).toBe(200)
  expect((await publish(3)).status).toBe(201)
  const { judgedAgainst } = (await server.ask(`${url}/versions/1.0.1`, { key })).body
  expect(judgedAgainst).toContainEqual(
    expect.objectContaining({ id: 'hill-plan', version: '1.0.0', role: 'left' }),
  )

  server.clock.advance(minute)
  const { ruleset } = await draft()
  await server.ask(`${url}/draft`, {
    method: 'PUT',
    key,
    body: { ruleset: { ...ruleset, redLines: [] } },
    headers: { 'if-match': '"4"' },
  })
  expect(errorsOf((await publish(5)).body.issues)).toEqual(['RED_LINE_REMOVED', 'RED_LINE_REMOVED'])
  await server.ask(`${url}/draft`, { method: 'DELETE', key, headers: { 'if-match': '"5"' } })
  const again = await rebase('barer-plan', { revision: 6 })
  expect(again.status).toBe(200)
  expect((await publish(7)).status).toBe(201)
  // Back on the template it left, it is bound by that one as it was before.
  server.clock.advance(minute)
  const back = await view('hill-plan')
  const take = Object.fromEntries(
    (back.body.items as { path: string }[]).map(({ path }) => [path, 'take']),
  )
  expect((await rebase('hill-plan', { revision: 8, choices: take })).status).toBe(200)
  expect((await publish(9)).status).toBe(201)
})

it('a draft that lost its template to an older server is put back on it', async () => {
  const { ruleset } = await draft()
  const { basedOn: _, ...manifest } = ruleset.manifest
  await server.context.commit(
    [
      {
        kind: 'insert',
        collection: 'drafts',
        document: {
          id: 'north-county',
          revision: 1,
          discarded: false,
          layer: { ...ruleset, manifest, redLines: [] },
          manifest,
          savedAt: server.clock.now(),
          savedBy: 'test',
        } as DraftDocument,
      },
    ],
    madeByTest('draft.save', 'north-county'),
  )
  expect((await publish(1)).body.code).toBe('DRAFT_PARENT_DROPPED')
  const { items } = (await view('hill-plan')).body as { items: { path: string; status: string }[] }
  expect(items.map(({ path }) => path)).toContain('/redLines/RL-17')
  const conflicts = items.filter(({ status }) => status === 'conflict').map(({ path }) => path)
  const choices = Object.fromEntries(conflicts.map((path) => [path, 'keep']))
  expect((await rebase('hill-plan', { revision: 1, choices })).status).toBe(200)
  const published = await publish(2)
  expect(published.status).toBe(201)
  const { redLines } = (await server.ask(`${url}/versions/1.0.1`, { key })).body.ruleset
  expect(redLines.map(({ id }: { id: string }) => id).toSorted()).toEqual(['RL-17', 'RL-90'])
})

it.each([
  ['what is not there', 'other-plam', 'REBASE_TEMPLATE_UNKNOWN', 'other-plan'],
  ['what it rests on already', 'hill-plan', 'REBASE_SAME', 'pull'],
  ['itself', 'north-county', 'REBASE_TEMPLATE_UNKNOWN', ''],
])('a draft is not moved onto %s', async (_what, onto, code, told) => {
  const refused = await view(onto)
  expect(refused.body.code).toBe(code)
  expect(refused.body.message.en).toContain(told)
  expect((await rebase(onto)).body.code).toBe(code)
})

it('a draft is moved by whoever may, over the revision and the version that were looked at', async () => {
  const reviewer = await server.key({ role: 'reviewer', county: '*', units: '*' })
  expect((await view('other-plan', reviewer)).status).toBe(200)
  expect((await rebase('other-plan', {}, reviewer)).status).toBe(403)
  const southern = await server.key({ role: 'editor', county: 'south', units: '*' })
  expect((await view('other-plan', southern)).status).toBe(403)
  expect((await rebase('other-plan', {}, southern)).status).toBe(403)
  expect((await rebase('other-plan', { revision: 7 })).body.code).toBe('DRAFT_STALE')
  await server.publish(other())
  const late = await rebase('other-plan', { choices: { [ceiling]: 'take' } })
  expect([late.status, late.body.code]).toEqual([409, 'REBASE_MOVED_ON'])
})

it('an overlay is moved onto nothing', async () => {
  const pay = {
    manifest: {
      id: 'pay',
      kind: 'overlay',
      title: { zh: '薪酬', en: 'pay' },
      version: '1.0.0',
      sources: [],
    },
  } as unknown as Layer
  await server.publish(pay)
  const refused = await server.ask('/v1/rulesets/pay/draft/rebase?template=plan', { key })
  expect([refused.status, refused.body.code]).toEqual([409, 'REBASE_OVERLAY'])
})
