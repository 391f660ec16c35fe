import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routePermissions } from '../../../server/src/plugins/route-permissions.ts'
import { verifyAll } from '../audit/tamper.ts'
import { codeOf } from '../harness/code-of.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  await server.publish(smallRuleset({ id: 'southern', county: 'south' }))
})
afterAll(() => server.close())

/** Routes anybody may ask. */
const publicRoutes = [
  'GET /healthz',
  'GET /readyz',
  'GET /fhir/metadata',
  'GET /api/v1/sign-in',
  'POST /api/v1/sign-in',
  'POST /api/v1/sign-in/provider',
  'POST /api/v1/sign-in/provider/return',
  'POST /api/v1/sign-in/code',
]
/** Routes for everybody who is known. */
const ownRoutes = [
  'POST /api/v1/sign-out',
  'POST /api/v1/sign-out/provider',
  'GET /api/v1/me',
  'GET /api/v1/version',
  'POST /api/v1/links/open',
  'GET /api/v1/jobs',
  'GET /api/v1/jobs/{id}',
  'POST /api/v1/jobs/{id}/cancel',
  'PUT /api/v1/me/password',
  'GET /api/v1/me/sessions',
  'DELETE /api/v1/me/sessions',
  'DELETE /api/v1/me/sessions/{id}',
  'GET /api/v1/me/second-factor',
  'POST /api/v1/me/second-factor',
  'POST /api/v1/me/second-factor/confirm',
]

/** Every route there is, by the API's own description. */
async function allRoutes(): Promise<{ name: string; method: 'GET'; url: string }[]> {
  const { paths } = (await server.ask('/api/openapi.json')).body as { paths: object }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase() as 'GET',
      url: path.replaceAll(/\{\w+\}/g, 'x'),
    })),
  )
}

describe('deny by default', () => {
  it('the API is described whole', async () => {
    const names = (await allRoutes()).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining([...publicRoutes, ...ownRoutes]))
    expect(names.length).toBeGreaterThanOrEqual(20)
  })

  it('no route but the public ones answers a stranger', async () => {
    for (const { name, method, url } of await allRoutes()) {
      if (publicRoutes.includes(name)) continue
      const answer = await server.ask(url, { method })
      expect(`${name} ${answer.status} ${codeOf(answer.body)}`).toBe(`${name} 401 SIGN_IN_NEEDED`)
    }
  })

  it('no route answers a key without grants', async () => {
    const key = await server.key()
    for (const { name, method, url } of await allRoutes()) {
      if ([...publicRoutes, ...ownRoutes].includes(name)) continue
      const answer = await server.ask(url, { method, key })
      expect(`${name} ${answer.status} ${codeOf(answer.body)}`).toBe(
        `${name} 403 PERMISSION_MISSING`,
      )
    }
  })

  it('a wrong key is refused, even beside a good session', async () => {
    const answer = await server.ask('/v1/me', { key: 'jl_wrong' })
    expect([answer.status, answer.body.code]).toEqual([401, 'KEY_INVALID'])
  })

  it('a route that declares no permission cannot be built', async () => {
    const app = Fastify()
    await app.register(routePermissions)
    expect(() => app.get('/open-to-all', () => 'hello')).toThrow('declares no permission')
    await app.close()
  })
})

