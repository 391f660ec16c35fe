import { type Layer, resolveRuleset } from '@jieli/engine'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let key: string

const text = (zh: string, en: string) => ({ zh, en })
const cites = ['plan#DP-39']
const sources = [{ id: 'plan', title: text('方案', 'the plan') }]

/** The small ruleset as a template: the variance ceiling may only be tightened, the visit quota is left open. */
function template(): Layer {
  const small = structuredClone(smallRuleset({ id: 'plan' })) as unknown as {
    manifest: Record<string, unknown>
    parameters: Record<string, unknown>[]
    scenarios: unknown[]
  }
  const { county: _county, ...manifest } = small.manifest
  small.manifest = { ...manifest, kind: 'template' }
  small.parameters[1]!['contract'] = {
    mode: 'tightenOnly',
    direction: 'down',
    authority: 'province',
    reason: text('省定标准，只能从严。', 'A provincial standard, only to be made stricter.'),
  }
  small.parameters.push({
    id: 'quota',
    type: 'integer',
    title: text('季度例数', 'cases a quarter'),
    unit: 'case',
    minimum: 0,
    required: true,
    cites,
    values: [],
  })
  return small as unknown as Layer
}

/** An overlay that adds a parameter of its own and answers sooner. */
function overlay(): Layer {
  return {
    manifest: {
      id: 'faster',
      kind: 'overlay',
      title: text('加快答复', 'answer sooner'),
      version: '1.2.0',
      sources,
    },
    parameters: [
      {
        id: 'answerLimit',
        type: 'duration',
        title: text('答复时限', 'time to answer'),
        required: true,
        cites,
        values: [{ from: '2020-01-01', value: 'PT1H' }],
      },
      {
        id: 'bonus',
        type: 'money',
        title: text('奖励', 'bonus'),
        required: true,
        cites,
        values: [],
      },
    ],
  } as unknown as Layer
}

beforeEach(async () => {
  server = await openTestServer(undefined, new Map([['faster', overlay()]]))
  await server.publish(template())
  key = await server.key(grants.editor, grants.publisher)
})
afterEach(() => server.close())

const adaptation = {
  id: 'west',
  title: text('西县', 'West county'),
  county: 'west',
  template: 'plan',
  parameters: { quota: 40 },
  from: '2025-01-01',
}
const create = (change: object = {}, as = key) =>
  server.ask('/v1/rulesets', { key: as, body: { ...adaptation, ...change } })
const storedDraft = async () => await server.context.store.get('drafts', 'west')

it('the gallery tells what each template asks for, what it holds and what it forbids', async () => {
  const { items } = (await server.ask('/v1/templates', { key })).body
  expect(items.map((item: { id: string }) => item.id)).toEqual(['faster', 'plan'])
  const [faster, plan] = items
  expect(faster).toMatchObject({ kind: 'overlay', version: '1.2.0', published: false })
  expect(plan).toMatchObject({
    kind: 'template',
    published: true,
    openParameters: [{ id: 'quota', type: 'integer', unit: 'case', cites }],
    redLines: [{ id: 'RL-17', authority: 'province', cites }],
    locked: [{ path: '/parameters/varianceCeiling', mode: 'tightenOnly', authority: 'province' }],
  })
})

it("a county's own ruleset is nobody's template", async () => {
  await server.publish(smallRuleset())
  const { items } = (await server.ask('/v1/templates', { key })).body
  expect(items.map((item: { id: string }) => item.id)).not.toContain('small')
  const answer = await create({ template: 'small' })
  expect([answer.status, answer.body.issues[0].path]).toEqual([422, '/template'])
})

it('a new ruleset holds its differences only, and is there to be edited', async () => {
  const answer = await create()
  expect([answer.status, answer.body.id, answer.body.revision]).toEqual([201, 'west', 1])
  expect((await storedDraft())?.layer).toEqual({
    manifest: {
      formatVersion: 5,
      id: 'west',
      kind: 'county',
      county: 'west',
      title: adaptation.title,
      version: '1.0.0',
      basedOn: { id: 'plan', version: '1.0.0' },
    },
    parameters: [{ id: 'quota', values: [{ from: '2025-01-01', value: 40 }] }],
  })
  const draft = (await server.ask('/v1/rulesets/west/draft', { key })).body
  expect(draft).toMatchObject({ revision: 1, savedBy: 'test key' })
  expect(draft.ruleset.decisions[0].id).toBe('mayRefer')
  expect(draft.origin['/parameters/quota']).toBe('west')
})

it('a new ruleset is published like any other, and decides', async () => {
  await create()
  const published = await server.publishDraft('west', 1, '2025-03-01')
  expect(published.status).toBe(201)
  const decided = await server.ask('/v1/rulesets/west/decisions/mayRefer', {
    key,
    body: { facts: { urgency: 'high' } },
  })
  expect(decided.body).toMatchObject({ outcome: 'allow', bundle: { ruleset: 'west' } })
})

it('what is left open is no hindrance to begin, and is one to publish', async () => {
  expect((await create({ parameters: {} })).status).toBe(201)
  const answer = await server.publishDraft('west', 1, '2025-03-01')
  expect(answer.status).toBe(422)
  expect(answer.body.issues).toMatchObject([{ code: 'PARAMETER_REQUIRED' }])
})

