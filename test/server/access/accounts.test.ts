import { afterAll, beforeAll, expect, it } from 'vitest'
import type { UserDocument } from '../../../server/src/documents/people-documents.ts'
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
    groupGrants: [],
    provider: false,
    disabled: false,
    secondFactor: false,
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

/** What is kept of somebody, read from the store itself. */
const stored = async (username: string) =>
  (await server.store.get<UserDocument>('users', username)) as UserDocument
/** Somebody signed in, with a password of their own where an administrator had chosen it. */
const signedIn = async (username: string, secret = password) => {
  const cookieOf = ({ reply }: Awaited<ReturnType<TestServer['ask']>>) => {
    const [cookie = ''] = String(reply.headers['set-cookie']).split(';')
    return { cookie }
  }
  const first = await server.ask('/v1/sign-in', { body: { username, password: secret } })
  if (first.body.user.passwordChangeNeeded === undefined) return cookieOf(first)
  const headers = cookieOf(first)
  const body = { old: secret, new: `${secret} of my own` }
  return cookieOf(await server.ask('/v1/me/password', { method: 'PUT', headers, body }))
}
const entries = async (action: string) =>
  (await server.ask('/v1/audit?limit=200', { key: admin })).body.items.filter(
    (each: { action: string }) => each.action === action,
  )

it('a change that is refused for its password stores nothing of the rest', async () => {
  await add('careful')
  const before = await stored('careful')
  const wide = [{ role: 'auditor', county: '*', units: '*' }]
  const answer = await change('careful', { grants: wide, title: 'new', password: 'short' })
  expect([answer.status, answer.body.code]).toEqual([422, 'ACCOUNT_INVALID'])
  expect(await stored('careful')).toEqual(before)
})

it('a change of grants, of the name and of the password is one write with its entry', async () => {
  await add('whole')
  const before = await stored('whole')
  const inNorth = [{ role: 'editor', county: 'north', units: '*' }]
  await change('whole', { grants: inNorth, title: 'all new', password: 'another long password' })
  expect((await stored('whole')).revision).toBe(before.revision + 1)
  const [entry] = (await entries('user.change')).filter(
    (each: { target: string }) => each.target === 'whole',
  )
  expect(entry.detail).toEqual({
    title: 'all new',
    titleBefore: 'whole',
    grants: inNorth,
    grantsBefore: [grants.editor],
    password: 'changed',
  })
})

it("a change of somebody's grants is in the log of every county it concerns", async () => {
  const editor = (county: string) => ({ role: 'editor', county, units: '*' })
  await add('mover', { grants: [editor('north')] })
  await change('mover', { grants: [editor('south')] })
  const counties = (await entries('user.change'))
    .filter((each: { target: string }) => each.target === 'mover')
    .map((each: { county: string }) => each.county)
  expect(counties.toSorted()).toEqual(['north', 'south'])
})

it('the keys a person made open nothing once the person is shut out, and again when let in', async () => {
  await add('maker', { grants: [grants.administrator] })
  const headers = await signedIn('maker')
  const wanted = { title: 'theirs', grants: [grants.integrator] }
  const { key } = (await server.ask('/v1/keys', { headers, body: wanted })).body
  const cases = async () => (await server.ask('/v1/cases', { key })).status
  expect(await cases()).toBe(200)
  await change('maker', { disabled: true })
  expect(await cases()).toBe(401)
  await change('maker', { disabled: false })
  expect(await cases()).toBe(200)
})

it('a key that a key made dies with the person behind both', async () => {
  await add('first-maker', { grants: [grants.administrator] })
  const headers = await signedIn('first-maker')
  const make = async (by: object, grant: object) =>
    (await server.ask('/v1/keys', { ...by, body: { title: 'made', grants: [grant] } })).body.key
  const parent = await make({ headers }, grants.administrator)
  const child = await make({ key: parent }, grants.integrator)
  expect((await server.ask('/v1/cases', { key: child })).status).toBe(200)
  await change('first-maker', { disabled: true })
  expect((await server.ask('/v1/cases', { key: child })).status).toBe(401)
})

it('an account without grants belongs to whoever made it, and to no other county', async () => {
  const admins: Record<string, { cookie: string }> = {}
  for (const county of ['north', 'south']) {
    await add(`${county}-admin`, { grants: [{ role: 'administrator', county, units: '*' }] })
    admins[county] = await signedIn(`${county}-admin`)
  }
  const made = await server.ask('/v1/users', {
    headers: admins['north']!,
    body: { username: 'bare', title: 'bare', password, grants: [] },
  })
  expect(made.status).toBe(201)
  for (const [county, status] of [
    ['south', 404],
    ['north', 200],
  ] as const) {
    const headers = admins[county]!
    const changed = await server.ask('/v1/users/bare', {
      method: 'PUT',
      headers,
      body: { password: 'another long password' },
    })
    expect(changed.status).toBe(status)
    const { items } = (await server.ask('/v1/users', { headers })).body
    const listed = items.some((each: { username: string }) => each.username === 'bare')
    expect(listed).toBe(status === 200)
  }
})

it('nobody gives themselves a role, neither signed in nor by a key of theirs', async () => {
  const own = { role: 'administrator', county: 'north', units: '*' }
  await add('climber', { grants: [own] })
  const headers = await signedIn('climber')
  const raised = { grants: [own, { role: 'publisher', county: 'north', units: '*' }] }
  const { key } = (
    await server.ask('/v1/keys', { headers, body: { title: 'mine', grants: [own] } })
  ).body
  for (const by of [{ headers }, { key }]) {
    const answer = await server.ask('/v1/users/climber', { method: 'PUT', ...by, body: raised })
    expect(answer.body.code).toBe('OWN_GRANTS')
  }
  expect((await stored('climber')).grants).toEqual([own])
})

it.each(['editor', 'reviewer', 'approver', 'publisher', 'auditor', 'administrator'])(
  'the role of %s cannot be given for single units, to people or keys',
  async (role) => {
    const given = { title: 'below', grants: [{ role, county: 'north', units: ['T01'] }] }
    const user = await server.ask('/v1/users', {
      key: admin,
      body: { username: `below-${role}`, password, ...given },
    })
    expect([user.status, user.body.code]).toEqual([422, 'GRANT_BELOW_COUNTY'])
    const key = await server.ask('/v1/keys', { key: admin, body: given })
    expect(key.body.code).toBe('GRANT_BELOW_COUNTY')
  },
)

it('a county is never left without an administrator, not even by two who take each other away at once', async () => {
  const of = (county: string) => ({ grants: [{ role: 'administrator', county, units: '*' }] })
  const everywhere = async () =>
    (await server.ask('/v1/users', { key: admin })).body.items.filter(
      (each: { disabled: boolean; grants: { role: string; county: string }[] }) =>
        !each.disabled &&
        each.grants.some(({ role, county }) => role === 'administrator' && county === '*'),
    )
  await add('one', { ...of('*') })
  await add('two', { ...of('*') })
  for (const { username } of await everywhere())
    if (!['one', 'two'].includes(username)) await change(username, { grants: [grants.editor] })
  const answers = await Promise.all(
    ['one', 'two'].map((username) => change(username, { disabled: true })),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(answers.flatMap(({ body }) => body.code ?? [])).toEqual(['COUNTY_UNADMINISTERED'])
  expect(await everywhere()).toHaveLength(1)

  // A county's own administrator may go as long as somebody looks after every county.
  await add('county-one', of('west'))
  expect((await change('county-one', { disabled: true })).status).toBe(200)
})
