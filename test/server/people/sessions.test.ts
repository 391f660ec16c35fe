import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createContext } from '../../../server/src/jobs/create-context.ts'
import { LastUses } from '../../../server/src/people/last-uses.ts'
import { findSession } from '../../../server/src/people/sessions.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { hour, minute } from '../harness/turnable-clock.ts'

let server: TestServer
let admin: string
let elsewhere: string
const password = 'a long enough password'
const inYunling = { role: 'editor', county: 'yunling', units: '*' } as const
const ward = { address: '10.0.0.21', headers: { 'user-agent': 'ward browser' } }
const home = { address: '10.0.0.34', headers: { 'user-agent': 'home browser' } }

beforeAll(async () => {
  server = await openTestServer()
  admin = await server.key({ role: 'administrator', county: 'yunling', units: '*' })
  elsewhere = await server.key({ role: 'administrator', county: 'beihe', units: '*' })
})
afterAll(() => server.close())

let people = 0
/** Somebody new, who is nowhere signed in. */
async function person(): Promise<string> {
  const username = `person-${people++}`
  await server.user(username, password, inYunling)
  return username
}

async function signIn(username: string, from: typeof ward = ward): Promise<string> {
  const body = { username, password }
  const { reply } = await server.ask('/v1/sign-in', { body, ...from })
  const [cookie = ''] = [reply.headers['set-cookie']].flat()
  return cookie.split(';')[0] ?? ''
}

const statusOf = async (cookie: string, headers = {}) =>
  (await server.ask('/v1/me', { headers: { cookie, ...headers } })).status
const listOf = async (cookie: string) =>
  (await server.ask('/v1/me/sessions', { headers: { cookie } })).body
const end = (cookie: string, id: string) =>
  server.ask(`/v1/me/sessions/${id}`, { method: 'DELETE', headers: { cookie } })

/** What the county's auditor reads of somebody. */
async function logOf(username: string, action: string) {
  const key = await server.key({ role: 'auditor', county: 'yunling', units: '*' })
  const { body } = await server.ask(`/v1/audit?action=${action}&target=${username}`, { key })
  return body.items as { actor: { id: string }; detail?: Record<string, unknown> }[]
}

describe('the list of one’s own sessions', () => {
  it('says when, from where, with what, when last used, and which is this one', async () => {
    const username = await person()
    await signIn(username, home)
    const began = server.clock.now()
    server.clock.advance(5 * minute)
    const here = await signIn(username)
    const { items, ...limits } = await listOf(here)
    expect(items).toEqual([
      expect.objectContaining({ address: '10.0.0.21', agent: 'ward browser', current: true }),
      expect.objectContaining({ address: '10.0.0.34', createdAt: began, current: false }),
    ])
    expect(items[0].usedAt).toBe(server.clock.now())
    expect(items[1].usedAt).toBe(began)
    expect(limits).toEqual({ idleMinutes: 60, hours: 12 })
    expect(here).not.toContain(items[0].id)
  })

  it('is empty for a key, which is signed in nowhere', async () => {
    expect((await server.ask('/v1/me/sessions', { key: admin })).body.items).toEqual([])
  })

  it('holds no more than those that stand', async () => {
    const username = await person()
    await signIn(username, home)
    server.clock.advance(61 * minute)
    const here = await signIn(username)
    expect((await listOf(here)).items).toHaveLength(1)
  })
})

