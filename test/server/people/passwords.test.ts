import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertPasswordStrength } from '../../../server/src/people/password-strength.ts'
import { standardSignInSettings } from '../../../server/src/people/sign-in-settings.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { hour, TurnableClock } from '../harness/turnable-clock.ts'

let server: TestServer
let admin: string
const password = 'seven blue umbrellas'
const grants = [{ role: 'editor', county: 'yunling', units: '*' }] as const

beforeAll(async () => {
  const signInSettings = { ...standardSignInSettings, passwordDays: 90 }
  server = await openTestServer(new TurnableClock(), new Map(), {}, { signInSettings })
  admin = await server.key({ role: 'administrator', county: 'yunling', units: '*' })
})
afterAll(() => server.close())

const signIn = async (username: string, typed = password) => {
  const answer = await server.ask('/v1/sign-in', { body: { username, password: typed } })
  const cookies = [answer.reply.headers['set-cookie'] ?? []].flat()
  return { answer, headers: { cookie: cookies.map((each) => each.split(';')[0]).join('; ') } }
}
const changeOwn = (headers: { cookie: string }, body: { old: string; new: string }) =>
  server.ask('/v1/me/password', { method: 'PUT', headers, body })

describe('a password', () => {
  const account = { username: 'wang.li.ward', title: '王丽丽一二三四五六七' }

  it.each([
    ['1234567890', 'PASSWORD_GUESSABLE'],
    ['password123', 'PASSWORD_GUESSABLE'],
    ['qwertyuiop', 'PASSWORD_GUESSABLE'],
    ['Passw0rd!!', 'PASSWORD_GUESSABLE'],
    ['2024-01-01', 'PASSWORD_GUESSABLE'],
    ['wang.li.ward1', 'PASSWORD_GUESSABLE'],
    ['ａｄｍｉｎ１２３４５', 'PASSWORD_GUESSABLE'],
    ['x'.repeat(256), 'PASSWORD_GUESSABLE'],
    [' Wang.Li.Ward ', 'PASSWORD_IS_NAME'],
    ['short', 'PASSWORD_TOO_SHORT'],
    ['王丽丽一二三四五六七', 'PASSWORD_IS_NAME'],
  ])('like %s is refused', async (typed, code) => {
    await expect(assertPasswordStrength(typed, account)).rejects.toMatchObject({ code })
  })

  it.each([password, '转诊要快一点才行不要等', 'tf4q-mk2w-xx9p-h7cd'])(
    'like %s is taken',
    async (typed) => {
      await expect(assertPasswordStrength(typed, account)).resolves.toBeUndefined()
    },
  )

  it('that is easily guessed is taken neither for a new account, nor as a new one, nor as one’s own', async () => {
    const body = { username: 'li.wei', title: '李伟', password: 'password123', grants }
    const made = await server.ask('/v1/users', { key: admin, body })
    expect([made.status, made.body.code]).toEqual([422, 'ACCOUNT_INVALID'])
    expect(made.body.message.zh).toContain('容易被猜中')
    expect(made.body.message.en).toContain('easy to guess')
    await server.user('li.wei', password, ...grants)
    const given = { method: 'PUT', key: admin, body: { password: 'li.wei12345' } } as const
    expect((await server.ask('/v1/users/li.wei', given)).body.code).toBe('ACCOUNT_INVALID')
    const { headers } = await signIn('li.wei')
    const changed = await changeOwn(headers, { old: password, new: '1qaz2wsx3e' })
    expect(changed.body.code).toBe('ACCOUNT_INVALID')
    expect((await signIn('li.wei')).answer.status).toBe(200)
  })
})

describe('where the site lets passwords last ninety days', () => {
  it('one that is older has to be changed before anything else, and says why', async () => {
    await server.user('zhao.min', password, ...grants)
    server.clock.advance(90 * 24 * hour - 1)
    expect((await signIn('zhao.min')).answer.body.user).not.toHaveProperty('passwordChangeNeeded')
    server.clock.advance(1)
    const { answer, headers } = await signIn('zhao.min')
    expect(answer.body.user).toMatchObject({
      passwordChangeNeeded: true,
      passwordChangeReason: 'expired',
    })
    const refused = await server.ask('/v1/rulesets', { headers })
    expect([refused.status, refused.body.code]).toEqual([403, 'PASSWORD_EXPIRED'])
    const changed = await changeOwn(headers, { old: password, new: 'eight green umbrellas' })
    expect(changed.body.user).not.toHaveProperty('passwordChangeNeeded')
    const { headers: anew } = await signIn('zhao.min', 'eight green umbrellas')
    expect((await server.ask('/v1/rulesets', { headers: anew })).status).toBe(200)
  })

  it('one that somebody else gave says that instead', async () => {
    const body = { username: 'sun.yue', title: '孙悦', password, grants }
    expect((await server.ask('/v1/users', { key: admin, body })).status).toBe(201)
    server.clock.advance(91 * 24 * hour)
    const { answer, headers } = await signIn('sun.yue')
    expect(answer.body.user.passwordChangeReason).toBe('chosenByOthers')
    expect((await server.ask('/v1/rulesets', { headers })).body.code).toBe('PASSWORD_CHANGE_NEEDED')
  })
})