it('an overlay is laid over the template, and saving the draft stores nothing of it', async () => {
  await create({ overlays: [{ id: 'faster' }], parameters: { quota: 40, bonus: 500 } })
  const draft = (await server.ask('/v1/rulesets/west/draft', { key })).body
  const limit = draft.ruleset.parameters.find((each: { id: string }) => each.id === 'answerLimit')
  expect([limit.values[0].value, draft.origin['/parameters/answerLimit']]).toEqual([
    'PT1H',
    'faster',
  ])
  const saved = await server.ask('/v1/rulesets/west/draft', {
    method: 'PUT',
    key,
    body: { ruleset: draft.ruleset },
    headers: { 'if-match': '"1"' },
  })
  expect(saved.body.issues).toEqual([])
  const layer = (await storedDraft())?.layer as unknown as {
    manifest: { overlays: unknown }
    parameters: unknown
    decisions?: unknown
  }
  expect(layer.manifest.overlays).toEqual([{ id: 'faster', version: '1.2.0' }])
  expect(layer.parameters).toEqual([
    { id: 'quota', values: [{ from: '2025-01-01', value: 40 }] },
    { id: 'bonus', values: [{ from: '2025-01-01', value: 500 }] },
  ])
  expect(layer).not.toHaveProperty('decisions')
  const again = resolveRuleset(layer, (id) => (id === 'plan' ? template() : overlay()))
  expect(again.ruleset?.parameters).toEqual(draft.ruleset.parameters)
})

it('an id that is taken is refused, and its draft stays as it was', async () => {
  await create()
  const before = await storedDraft()
  const again = await create({ parameters: { quota: 1 } })
  expect([again.status, again.body.code]).toEqual([409, 'RULESET_EXISTS'])
  expect(await storedDraft()).toEqual(before)
  for (const id of ['plan', 'faster']) expect((await create({ id })).status).toBe(409)
})

it('of two that begin the same county at once one is refused', async () => {
  const answers = await Promise.all([create(), create(), create()])
  expect(answers.map((each) => `${each.status}`).toSorted()).toEqual(['201', '409', '409'])
})

it('an id whose draft was given up before it was published may be used again', async () => {
  await create()
  await server.ask('/v1/rulesets/west/draft', {
    method: 'DELETE',
    key,
    headers: { 'if-match': '"1"' },
  })
  const again = await create()
  expect([again.status, again.body.revision]).toEqual([201, 3])
})

it.each([
  ['an unknown template', { template: 'plam' }, '/template'],
  ['an overlay as template', { template: 'faster' }, '/template'],
  ['an unknown overlay', { overlays: [{ id: 'faster' }, { id: 'slower' }] }, '/overlays/1/id'],
  ['a template as overlay', { overlays: [{ id: 'plan' }] }, '/overlays/0/id'],
  ['an unknown parameter', { parameters: { quoda: 40 } }, '/parameters/quoda'],
  [
    'a value of another type',
    { parameters: { quota: 'many' } },
    '/parameters/quota/values/2025-01-01',
  ],
  ['a value out of bounds', { parameters: { quota: -1 } }, '/parameters/quota/values/2025-01-01'],
])('%s is refused with its place, and nothing is stored', async (_what, change, path) => {
  const answer = await create(change)
  expect([answer.status, answer.body.code]).toEqual([422, 'ADAPTATION_INVALID'])
  expect(answer.body.issues).toMatchObject([{ path }])
  expect(await storedDraft()).toBeUndefined()
})

it('a value looser than the contract of the province is refused with the province named', async () => {
  const answer = await create({
    parameters: { quota: 40, varianceCeiling: { numerator: 18, denominator: 100 } },
  })
  expect(answer.status).toBe(422)
  const issue = answer.body.issues[0]
  expect(issue.path).toMatch(/^\/parameters\/varianceCeiling/)
  expect(issue.message.zh).toContain('省')
  expect(await storedDraft()).toBeUndefined()
})

it('a malformed request is refused before anything is looked up', async () => {
  for (const change of [
    { id: 'no good' },
    { county: '' },
    { title: { zh: '西县' } },
    { from: 'today' },
  ]) {
    const answer = await create(change)
    expect([answer.status, answer.body.code]).toEqual([422, 'REQUEST_INVALID'])
  }
})

it('only an editor of that county begins its ruleset', async () => {
  const north = await server.key({ role: 'editor', county: 'north', units: '*' })
  expect((await create({}, north)).body.code).toBe('SCOPE_MISSING')
  expect((await create({ county: 'north' }, north)).status).toBe(201)
  const worker = await server.key(caseWorker('west', 'T01'))
  expect((await create({ id: 'west-2' }, worker)).body.code).toBe('PERMISSION_MISSING')
})

it('the beginning is in the audit log with what it rests on', async () => {
  await create()
  const auditor = await server.key(grants.auditor)
  const { items } = (await server.ask('/v1/audit?limit=50', { key: auditor })).body
  const entry = items.find((each: { action: string }) => each.action === 'ruleset.create')
  expect(entry).toMatchObject({ target: 'west', county: 'west', detail: { basedOn: 'plan' } })
})

it('the rule book is there for what is published, bundled, or only drafted', async () => {
  const book = async (id: string) => (await server.ask(`/v1/rulesets/${id}/book`, { key })).body
  expect(await book('plan')).toMatchObject({ standing: 'published', version: '1.0.0' })
  expect(await book('faster')).toMatchObject({ standing: 'bundled', version: '1.2.0' })
  await create()
  const west = await book('west')
  expect(west.standing).toBe('draft')
  expect(west.layers).toMatchObject({ plan: text('小规则集', 'a small ruleset') })
  expect(west.origin['/decisions/mayRefer/rules/urgent']).toBe('plan')
  expect((await server.ask('/v1/rulesets/plan/book?version=9.9.9', { key })).status).toBe(404)
  expect((await server.ask('/v1/rulesets/nowhere/book', { key })).status).toBe(404)
})

it("another county's draft is not read as a book", async () => {
  await create()
  const north = await server.key({ role: 'editor', county: 'north', units: '*' })
  expect((await server.ask('/v1/rulesets/west/book', { key: north })).status).toBe(403)
})
