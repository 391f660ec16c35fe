import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FirstPasswordsFile } from '../../../server/src/demo/first-passwords-file.ts'
import { saveFirstStart } from '../../../server/src/demo/describe-first-start.ts'
import { createKey } from '../../../server/src/people/api-keys.ts'
import { createUser } from '../../../server/src/people/accounts.ts'
import { trustAddresses } from '../../../server/src/plugins/trusted-proxies.ts'
import { codeOf } from '../harness/code-of.ts'
import { grants, madeByTest, openTestServer, type TestServer } from '../harness/open-test-server.ts'

let server: TestServer
const first = 'the first password'
const second = 'a password of my own'

beforeEach(async () => {
  server = await openTestServer()
})
afterEach(() => server.close())

/** An account whose password somebody else chose. */
async function account(username: string, more: { demo?: boolean } = {}): Promise<void> {
  await createUser(
    server.context,
    { username, title: username, password: first, grants: [grants.administrator] },
    {
      by: null,
      audit: ({ id }) => madeByTest('user.create', id),
      mustChangePassword: true,
      ...more,
    },
  )
}

const signIn = (username: string, password: string, more = {}) =>
  server.ask('/v1/sign-in', { body: { username, password }, ...more })

const cookieOf = ({ reply }: Awaited<ReturnType<typeof signIn>>) =>
  [reply.headers['set-cookie']]
    .flat()
    .map((cookie) => String(cookie).split(';')[0])
    .join('; ')

const changePassword = (cookie: string, body: object) =>
  server.ask('/v1/me/password', { method: 'PUT', headers: { cookie }, body })

describe('a first password', () => {
  it('opens nothing but who one is, a new password, and the way out', async () => {
    await account('admin')
    const signedIn = await signIn('admin', first)
    expect(signedIn.body.user.passwordChangeNeeded).toBe(true)
    const headers = { cookie: cookieOf(signedIn) }
    const { paths } = (await server.ask('/api/openapi.json')).body
    const open: string[] = []
    let asked = 0
    for (const [url, routes] of Object.entries<Record<string, object>>(paths)) {
      for (const method of Object.keys(routes)) {
        const route = `${method.toUpperCase()} ${url}`
        const { status, body } = await server.ask(url.replaceAll(/\{\w+\}/g, 'x'), {
          method: method.toUpperCase() as 'GET',
          headers: { ...headers, 'content-type': 'application/json' },
        })
        asked += 1
        if (codeOf(body) === 'PASSWORD_CHANGE_NEEDED') expect([route, status]).toEqual([route, 403])
        else open.push(route)
        if (route.endsWith('sign-out')) headers.cookie = cookieOf(await signIn('admin', first))
      }
    }
    expect(asked).toBeGreaterThan(60)
    expect(open.toSorted()).toEqual([
      'GET /api/v1/me',
      'GET /api/v1/sign-in',
      'GET /fhir/metadata',
      'GET /healthz',
      'GET /readyz',
      'POST /api/v1/sign-in',
      'POST /api/v1/sign-in/code',
      'POST /api/v1/sign-in/provider',
      'POST /api/v1/sign-in/provider/return',
      'POST /api/v1/sign-out',
      'POST /api/v1/sign-out/provider',
      'PUT /api/v1/me/password',
    ])
  })

  it('is done with once it is changed', async () => {
    await account('admin')
    const changed = await changePassword(cookieOf(await signIn('admin', first)), {
      old: first,
      new: second,
    })
    expect(changed.status).toBe(200)
    expect(changed.body.user).not.toHaveProperty('passwordChangeNeeded')
    const headers = { cookie: cookieOf(changed) }
    expect((await server.ask('/v1/users', { headers })).status).toBe(200)
    expect((await signIn('admin', first)).status).toBe(401)
    expect((await signIn('admin', second)).body.user).not.toHaveProperty('passwordChangeNeeded')
  })

  it('is what an administrator gives, to a new account and to one that is there', async () => {
    const admin = await server.key(grants.administrator)
    const user = { username: 'li.wei', title: '李伟', password: first, grants: [grants.editor] }
    expect((await server.ask('/v1/users', { key: admin, body: user })).status).toBe(201)
    const made = await signIn('li.wei', first)
    expect(made.body.user.passwordChangeNeeded).toBe(true)
    await changePassword(cookieOf(made), { old: first, new: second })
    const reset = await server.ask('/v1/users/li.wei', {
      method: 'PUT',
      key: admin,
      body: { password: 'chosen by the administrator' },
    })
    expect(reset.status).toBe(200)
    const again = await signIn('li.wei', 'chosen by the administrator')
    expect(again.body.user.passwordChangeNeeded).toBe(true)
  })
})

