import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyAll } from '../audit/tamper.ts'
import { caseWorker, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { followPage } from './follow-page.ts'

const password = 'seven blue umbrellas'
const administrates = { role: 'administrator', county: 'north', units: '*' } as const
const works = caseWorker('north', 'T01')

let server: TestServer
let administrator: string

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  administrator = await server.key(administrates)
  await server.user('boss', password, administrates)
})
afterAll(() => server.close())

/** Somebody signed in, with a key that they made. */
async function person(username: string) {
  await server.user(username, password, administrates, works)
  const signedIn = await server.ask('/v1/sign-in', { body: { username, password } })
  const cookie = [signedIn.reply.headers['set-cookie']]
    .flat()
    .map((each) => String(each).split(';')[0])
    .join('; ')
  const made = await server.ask('/v1/keys', {
    headers: { cookie },
    body: { title: `HIS of ${username}`, grants: [works] },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return { cookie, key: made.body.key as string, id: made.body.id as string }
}
const leave = async (username: string, body: object, key = administrator) =>
  await server.ask(`/v1/users/${username}/leaving`, { key, body: { reason: '调离', ...body } })
const me = async (by: { key?: string; headers?: Record<string, string> }) =>
  (await server.ask('/v1/me', by)).status
const userNamed = async (username: string) =>
  (await server.ask('/v1/users', { key: administrator })).body.items.find(
    (user: { username: string }) => user.username === username,
  )

it('what is a person’s is said before they leave, and nothing is stored', async () => {
  const { cookie, id } = await person('wang')
  const { body } = await server.ask('/v1/users/wang/leaving', { key: administrator })
  expect(body).toMatchObject({
    username: 'wang',
    disabled: false,
    grants: [administrates, works],
    sessions: 1,
    secondFactor: false,
    keys: [{ id, title: 'HIS of wang', yours: true }],
    drafts: [],
    jobs: [],
  })
  expect(await me({ headers: { cookie } })).toBe(200)
})

it('who leaves without a successor is signed out, and their keys open nothing more', async () => {
  const { cookie, key, id } = await person('zhou')
  expect(await me({ key })).toBe(200)
  const left = await leave('zhou', { keys: 'withdraw' })
  expect(left.body).toMatchObject({ disabled: true, sessions: 0, keys: [] })
  expect(await me({ headers: { cookie } })).toBe(401)
  expect(await me({ key })).toBe(401)
  const keys = (await server.ask('/v1/keys', { key: administrator })).body.items
  expect(keys.find((each: { id: string }) => each.id === id)).toMatchObject({ disabled: true })
  expect((await leave('zhou', { keys: 'withdraw' })).status).toBe(200)
})

it('a successor gets the rights, and keys that systems use go on under them', async () => {
  const { cookie, key } = await person('qian')
  await server.user('sun', password, works)
  const left = await leave('qian', { successor: 'sun', keys: 'pass' })
  expect(left.body, JSON.stringify(left.body)).toMatchObject({ disabled: true, keys: [] })
  expect(await me({ headers: { cookie } })).toBe(401)
  expect(await me({ key })).toBe(200)
  expect((await userNamed('sun')).grants).toEqual([works, administrates])
  const next = (await server.ask('/v1/users/sun/leaving', { key: administrator })).body
  expect(next.keys).toMatchObject([{ title: 'HIS of qian' }])
})

it('nobody takes over who cannot, and a refusal changes nothing', async () => {
  const { cookie } = await person('wu')
  for (const body of [
    { keys: 'pass' },
    { keys: 'withdraw', successor: 'wu' },
    { keys: 'withdraw', successor: 'zhou' },
    { keys: 'withdraw', successor: 'nobody' },
  ])
    expect((await leave('wu', body)).body.code).toBe('LEAVING_SUCCESSOR')
  expect(await me({ headers: { cookie } })).toBe(200)
  const south = await server.key({ role: 'administrator', county: 'south', units: '*' })
  expect((await leave('wu', { keys: 'withdraw' }, south)).body.code).toBe('GRANT_TOO_WIDE')
  expect((await leave('nobody', { keys: 'withdraw' })).body.code).toBe('USER_UNKNOWN')
  const own = await server.ask('/v1/users/wu/leaving', {
    headers: { cookie },
    body: { reason: 'x', keys: 'withdraw' },
  })
  expect(own.body.code).toBe('LAST_ADMINISTRATOR')
})

it('the log says who left, why, and to whom it went', async () => {
  const key = await server.key({ role: 'auditor', county: 'north', units: '*' })
  const { items } = (await server.ask('/v1/audit?action=user.leave', { key })).body
  expect(
    items.map(({ target, detail }: { target: string; detail: object }) => [target, detail]),
  ).toContainEqual(['qian', { title: 'qian', reason: '调离', keys: 'pass', successor: 'sun' }])
  expect((await verifyAll(server)).problems).toEqual([])
})

it('what the page says of somebody who leaves is so, to the letter', async () => {
  await server.user('zhao.min', password, works)
  await server.user('li.wei', password, works)
  const headers = { administrator: { authorization: `Bearer ${administrator}` } }
  const section = { page: 'people.md', heading: '离职' }
  expect(await followPage(server, section, { headers })).toBe(2)
})
