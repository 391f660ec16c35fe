import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createOpenIdProvider } from '@jieli/server/adapters'
import { readConfig } from '@jieli/server/config'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { root } from '../../../scripts/launch/root.mjs'
import { readSingleSignOn } from '../../../server/src/read-single-sign-on.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { followPage } from './follow-page.ts'
import {
  clientSecret,
  type IdentityProviderServer,
  openIdentityProvider,
} from './identity-provider.ts'

let server: TestServer
let provider: IdentityProviderServer
const folder = mkdtempSync(path.join(tmpdir(), 'jieli-oidc-'))
const page = readFileSync(path.join(root, 'docs/single-sign-on.md'), 'utf8')

const signOnOf = (settings: Record<string, string>) =>
  readSingleSignOn(readConfig(settings), createOpenIdProvider)

/** What the page says to set up, with the provider of the test in the place of the page's. */
function settingsOfPage(): Record<string, string> {
  const [, table = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? []
  writeFileSync(path.join(folder, 'oidc-groups.json'), table)
  writeFileSync(path.join(folder, 'oidc-secret.txt'), `${clientSecret}\n`)
  const [, lines = ''] = /```sh\n([\s\S]*?)```/.exec(page) ?? []
  const settings = Object.fromEntries(
    lines
      .trim()
      .split('\n')
      .map((line) => line.split('=') as [string, string]),
  )
  return {
    ...settings,
    JIELI_OIDC_ISSUER: provider.issuer,
    JIELI_OIDC_CLIENT_SECRET_FILE: path.join(
      folder,
      settings['JIELI_OIDC_CLIENT_SECRET_FILE'] ?? '',
    ),
    JIELI_OIDC_GROUPS: path.join(folder, settings['JIELI_OIDC_GROUPS'] ?? ''),
  }
}

beforeAll(async () => {
  provider = await openIdentityProvider()
  const singleSignOn = signOnOf(settingsOfPage())
  server = await openTestServer(new TurnableClock(), new Map(), {}, { singleSignOn: singleSignOn! })
})
beforeEach(() => {
  provider.codeLife = 60
  provider.people.clear()
  const person = (subject: string, name: string, ...groups: string[]) =>
    provider.people.set(`subject-of-${subject}`, { name, preferred_username: subject, groups })
  person('wang.li', '王丽', 'jieli-doctors-t01', 'choir')
  person('li.wei', '李伟', 'choir')
  person('zhao.min', '赵敏', 'jieli-auditors')
})
afterAll(async () => {
  await server.close()
  await provider.close()
  rmSync(folder, { recursive: true })
})

async function begin() {
  const begun = await server.ask('/v1/sign-in/provider', { method: 'POST' })
  const [cookie = ''] = [begun.reply.headers['set-cookie'] ?? []].flat()
  return { address: begun.body.address as string, cookie: cookie.split(';')[0] ?? '' }
}

const finish = async (cookie: string, query: string) =>
  await server.ask('/v1/sign-in/provider/return', { headers: { cookie }, body: { query } })

async function logged(action: string) {
  const key = await server.key({ role: 'auditor', county: '*', units: '*' })
  return (await server.ask(`/v1/audit?action=${action}&limit=200`, { key })).body.items
}

/** Somebody's whole sign-in. */
async function signIn(subject: string) {
  const { address, cookie } = await begin()
  return await finish(cookie, await provider.visit(address, `subject-of-${subject}`))
}

it('what the page says is so, to the letter', async () => {
  const key = await server.key({ role: 'administrator', county: 'yunling', units: '*' })
  const section = async (heading: string) =>
    await followPage(
      server,
      { page: 'single-sign-on.md', heading },
      {
        headers: { administrator: { authorization: `Bearer ${key}` } },
        fillIn: async (name, answers) => {
          const subject = { wangLi: 'wang.li', liWei: 'li.wei' }[name] ?? 'zhao.min'
          if (name === 'zhaoMinLater') {
            const { name: title, preferred_username } = provider.people.get('subject-of-zhao.min')!
            provider.people.set('subject-of-zhao.min', {
              name: title,
              preferred_username,
              groups: [],
            })
          }
          return await provider.visit(answers.at(-1)?.body.address, `subject-of-${subject}`)
        },
      },
    )
  expect(await section('登录')).toBe(6)
  expect(await section('组的变动和本地权限')).toBe(5)
  const [made] = await logged('user.create')
  expect(made).toMatchObject({ target: 'zhao.min', detail: { subject: 'subject-of-zhao.min' } })
  const [refused] = await logged('sign-in.refuse')
  expect(refused.detail).toMatchObject({ fault: 'groups', groups: ['choir'] })
  const [changed] = await logged('user.groups')
  expect(changed.detail).toMatchObject({
    groupGrants: [],
    groupGrantsBefore: [{ role: 'auditor' }],
  })
})

it('whoever signs out is sent on to sign out of the provider', async () => {
  const entered = await signIn('wang.li')
  const [cookie = ''] = [entered.reply.headers['set-cookie'] ?? []]
    .flat()
    .filter((each) => each.startsWith('jieli_session'))
  const headers = { cookie: cookie.split(';')[0] ?? '' }
  const left = await server.ask('/v1/sign-out/provider', { method: 'POST', headers })
  const address = new URL(left.body.address as string)
  expect(address.origin).toBe(provider.issuer)
  expect(address.searchParams.get('post_logout_redirect_uri')).toBe(
    'https://jieli.example.cn/sign-in',
  )
  expect((await fetch(address)).status).toBe(200)
  expect((await server.ask('/v1/me', { headers })).status).toBe(401)
})

it('what comes back with another state, to another browser or too late is no sign-in', async () => {
  const { address, cookie } = await begin()
  const query = await provider.visit(address, 'subject-of-wang.li')
  const gone = { status: 401, body: { code: 'PROVIDER_STEP_GONE' } }
  expect(await finish(cookie, query.replace(/state=[^&]*/, 'state=x'))).toMatchObject(gone)
  expect(await finish((await begin()).cookie, query)).toMatchObject(gone)
  expect(await finish('', query)).toMatchObject(gone)
  expect(await finish('jieli_provider=x', query)).toMatchObject(gone)
  server.clock.advance(11 * 60_000)
  expect(await finish(cookie, query)).toMatchObject(gone)
})

it('a token with another nonce is refused, and kept in the log', async () => {
  const { address, cookie } = await begin()
  const other = new URL(address)
  other.searchParams.set('nonce', 'of-somebody-else')
  const answer = await finish(cookie, await provider.visit(other.href, 'subject-of-wang.li'))
  expect(answer).toMatchObject({ status: 401, body: { code: 'PROVIDER_SIGN_IN_REFUSED' } })
  expect(answer.body.detail).toContain('不是为这次登录签发的')
  expect((await logged('sign-in.refuse'))[0].detail).toMatchObject({ fault: 'token' })
})

it('a code that has expired, was used, or belongs to another sign-in is refused', async () => {
  const refused = { status: 401, body: { code: 'PROVIDER_SIGN_IN_REFUSED' } }
  provider.codeLife = 1
  const late = await begin()
  const expired = await provider.visit(late.address, 'subject-of-wang.li')
  await pause(1100)
  expect(await finish(late.cookie, expired)).toMatchObject(refused)
  provider.codeLife = 60
  const { address, cookie } = await begin()
  const query = await provider.visit(address, 'subject-of-wang.li')
  expect((await finish(cookie, query)).status).toBe(200)
  expect(await finish(cookie, query)).toMatchObject(refused)
  // The code of one sign-in in another: what the browser proves by PKCE is not of it.
  const mine = await begin()
  const theirs = await begin()
  const code =
    new URLSearchParams(await provider.visit(theirs.address, 'subject-of-wang.li')).get('code') ??
    ''
  const own = new URLSearchParams(await provider.visit(mine.address, 'subject-of-zhao.min'))
  own.set('code', code)
  expect(await finish(mine.cookie, own.toString())).toMatchObject(refused)
})

it('whoever does not sign in at the provider is not signed in', async () => {
  const { address, cookie } = await begin()
  const answer = await finish(cookie, await provider.visit(address, ''))
  expect(answer).toMatchObject({ status: 401, body: { code: 'PROVIDER_SIGN_IN_REFUSED' } })
})

it('an account is never taken by its name, and one that is disabled stays so', async () => {
  await server.user('sun.lei', 'seven blue umbrellas', {
    role: 'editor',
    county: 'yunling',
    units: '*',
  })
  provider.people.set('subject-of-sun', {
    name: '孙蕾',
    preferred_username: 'sun.lei',
    groups: ['jieli-auditors'],
  })
  const entered = await signIn('sun')
  expect(entered.body.user.username).toMatch(/^sun\.lei\.[0-9a-f]{12}$/)
  expect(entered.body.user.grants).toMatchObject([{ role: 'auditor' }])
  const key = await server.key({ role: 'administrator', county: 'yunling', units: '*' })
  const address = `/v1/users/${entered.body.user.username}`
  expect(
    (await server.ask(address, { method: 'PUT', key, body: { password: 'seven blue umbrellas' } }))
      .body.code,
  ).toBe('PASSWORD_ELSEWHERE')
  await server.ask(address, { method: 'PUT', key, body: { disabled: true } })
  expect(await signIn('sun')).toMatchObject({ status: 403, body: { code: 'ACCOUNT_DISABLED' } })
  const body = { username: entered.body.user.username, password: 'seven blue umbrellas' }
  expect((await server.ask('/v1/sign-in', { body })).status).toBe(401)
})

it('with the provider down it is said, local accounts sign in, and it is asked what it is until it answers', async () => {
  const singleSignOn = signOnOf(settingsOfPage())!
  const other = await openTestServer(new TurnableClock(), new Map(), {}, { singleSignOn })
  await other.user('hu.jun', 'seven blue umbrellas')
  provider.down = true
  const asked = async () => await other.ask('/v1/sign-in/provider', { method: 'POST' })
  expect(await asked()).toMatchObject({ status: 503, body: { code: 'PROVIDER_UNREACHABLE' } })
  const body = { username: 'hu.jun', password: 'seven blue umbrellas' }
  expect((await other.ask('/v1/sign-in', { body })).status).toBe(200)
  provider.down = false
  const before = provider.discoveries
  expect((await asked()).status).toBe(200)
  expect((await asked()).status).toBe(200)
  expect(provider.discoveries).toBe(before + 1)
  const { address, cookie } = await begin()
  const query = await provider.visit(address, 'subject-of-wang.li')
  provider.down = true
  expect(await finish(cookie, query)).toMatchObject({ status: 503 })
  provider.down = false
  await other.close()
})

it('settings that do not fit together are told before the server starts', () => {
  const settings = settingsOfPage()
  const read = (change: Record<string, string>) => () => signOnOf({ ...settings, ...change })
  expect(read({ JIELI_OIDC_CLIENT_ID: '' })).toThrow(/needs all of JIELI_OIDC_ISSUER/)
  expect(read({ JIELI_OIDC_ISSUER: 'http://sso.example.cn' })).toThrow(/https/)
  expect(read({ JIELI_OIDC_SCOPE: 'profile' })).toThrow(/must hold "openid"/)
  expect(read({ JIELI_OIDC_CLIENT_SECRET_FILE: '/nowhere' })).toThrow(/cannot be read/)
  writeFileSync(
    path.join(folder, 'wrong.json'),
    '[{"group":"x","role":"editor","county":"y","units":["T01"]}]',
  )
  expect(read({ JIELI_OIDC_GROUPS: path.join(folder, 'wrong.json') })).toThrow(
    /\/0: has a role that concerns a county as a whole/,
  )
})