describe('counties and units', () => {
  const start = (key: string, facts = referralFacts(), ruleset = 'small') =>
    server.ask('/v1/cases', { key, body: { ruleset, pathway: 'referral', facts } })

  it('a case worker sees the cases of their units and no other', async () => {
    const everybody = await server.key(grants.integrator)
    const { id } = (await start(everybody, referralFacts('T01', 'D01'))).body
    for (const [units, status] of [
      [['T01'], 200],
      [['D01'], 200],
      [['T02'], 404],
      [['T02', 'D01'], 200],
    ] as const) {
      const key = await server.key(caseWorker('north', ...units))
      expect((await server.ask(`/v1/cases/${id}`, { key })).status).toBe(status)
      expect((await server.ask(`/v1/cases/${id}/events/available`, { key })).status).toBe(status)
      const listed = (await server.ask('/v1/cases', { key })).body.items as { id: string }[]
      expect(listed.some((each) => each.id === id)).toBe(status === 200)
    }
  })

  it("another county's case looks like one that does not exist", async () => {
    const { id } = (await start(await server.key(grants.integrator))).body
    const key = await server.key(caseWorker('south', 'T01', 'D01'))
    const there = await server.ask(`/v1/cases/${id}`, { key })
    const nowhere = await server.ask('/v1/cases/nowhere', { key })
    expect(there.status).toBe(404)
    expect({ ...there.body, message: '', detail: '', instance: '' }).toEqual({
      ...nowhere.body,
      message: '',
      detail: '',
      instance: '',
    })
    const event = await server.ask(`/v1/cases/${id}/events`, { key, body: { type: 'send' } })
    expect(event.status).toBe(404)
  })

  it("a grant in one county never lends another grant's units", async () => {
    const { id } = (await start(await server.key(grants.integrator))).body
    const key = await server.key(caseWorker('south', 'T01'), caseWorker('north', 'T09'))
    expect((await server.ask(`/v1/cases/${id}`, { key })).status).toBe(404)
  })

  it("another county's ruleset is refused by name", async () => {
    const key = await server.key({ role: 'editor', county: 'south', units: '*' })
    for (const url of ['/v1/rulesets/small', '/v1/rulesets/small/draft']) {
      expect((await server.ask(url, { key })).body.code).toBe('SCOPE_MISSING')
    }
    const listed = (await server.ask('/v1/rulesets', { key })).body.items as { id: string }[]
    expect(listed.map((each) => each.id)).toEqual(['southern'])
    const decided = await server.ask('/v1/rulesets/small/decisions/mayRefer', {
      key,
      body: { facts: {} },
    })
    expect([decided.status, decided.body.code]).toEqual([403, 'SCOPE_MISSING'])
  })

  it('a case worker starts cases of their units only', async () => {
    const key = await server.key(caseWorker('north', 'T01'))
    expect((await start(key)).status).toBe(201)
    const foreign = await start(key, referralFacts('T02', 'D01'))
    expect([foreign.status, foreign.body.code]).toEqual([403, 'UNIT_SCOPE_MISSING'])
    expect((await start(key, referralFacts(), 'southern')).body.code).toBe('SCOPE_MISSING')
  })

  it('only the party may send the event, and nobody becomes one by claiming it', async () => {
    const sender = await server.key(caseWorker('north', 'T01'))
    const receiver = await server.key(caseWorker('north', 'D01'))
    const { id } = (await start(sender)).body
    const send = (key: string, body: object) => server.ask(`/v1/cases/${id}/events`, { key, body })
    expect((await send(receiver, { type: 'send' })).body.issues[0].code).toBe('EVENT_ACTOR')
    const claimed = await send(receiver, { type: 'send', facts: { 'fromUnit.id': 'D01' } })
    expect(claimed.body.issues[0].code).toBe('EVENT_ACTOR')
    const sent = await send(sender, { type: 'send' })
    expect(sent.body.history[1].actor.unit).toBe('T01')
    expect((await send(sender, { type: 'accept' })).body.issues[0].code).toBe('EVENT_ACTOR')
    expect((await send(receiver, { type: 'accept' })).status).toBe(200)
  })

  it('who stands on both sides of a case may act for either', async () => {
    const both = await server.key(caseWorker('north', 'T01', 'D01'))
    const { id } = (await start(both)).body
    const send = (type: string) =>
      server.ask(`/v1/cases/${id}/events`, { key: both, body: { type } })
    await send('send')
    const { events } = (await server.ask(`/v1/cases/${id}/events/available`, { key: both })).body
    const open = events.filter((each: { open: boolean }) => each.open)
    expect(open.map((each: { event: string }) => each.event)).toContain('accept')
    const accepted = await send('accept')
    expect(accepted.body.history[2].actor.unit).toBe('D01')
  })

  it('an administrator manages people and decides no case', async () => {
    const key = await server.key(grants.administrator)
    expect((await start(key)).body.code).toBe('PERMISSION_MISSING')
    expect((await server.ask('/v1/audit', { key })).status).toBe(200)
  })

  it("an auditor of a county reads that county's log", async () => {
    await start(await server.key(grants.integrator))
    const read = async (county: string) => {
      const key = await server.key({ role: 'auditor', county, units: '*' })
      return (await server.ask('/v1/audit?limit=200', { key })).body.items as { county?: string }[]
    }
    const north = await read('north')
    expect(north.length).toBeGreaterThan(0)
    expect(new Set(north.map((each) => each.county))).toEqual(new Set(['north']))
    const south = await read('south')
    expect(south.some((each) => each.county === 'north')).toBe(false)
  })
})

it('the stored audit log is whole', async () => {
  const report = await verifyAll(server)
  expect(report.entries).toBeGreaterThan(10)
  expect(report.problems).toEqual([])
})