describe('the demonstration', () => {
  const rulesets = (cookie: string, more: object = {}) =>
    server.ask('/v1/rulesets', { headers: { cookie }, ...more })

  it('may be tried with its first passwords on this very machine, and nowhere else', async () => {
    await account('clerk', { demo: true })
    await account('boss')
    const cookie = cookieOf(await signIn('clerk', first))
    expect((await rulesets(cookie)).status).toBe(200)
    expect((await rulesets(cookie, { address: '127.0.0.9' })).status).toBe(200)
    for (const more of [
      { address: '10.0.0.5' },
      { headers: { cookie, 'x-forwarded-for': '10.0.0.5' } },
      { headers: { cookie, forwarded: 'for=10.0.0.5' } },
      { headers: { cookie, host: 'jieli.example' } },
    ]) {
      expect((await rulesets(cookie, more)).body.code).toBe('PASSWORD_CHANGE_NEEDED')
    }
    const other = cookieOf(await signIn('boss', first))
    expect((await rulesets(other)).body.code).toBe('PASSWORD_CHANGE_NEEDED')
  })

  it('is open from elsewhere to an account that has a password of its own', async () => {
    await account('clerk', { demo: true })
    const changed = await changePassword(cookieOf(await signIn('clerk', first)), {
      old: first,
      new: second,
    })
    expect((await rulesets(cookieOf(changed), { address: '10.0.0.5' })).status).toBe(200)
  })

  it('has a key that opens nothing from elsewhere', async () => {
    const { key } = await createKey(
      server.context,
      { title: 'demo', grants: [grants.integrator], user: null, demo: true },
      ({ id }) => madeByTest('key.create', id),
    )
    expect((await server.ask('/v1/rulesets', { key })).status).toBe(200)
    const remote = await server.ask('/v1/rulesets', { key, address: '10.0.0.5' })
    expect(remote.body).toMatchObject({ status: 403, code: 'DEMO_KEY_REMOTE' })
  })

  it('is asked from elsewhere when a trusted proxy says so', async () => {
    await server.close()
    server = await openTestServer(undefined, undefined, { trusts: trustAddresses(['loopback']) })
    await account('clerk', { demo: true })
    const cookie = cookieOf(await signIn('clerk', first))
    const headers = { cookie, 'x-forwarded-for': '10.0.0.5' }
    expect((await server.ask('/v1/rulesets', { headers })).body.code).toBe('PASSWORD_CHANGE_NEEDED')
  })
})

