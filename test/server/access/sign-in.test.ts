import { afterAll, beforeAll, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { hour } from '../harness/turnable-clock.ts'

let server: TestServer
const password = 'a long enough password'

beforeAll(async () => {
  server = await openTestServer()
  await server.user('editor', password, grants.editor)
})
afterAll(() => server.close())

const signIn = (username: string, secret: string) =>
  server.ask('/v1/sign-in', { body: { username, password: secret } })

async function cookieOf(username: string): Promise<string> {
  const [cookie = ''] = [(await signIn(username, password)).reply.headers['set-cookie']].flat()
  return cookie
}

it('signing in answers who one is and sets a cookie no script can read', async () => {
  const answer = await signIn('editor', password)
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({
    user: { username: 'editor', title: 'editor', grants: [grants.editor] },
  })
  const cookie = await cookieOf('editor')
  expect(cookie).toMatch(/^jieli_session=jl_/)
  expect(cookie).toContain('HttpOnly')
  expect(cookie).toContain('SameSite=Strict')
})

it('the cookie opens what the grants open until signing out', async () => {
  const [cookie = ''] = (await cookieOf('editor')).split(';')
  const headers = { cookie }
  expect((await server.ask('/v1/me', { headers })).body.user.username).toBe('editor')
  expect((await server.ask('/v1/rulesets', { headers })).status).toBe(200)
  expect((await server.ask('/v1/audit', { headers })).status).toBe(403)
  expect((await server.ask('/v1/sign-out', { method: 'POST', headers })).status).toBe(204)
  expect((await server.ask('/v1/me', { headers })).status).toBe(401)
})

it('a session ends by itself', async () => {
  const [cookie = ''] = (await cookieOf('editor')).split(';')
  server.clock.advance(13 * hour)
  expect((await server.ask('/v1/me', { headers: { cookie } })).body.code).toBe('SIGN_IN_NEEDED')
})

it('a wrong name and a wrong password look the same', async () => {
  const name = await signIn('nobody', password)
  const secret = await signIn('editor', 'another long password')
  expect([name.status, secret.status]).toEqual([401, 401])
  expect(name.body).toEqual(secret.body)
})

it('guessing a password is slowed down', async () => {
  await server.user('guessed', password, grants.editor)
  const answers = []
  for (let attempt = 0; attempt < 12; attempt++) {
    answers.push((await signIn('guessed', `guess number ${attempt}`)).body.code)
  }
  expect(answers.slice(0, 9)).toEqual(Array(9).fill('SIGN_IN_FAILED'))
  expect(answers).toContain('TOO_MANY_REQUESTS')
})

it('sign-ins from one address are limited, whatever the name', async () => {
  const answers = []
  for (let attempt = 0; attempt < 70; attempt++) {
    answers.push((await server.ask('/v1/sign-in', { body: {} })).status)
  }
  expect(answers).toContain(429)
})