describe('ending', () => {
  it('one session leaves the others, and the log keeps which', async () => {
    const username = await person()
    const [there, here] = [await signIn(username, home), await signIn(username)]
    const { items } = await listOf(here)
    const other = items.find(({ current }: { current: boolean }) => !current)
    expect((await end(here, other.id)).status).toBe(204)
    expect([await statusOf(there), await statusOf(here)]).toEqual([401, 200])
    expect((await end(here, other.id)).body.code).toBe('SESSION_UNKNOWN')
    const [entry] = await logOf(username, 'session.end')
    expect(entry).toMatchObject({
      actor: { id: username },
      detail: { address: '10.0.0.34', agent: 'home browser' },
    })
  })

  it('somebody else’s session is not possible', async () => {
    const [mine, theirs] = [await signIn(await person()), await signIn(await person())]
    const [{ id }] = (await listOf(theirs)).items
    expect((await end(mine, id)).body.code).toBe('SESSION_UNKNOWN')
    expect(await statusOf(theirs)).toBe(200)
  })

  it('all of them signs out everywhere, here too', async () => {
    const username = await person()
    const [there, here] = [await signIn(username, home), await signIn(username)]
    const ended = await server.ask('/v1/me/sessions', {
      method: 'DELETE',
      headers: { cookie: here },
    })
    expect(ended.status).toBe(204)
    expect([await statusOf(there), await statusOf(here)]).toEqual([401, 401])
    expect(await logOf(username, 'session.end-all')).toHaveLength(1)
    expect(await statusOf(await signIn(username))).toBe(200)
  })

  it('those of others is for who administers their county, and for nobody else', async () => {
    const username = await person()
    const there = await signIn(username)
    const address = `/v1/users/${username}/sessions`
    expect((await server.ask(address, { key: elsewhere })).body.code).toBe('GRANT_TOO_WIDE')
    const foreign = await server.ask(address, { method: 'DELETE', key: elsewhere })
    expect(foreign.body.code).toBe('GRANT_TOO_WIDE')
    expect(await statusOf(there)).toBe(200)
    const [shown] = (await server.ask(address, { key: admin })).body.items
    expect(shown).toMatchObject({ address: '10.0.0.21', current: false })
    expect((await server.ask(address, { method: 'DELETE', key: admin })).status).toBe(204)
    expect(await statusOf(there)).toBe(401)
    expect((await server.ask(address, { key: admin })).body.items).toEqual([])
    expect((await logOf(username, 'session.end-all'))[0]?.actor).not.toMatchObject({ id: username })
  })
})

describe('a session', () => {
  it('ends an hour after its last use, and not before', async () => {
    const cookie = await signIn(await person())
    for (let times = 0; times < 3; times++) {
      server.clock.advance(59 * minute)
      expect(await statusOf(cookie)).toBe(200)
    }
    server.clock.advance(61 * minute)
    expect(await statusOf(cookie)).toBe(401)
  })

  it('is not kept alive by what a page asks by itself', async () => {
    const cookie = await signIn(await person())
    await statusOf(cookie)
    for (let times = 0; times < 6; times++) {
      server.clock.advance(10 * minute)
      await statusOf(cookie, { 'jieli-unattended': '1' })
    }
    server.clock.advance(minute)
    expect(await statusOf(cookie, { 'jieli-unattended': '1' })).toBe(401)
    expect(await statusOf(cookie)).toBe(401)
  })

  it('ends after half a day however much it is used', async () => {
    const cookie = await signIn(await person())
    for (let times = 0; times < 24; times++) {
      expect(await statusOf(cookie)).toBe(200)
      server.clock.advance(hour / 2)
    }
    expect(await statusOf(cookie)).toBe(401)
  })

  it('is used on one server and known for that on another, and a use costs a write a minute at most', async () => {
    const cookie = await signIn(await person())
    const token = cookie.split('=')[1] ?? ''
    const { store, clock } = server
    let written = 0
    const commit: typeof store.commit = async (...change) => {
      written++
      return await store.commit(...change)
    }
    const counted = { ...server.context, lastUses: new LastUses({ store, clock, commit }) }
    const other = createContext({ ...server.context, store })
    for (let times = 0; times < 5; times++) {
      server.clock.advance(50 * minute)
      expect(await findSession(counted, token)).toBeDefined()
      expect(await findSession(counted, token)).toBeDefined()
    }
    expect(written).toBe(5)
    server.clock.advance(50 * minute)
    expect(await findSession(other, token)).toBeDefined()
    server.clock.advance(50 * minute)
    expect(await findSession(counted, token)).toBeDefined()
  })

  it('follows the settings of the site, also where they were changed since it began', async () => {
    const cookie = await signIn(await person())
    const token = cookie.split('=')[1] ?? ''
    const settings = server.context.signInSettings
    const strict = { ...server.context, signInSettings: { ...settings, idleSeconds: 300 } }
    const lasting = { ...server.context, signInSettings: { ...settings, idleSeconds: null } }
    const short = { ...server.context, signInSettings: { ...settings, wholeSeconds: 3600 } }
    const unused = { byPerson: false }
    server.clock.advance(5 * minute)
    expect(await findSession(strict, token, unused)).toBeDefined()
    server.clock.advance(minute)
    expect(await findSession(strict, token, unused)).toBeUndefined()
    server.clock.advance(2 * hour)
    expect(await findSession(lasting, token, unused)).toBeDefined()
    expect(await findSession(short, token, unused)).toBeUndefined()
  })
})

it('a browser that gives itself a name without end is kept shortened', async () => {
  const username = await person()
  const cookie = await signIn(username, {
    address: '10.0.0.1',
    headers: { 'user-agent': 'x'.repeat(5000) },
  })
  expect((await listOf(cookie)).items[0].agent).toHaveLength(300)
})