describe("one's own password", () => {
  beforeEach(() => server.user('wang.li', first, grants.auditor, grants.editor))

  it('takes the old one to be changed, ends every other session, and keeps this one', async () => {
    const here = cookieOf(await signIn('wang.li', first))
    const elsewhere = cookieOf(await signIn('wang.li', first))
    const wrong = await changePassword(here, { old: 'not the old one', new: second })
    expect(wrong.body).toMatchObject({ status: 422, code: 'PASSWORD_WRONG' })
    expect((await server.ask('/v1/me', { headers: { cookie: elsewhere } })).status).toBe(200)
    const changed = await changePassword(here, { old: first, new: second })
    expect(changed.status).toBe(200)
    expect((await server.ask('/v1/me', { headers: { cookie: elsewhere } })).status).toBe(401)
    expect((await server.ask('/v1/me', { headers: { cookie: here } })).status).toBe(401)
    const now = cookieOf(changed)
    expect((await server.ask('/v1/me', { headers: { cookie: now } })).status).toBe(200)
    const { body } = await server.ask('/v1/audit', { headers: { cookie: now } })
    expect(
      body.items.find((each: { action: string }) => each.action === 'password.change'),
    ).toEqual(
      expect.objectContaining({
        target: 'wang.li',
        actor: expect.objectContaining({ id: 'wang.li' }),
      }),
    )
    expect(JSON.stringify(body)).not.toContain(second)
  })

  it('must differ from the old one and be long enough, and is not changed otherwise', async () => {
    const cookie = cookieOf(await signIn('wang.li', first))
    for (const bad of [first, 'short', 'x'.repeat(300)]) {
      const refused = await changePassword(cookie, { old: first, new: bad })
      expect(refused.body).toMatchObject({ status: 422, code: 'ACCOUNT_INVALID' })
    }
    expect((await signIn('wang.li', first)).status).toBe(200)
  })

  it('cannot be guessed through here either', async () => {
    const cookie = cookieOf(await signIn('wang.li', first))
    const answers = []
    for (let n = 0; n < 11; n++) {
      answers.push((await changePassword(cookie, { old: `guess number ${n}`, new: second })).status)
    }
    expect(answers).toEqual([...Array(10).fill(422), 429])
  })

  it('is not changed as if one were somebody to administer, nor by a key', async () => {
    await server.user('admin', first, grants.administrator)
    const cookie = cookieOf(await signIn('admin', first))
    const own = await server.ask('/v1/users/admin', {
      method: 'PUT',
      headers: { cookie },
      body: { password: second },
    })
    expect(own.body).toMatchObject({ status: 409, code: 'OWN_PASSWORD' })
    const key = await server.key(grants.administrator)
    const byKey = await server.ask('/v1/me/password', {
      method: 'PUT',
      key,
      body: { old: first, new: second },
    })
    expect(byKey.body).toMatchObject({ status: 403, code: 'PASSWORD_OF_PERSON' })
  })
})

describe('the file of the first start', () => {
  const told = {
    administrator: { username: 'admin', password: first },
    accounts: [
      {
        username: 'clerk',
        password: first,
        title: 'Clerk',
        purpose: { zh: '修改', en: 'edits' },
      },
    ],
  }
  const file = () => path.join(server.folder, 'first-start.json')
  const read = () => JSON.parse(readFileSync(file(), 'utf8'))

  beforeEach(async () => {
    await saveFirstStart(server.folder, told)
    await account('admin')
    await account('clerk', { demo: true })
    const firstPasswords = new FirstPasswordsFile(server.folder)
    server = await server.restart({ firstPasswords })
  })

  it('loses a password at the moment it is changed, and goes with the last', async () => {
    expect(read()).toEqual(told)
    await changePassword(cookieOf(await signIn('admin', first)), { old: first, new: second })
    expect(read()).toEqual({ accounts: told.accounts })
    await changePassword(cookieOf(await signIn('clerk', first)), { old: first, new: second })
    expect(existsSync(file())).toBe(false)
  })

  it('loses a password that an administrator has replaced', async () => {
    const admin = await server.key(grants.administrator)
    await server.ask('/v1/users/clerk', { method: 'PUT', key: admin, body: { password: second } })
    expect(read()).toEqual({ administrator: told.administrator, accounts: [] })
  })

  it('is put right at the next start where it was not, and an earlier program had it stay', async () => {
    const users = server.context.store
    const admin = await users.get('users', 'admin')
    const { mustChangePassword: _, ...old } = admin as typeof admin & {
      mustChangePassword: boolean
    }
    await server.context.commit(
      [
        {
          kind: 'replace',
          collection: 'users',
          document: { ...old, id: 'admin', revision: 2 },
          expectedRevision: 1,
        },
      ],
      madeByTest('user.change', 'test'),
    )
    const changed = await users.get('users', 'clerk')
    await server.context.commit(
      [
        {
          kind: 'replace',
          collection: 'users',
          document: { ...changed, id: 'clerk', revision: 2, mustChangePassword: false } as never,
          expectedRevision: 1,
        },
      ],
      madeByTest('user.change', 'test'),
    )
    await new FirstPasswordsFile(server.folder).compare(server.context)
    expect(read()).toEqual({ administrator: told.administrator, accounts: [] })
    expect((await signIn('admin', first)).body.user.passwordChangeNeeded).toBe(true)
  })

  it('that somebody has spoilt or taken away stops nothing', async () => {
    writeFileSync(file(), 'not JSON')
    const changed = await changePassword(cookieOf(await signIn('admin', first)), {
      old: first,
      new: second,
    })
    expect(changed.status).toBe(200)
    expect(readFileSync(file(), 'utf8')).toBe('not JSON')
  })
})
