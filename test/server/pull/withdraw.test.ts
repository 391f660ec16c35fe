import { afterEach, beforeEach, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { publishAndMove } from './template-and-county.ts'

let server: TestServer
let key: string
let publisher: string
const url = '/v1/rulesets/north-county'
const ceiling = '/parameters/varianceCeiling/values/2020-01-01'
const reason = '条款有误，另行印发'

beforeEach(async () => {
  server = await openTestServer()
  key = await server.key(grants.editor, grants.publisher)
  publisher = await server.key(grants.publisher)
  await publishAndMove(server)
})
afterEach(() => server.close())

const withdraw = (version: string, more: object = {}, ruleset = 'plan', as = publisher) =>
  server.ask(`/v1/rulesets/${ruleset}/versions/${version}/withdraw`, {
    key: as,
    body: { reason, ...more },
  })
const readPull = async () => (await server.ask(`${url}/draft/pull`, { key })).body
const adapt = () =>
  server.ask('/v1/rulesets', {
    key,
    body: {
      id: 'new-county',
      title: { zh: '新县', en: 'new county' },
      county: 'new-county',
      template: 'plan',
      parameters: {},
      from: '2025-01-01',
    },
  })

it('a version others rest on is not withdrawn before whoever does so has seen the list', async () => {
  const refused = await withdraw('1.0.0')
  expect([refused.status, refused.body.code]).toEqual([409, 'WITHDRAW_DEPENDENTS'])
  expect(refused.body.dependents).toEqual([
    { ruleset: 'north-county', title: { zh: '北县', en: 'north county' }, version: '1.0.0' },
  ])
  const { body } = await server.ask('/v1/rulesets/plan', { key })
  expect(body.versions.some((version: { withdrawn?: object }) => version.withdrawn)).toBe(false)
})

it('the county on a withdrawn version runs on, is told, and may still mend its own rules', async () => {
  expect((await withdraw('1.0.0', { despiteDependents: true })).status).toBe(200)
  const begun = await server.ask('/v1/cases', {
    key: await server.key(grants.integrator),
    body: { ruleset: 'north-county', pathway: 'referral', facts: referralFacts() },
  })
  expect([begun.status, begun.body.version]).toEqual([201, '1.0.0'])
  const { body } = await server.ask('/v1/worklist', { key })
  expect(body.items.map((item: { kind: string }) => item.kind)).toEqual([
    'parentWithdrawn',
    'templateMoved',
  ])
  expect(body.items[0]).toMatchObject({ parent: { id: 'plan' }, version: '1.0.0', reason })
  const draft = (await server.ask(`${url}/draft`, { key })).body
  const saved = await server.ask(`${url}/draft`, {
    method: 'PUT',
    key,
    body: { ruleset: draft.ruleset },
    headers: { 'if-match': '"0"' },
  })
  expect(saved.status).toBe(200)
  const published = await server.publishDraft('north-county', 1)
  expect(published.status).toBe(201)
})

it('nobody new may rest on it: not by adapting, not by a pull, not by a file that names it', async () => {
  expect((await withdraw('1.0.1')).status).toBe(200)
  const view = await readPull()
  expect(view.parent).toMatchObject({ from: '1.0.0', to: '1.0.0', behind: 0 })
  const pulled = await server.ask(`${url}/draft/pull`, {
    key,
    body: { parent: 'plan', to: '1.0.1', revision: 0, choices: { [ceiling]: 'keep' } },
  })
  expect([pulled.status, pulled.body.code]).toEqual([409, 'VERSION_WITHDRAWN'])
  const draft = (await server.ask(`${url}/draft`, { key })).body
  draft.ruleset.manifest.basedOn.version = '1.0.1'
  const saved = await server.ask(`${url}/draft`, {
    method: 'PUT',
    key,
    body: { ruleset: draft.ruleset },
    headers: { 'if-match': '"0"' },
  })
  expect([saved.status, saved.body.code]).toEqual([409, 'VERSION_WITHDRAWN'])
  const template = (await server.ask('/v1/templates', { key })).body.items.find(
    ({ id }: { id: string }) => id === 'plan',
  )
  expect(template.version).toBe('1.0.0')
  expect((await adapt()).status).toBe(201)
  const made = (await server.ask('/v1/rulesets/new-county/draft', { key })).body
  expect(made.ruleset.manifest.basedOn.version).toBe('1.0.0')
})

it('a template withdrawn altogether is not offered', async () => {
  await withdraw('1.0.1')
  await withdraw('1.0.0', { despiteDependents: true })
  const { items } = (await server.ask('/v1/templates', { key })).body
  expect(items.map(({ id }: { id: string }) => id)).not.toContain('plan')
  const refused = await adapt()
  expect([refused.status, refused.body.code]).toEqual([422, 'ADAPTATION_INVALID'])
})

it('a county that already took a version that is then withdrawn may go back to the one before', async () => {
  const take = (to: string, revision: number, choices: object) =>
    server.ask(`${url}/draft/pull`, { key, body: { parent: 'plan', to, revision, choices } })
  await take('1.0.1', 0, { [ceiling]: 'keep' })
  const refused = await withdraw('1.0.1')
  expect(refused.body.dependents).toEqual([
    { ruleset: 'north-county', title: { zh: '北县', en: 'north county' } },
  ])
  await withdraw('1.0.1', { despiteDependents: true })
  const view = await readPull()
  expect(view.parent).toMatchObject({ from: '1.0.1', to: '1.0.0', withdrawn: { reason } })
  expect((await take('1.0.0', 1, { [ceiling]: 'keep' })).status).toBe(200)
  const { ruleset } = (await server.ask(`${url}/draft`, { key })).body
  expect(ruleset.manifest.basedOn.version).toBe('1.0.0')
  expect(ruleset.decisions[0].rules[1].then.outcome).toBe('denyInstitutionalAction')
})

it('only a publisher withdraws, once, with a reason, and no version of a county’s own', async () => {
  const editor = await server.key(grants.editor)
  expect((await withdraw('1.0.1', {}, 'plan', editor)).status).toBe(403)
  const elsewhere = await server.key({ role: 'publisher', county: 'south', units: '*' })
  expect((await withdraw('1.0.1', {}, 'plan', elsewhere)).status).toBe(403)
  expect((await withdraw('1.0.1', { reason: '  ' })).status).toBe(422)
  expect((await withdraw('9.9.9')).body.code).toBe('VERSION_UNKNOWN')
  expect((await withdraw('1.0.0', {}, 'north-county')).body.code).toBe('WITHDRAW_COUNTY')
  const answers = await Promise.all([withdraw('1.0.1'), withdraw('1.0.1')])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const auditor = await server.key(grants.auditor)
  const { body } = await server.ask('/v1/audit', { key: auditor })
  const deeds = body.items.filter(({ action }: { action: string }) => action === 'ruleset.withdraw')
  expect(deeds).toHaveLength(1)
  expect(deeds[0].detail).toMatchObject({ version: '1.0.1', reason })
})
