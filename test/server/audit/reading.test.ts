import { afterEach, beforeEach, expect, it } from 'vitest'
import { auditProblemCatalogue } from '../../../server/src/audit/problem-catalogue.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { Tamperer } from './tamper.ts'

let server: TestServer
let tamperer: Tamperer

beforeEach(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  tamperer = new Tamperer(server)
})
afterEach(async () => {
  await tamperer.undo()
  await server.close()
})

const reading = async (key: string) => (await server.ask('/v1/audit/verification', { key })).body

it('what was verified last is told to whoever may read the whole log, and to nobody else', async () => {
  const auditor = await server.key(grants.auditor)
  expect(await reading(auditor)).toEqual({
    state: 'pending',
    running: null,
    newest: null,
    everything: null,
  })
  await server.context.auditWatch.verify('newest')
  expect(await reading(auditor)).toMatchObject({
    state: 'sound',
    newest: { sound: true, problems: [], problemCount: 0 },
    everything: null,
  })
  for (const grant of [
    { ...grants.auditor, county: 'north' },
    grants.integrator,
    grants.publisher,
  ]) {
    const key = await server.key(grant)
    const { status, body } = await server.ask('/v1/audit/verification', { key })
    expect([status, body.code]).toEqual([403, 'PERMISSION_MISSING'])
  }
})

it('damage is told with everything it says of itself, and takes no server out of service', async () => {
  const auditor = await server.key(grants.auditor)
  expect((await server.ask('/readyz')).body.details.audit).toBe('pending')
  const [key] = await tamperer.all('keys')
  await tamperer.overwrite('keys', { ...key!, title: 'another' })
  await server.context.auditWatch.verify('everything')
  const { state, everything } = await reading(auditor)
  expect(state).toBe('damaged')
  expect(everything.counts).toEqual({ DOCUMENT_CHANGED: 1 })
  const { what: _what, severity, why, advice } = auditProblemCatalogue.DOCUMENT_CHANGED
  expect(everything.problems).toEqual([
    {
      code: 'DOCUMENT_CHANGED',
      severity,
      where: `keys/${key!.id}`,
      message: { zh: expect.stringContaining(key!.id), en: expect.stringContaining(key!.id) },
      why,
      advice,
    },
  ])
  const ready = await server.ask('/readyz')
  expect(ready.status).toBe(200)
  expect(ready.body).toMatchObject({ status: 'ready', details: { audit: 'damaged' } })
  await tamperer.undo()
  await server.context.auditWatch.verify('everything')
  expect((await server.ask('/readyz')).body.details.audit).toBe('sound')
})

it('verifying gives way to requests between any two pages, and ends when the server does', async () => {
  const actor = { kind: 'system', id: 'test', title: 'test' }
  for (let n = 0; n < 400; n += 1) {
    await server.context.commit([], { action: 'decide', actor, target: `t${n}` })
  }
  let turns = 0
  const counting = setInterval(() => (turns += 1), 0)
  const { report } = await server.context.auditWatch.verify('everything')
  clearInterval(counting)
  expect(report.entries).toBeGreaterThan(400)
  expect(turns).toBeGreaterThan(5)
  const ending = new AbortController()
  const running = server.context.auditWatch.verify('everything', ending.signal)
  expect(server.context.auditWatch.running).toBe('everything')
  ending.abort()
  await expect(running).rejects.toThrow(/abort/i)
  expect(server.context.auditWatch.running).toBeNull()
})
