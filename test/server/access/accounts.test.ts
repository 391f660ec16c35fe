import { afterAll, beforeAll, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'

let server: TestServer
let admin: string
const password = 'a long enough password'

beforeAll(async () => {
  server = await openTestServer()
  admin = await server.key(grants.administrator)
})
afterAll(() => server.close())

const add = (username: string, more: object = {}, key = admin) =>
  server.ask('/v1/users', {
    key,
    body: { username, title: username, password, grants: [grants.editor], ...more },
  })
const change = (username: string, body: object, key = admin) =>
  server.ask(`/v1/users/${username}`, { method: 'PUT', key, body })
const signIn = async (username: string, secret = password) =>
  (await server.ask('/v1/sign-in', { body: { username, password: secret } })).status

it('an account that is made can sign in, and is listed without its secrets', async () => {
  expect((await add('new-editor')).status).toBe(201)
  expect(await signIn('new-editor')).toBe(200)
  const { items } = (await server.ask('/v1/users', { key: admin })).body
  expect(items).toContainEqual({
    username: 'new-editor',
    title: 'new-editor',
    grants: [grants.editor],
    disabled: false,
    createdAt: server.clock.now(),
  })
  expect(JSON.stringify(items)).not.toContain('salt')
})

it('a taken name, a short password and an unknown role are each refused', async () => {
  await add('taken')
  expect((await add('taken')).body.code).toBe('USERNAME_TAKEN')
  expect((await add('short', { password: 'short' })).body.code).toBe('ACCOUNT_INVALID')
  expect((await add('../odd name')).body.code).toBe('ACCOUNT_INVALID')
  const role = await add('role', { grants: [{ role: 'king', county: '*', units: '*' }] })
  expect(role.body.issues[0].path).toBe('/grants/0/role')
  expect((await change('nobody', { title: 'x' })).body.code).toBe('USER_UNKNOWN')
})

it('shutting an account out ends its sessions; a new password does too', async () => {
  await add('leaver')
  const reply = await server.ask('/v1/sign-in', { body: { username: 'leaver', password } })
  const [cookie = ''] = String(reply.reply.headers['set-cookie']).split(';')
  const me = async () => (await server.ask('/v1/me', { headers: { cookie } })).status
  expect(await me()).toBe(200)
  expect((await change('leaver', { disabled: true })).body.disabled).toBe(true)
  expect([await me(), await signIn('leaver')]).toEqual([401, 401])
  await change('leaver', { disabled: false, password: 'another long password' })
  expect([await signIn('leaver'), await signIn('leaver', 'another long password')]).toEqual([
    401, 200,
  ])
})

it('a key is told once, opens what it was given, and is withdrawn for good', async () => {
  const made = await server.ask('/v1/keys', {
    key: admin,
    body: { title: 'hospital system', grants: [grants.integrator] },
  })
  expect(made.status).toBe(201)
  const { key, id } = made.body
  expect((await server.ask('/v1/cases', { key })).status).toBe(200)
  const listed = (await server.ask('/v1/keys', { key: admin })).body
  expect(JSON.stringify(listed)).toContain('hospital system')
  expect(JSON.stringify(listed)).not.toContain(key)
  const withdraw = () => server.ask(`/v1/keys/${id}`, { method: 'DELETE', key: admin })
  expect((await withdraw()).status).toBe(204)
  expect((await server.ask('/v1/cases', { key })).body.code).toBe('KEY_INVALID')
  const unknown = await server.ask('/v1/keys/unknown', { method: 'DELETE', key: admin })
  expect(unknown.body.code).toBe('KEY_UNKNOWN')
})

it("a county's administrator gives out rights in that county and nowhere else", async () => {
  const north = await server.key({ role: 'administrator', county: 'north', units: '*' })
  const inNorth = { role: 'editor', county: 'north', units: '*' }
  expect((await add('northern', { grants: [inNorth] }, north)).status).toBe(201)
  expect(
    (await add('southern', { grants: [{ ...inNorth, county: 'south' }] }, north)).body.code,
  ).toBe('GRANT_TOO_WIDE')
  expect((await add('everywhere', {}, north)).body.code).toBe('GRANT_TOO_WIDE')
  await add('elsewhere', { grants: [{ ...inNorth, county: 'south' }] })
  expect((await change('elsewhere', { grants: [inNorth] }, north)).body.code).toBe('GRANT_TOO_WIDE')
  const { items } = (await server.ask('/v1/users', { key: north })).body
  expect(items.map((each: { username: string }) => each.username)).toContain('northern')
  expect(items.map((each: { username: string }) => each.username)).not.toContain('elsewhere')
})

it('an administrator cannot lock themselves out', async () => {
  await server.user('root', password, grants.administrator)
  const reply = await server.ask('/v1/sign-in', { body: { username: 'root', password } })
  const [cookie = ''] = String(reply.reply.headers['set-cookie']).split(';')
  for (const body of [{ disabled: true }, { grants: [] }]) {
    const answer = await server.ask('/v1/users/root', {
      method: 'PUT',
      headers: { cookie },
      body,
    })
    expect(answer.body.code).toBe('LAST_ADMINISTRATOR')
  }
})

it('who manages whom is in the audit log', async () => {
  const { items } = (await server.ask('/v1/audit?limit=200', { key: admin })).body
  const actions = items.map((each: { action: string }) => each.action)
  expect(actions).toEqual(
    expect.arrayContaining(['user.create', 'user.change', 'key.create', 'key.withdraw']),
  )
})
