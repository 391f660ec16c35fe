import { afterAll, beforeAll, expect, it } from 'vitest'
import { createContext } from '../../../server/src/jobs/create-context.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { hour, minute } from '../harness/turnable-clock.ts'

let server: TestServer
let admin: string
const grants = [{ role: 'integrator', county: 'yunling', units: '*' }] as const

beforeAll(async () => {
  server = await openTestServer()
  admin = await server.key({ role: 'administrator', county: 'yunling', units: '*' })
})
afterAll(() => server.close())

const make = (more: object = {}) =>
  server.ask('/v1/keys', { key: admin, body: { title: 'HIS', grants, ...more } })
const shown = async (id: string) => {
  const { items } = (await server.ask('/v1/keys?limit=100', { key: admin })).body
  return items.find((key: { id: string }) => key.id === id)
}

it('a key opens nothing from the moment on that it was made for', async () => {
  const { id, key } = (await make({ expiresAt: '2025-03-03T10:00:00+08:00' })).body
  expect((await shown(id)).expiry).toBe('soon')
  server.clock.advance(hour - 1)
  expect((await server.ask('/v1/me', { key })).status).toBe(200)
  server.clock.advance(1)
  const late = await server.ask('/v1/me', { key })
  expect([late.status, late.body.code]).toEqual([401, 'KEY_INVALID'])
  expect((await shown(id)).expiry).toBe('expired')
})

it('one that does not run out, or not within thirty days, is not marked', async () => {
  const lasting = (await make()).body
  expect([lasting.expiresAt, lasting.expiry]).toEqual([null, 'none'])
  const far = (await make({ expiresAt: '2025-05-01T00:00:00+08:00' })).body
  expect(far.expiry).toBe('none')
})

it('one for a moment that has passed, or for no moment at all, is not made', async () => {
  const past = await make({ expiresAt: server.clock.now() })
  expect([past.status, past.body.code]).toEqual([422, 'KEY_EXPIRY_PAST'])
  expect((await make({ expiresAt: 'tomorrow' })).body.code).toBe('REQUEST_INVALID')
})

it('when it was last used is noted once a minute, and known to every server', async () => {
  const { id, key } = (await make()).body
  expect((await shown(id)).usedAt).toBeNull()
  await server.ask('/v1/me', { key })
  server.clock.advance(minute)
  await server.ask('/v1/me', { key })
  const used = server.clock.now()
  await server.context.lastUses.flush()
  const before = await server.raw.get('lastUses', id)
  await server.context.lastUses.flush()
  expect(await server.raw.get('lastUses', id)).toEqual(before)
  server.clock.advance(hour)
  expect((await shown(id)).usedAt).toBe(used)
  const other = createContext({ ...server.context, store: server.store })
  expect(await other.lastUses.read(id)).toBe(used)
})
