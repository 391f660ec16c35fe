import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSecretCipher } from '../../../server/src/people/secret-cipher.ts'
import { standardSignInSettings } from '../../../server/src/people/sign-in-settings.ts'
import type { UserDocument } from '../../../server/src/documents/people-documents.ts'
import type { Grant } from '../../../server/src/contracts/roles.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { minute, TurnableClock } from '../harness/turnable-clock.ts'

let server: TestServer
let admin: string
const password = 'seven blue umbrellas'
const editor = { role: 'editor', county: 'yunling', units: '*' } as const
const publisher = { role: 'publisher', county: 'yunling', units: '*' } as const
const halfMinute = 30_000

beforeAll(async () => {
  const secondFactor = [{ role: 'publisher', county: 'yunling' }]
  const signInSettings = { ...standardSignInSettings, secondFactor }
  server = await openTestServer(new TurnableClock(), new Map(), {}, { signInSettings })
  admin = await server.key({ role: 'administrator', county: 'yunling', units: '*' })
})
afterAll(() => server.close())

/** What a browser holds: the cookies it was given. */
class Browser {
  readonly #cookies = new Map<string, string>()

  async send(address: string, body?: unknown, method?: 'GET' | 'DELETE') {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await server.ask(address, {
      ...(body !== undefined && { body }),
      ...(method !== undefined && { method }),
      headers: { cookie },
    })
    for (const line of [answer.reply.headers['set-cookie'] ?? []].flat()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      this.#cookies.set(name, value)
    }
    return answer
  }

  signIn(username: string, typed = password) {
    return this.send('/v1/sign-in', { username, password: typed })
  }

  code(code: string) {
    return this.send('/v1/sign-in/code', { code })
  }
}

/** An authenticator on somebody's telephone, at the server's time. */
class Authenticator {
  readonly #totp: TOTP

  constructor(secret: string) {
    this.#totp = new TOTP({ secret: Secret.fromBase32(secret) })
  }

  now(steps = 0): string {
    const timestamp = Date.parse(server.clock.now()) + steps * halfMinute
    return this.#totp.generate({ timestamp })
  }
}

let people = 0
/** Somebody who has set up a second factor. */
async function enrolled(...grants: Grant[]) {
  const username = `person-${people++}`
  await server.user(username, password, ...(grants.length > 0 ? grants : [editor]))
  const browser = new Browser()
  await browser.signIn(username)
  const { secret, uri } = (await browser.send('/v1/me/second-factor', { password })).body
  const telephone = new Authenticator(secret)
  const confirmed = await browser.send('/v1/me/second-factor/confirm', { code: telephone.now() })
  server.clock.advance(minute)
  return { username, browser, telephone, secret, uri, codes: confirmed.body.codes as string[] }
}

const storedAs = async (username: string) =>
  (await server.raw.get<UserDocument>('users', username))!
async function logOf(username: string, action: string) {
  const key = await server.key({ role: 'auditor', county: 'yunling', units: '*' })
  const { body } = await server.ask(`/v1/audit?action=${action}&target=${username}`, { key })
  return body.items as { actor: { id: string; kind: string }; detail: Record<string, unknown> }[]
}

describe('setting up', () => {
  it('takes the password, gives out a secret as text and as an address, and counts once confirmed', async () => {
    await server.user('setting.up', password, editor)
    const browser = new Browser()
    await browser.signIn('setting.up')
    const wrong = await browser.send('/v1/me/second-factor', { password: 'not the password' })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'PASSWORD_INCORRECT'])
    const { secret, uri } = (await browser.send('/v1/me/second-factor', { password })).body
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(uri).toContain(`secret=${secret}`)
    expect(uri).toMatch(/^otpauth:\/\/totp\/Jieli:setting\.up\?issuer=Jieli&/)
    expect((await new Browser().signIn('setting.up')).body.user.username).toBe('setting.up')

    const telephone = new Authenticator(secret)
    const off = telephone.now(10)
    const refused = await browser.send('/v1/me/second-factor/confirm', { code: off })
    expect(refused.body.code).toBe('SECOND_FACTOR_WRONG')
    const code = telephone.now()
    const { codes } = (await browser.send('/v1/me/second-factor/confirm', { code })).body
    expect(new Set(codes).size).toBe(10)
    const status = (await browser.send('/v1/me/second-factor')).body
    expect(status).toEqual({ since: server.clock.now(), recoveryCodes: 10, required: false })
    expect((await new Browser().signIn('setting.up')).body).toEqual({ codeNeeded: true })
    const again = await browser.send('/v1/me/second-factor/confirm', { code })
    expect(again.body.code).toBe('SECOND_FACTOR_NOT_BEGUN')
    expect(await logOf('setting.up', 'second-factor.confirm')).toHaveLength(1)
  })

  it('has to be confirmed within a quarter of an hour', async () => {
    await server.user('slow', password, editor)
    const browser = new Browser()
    await browser.signIn('slow')
    const { secret } = (await browser.send('/v1/me/second-factor', { password })).body
    server.clock.advance(16 * minute)
    const code = new Authenticator(secret).now()
    const late = await browser.send('/v1/me/second-factor/confirm', { code })
    expect([late.status, late.body.code]).toEqual([409, 'SECOND_FACTOR_NOT_BEGUN'])
  })

  it('is nothing a key can do', async () => {
    expect((await server.ask('/v1/me/second-factor', { key: admin })).body.code).toBe(
      'SECOND_FACTOR_OF_PERSON',
    )
  })
})

describe('what is stored', () => {
  it('tells neither the secret nor a recovery code, and opens with the server’s key and for this account alone', async () => {
    const { username, secret, codes } = await enrolled()
    const text = JSON.stringify(await storedAs(username))
    expect(text).not.toContain(secret)
    for (const code of codes) expect(text).not.toContain(code)
    const { secondFactor } = await storedAs(username)
    const { secretCipher } = server.context
    const belongs = `jieli second factor 1\n${username}`
    const sealed = secondFactor!.sealed
    expect(secretCipher.open(sealed, belongs)).toBe(secret)
    expect(() => secretCipher.open(sealed, `${belongs}x`)).toThrow('changed since')
    expect(() => secretCipher.open(`${sealed.slice(0, -2)}AA`, belongs)).toThrow('changed since')
    const other = createSecretCipher(new Uint8Array(32))
    expect(() => other.open(sealed, belongs)).toThrow('encrypted with the key')
  })
})

describe('signing in', () => {
  it('takes a code after the password, and opens nothing in between', async () => {
    const { username, telephone } = await enrolled()
    const browser = new Browser()
    expect((await browser.signIn(username)).body).toEqual({ codeNeeded: true })
    expect((await browser.send('/v1/me')).status).toBe(401)
    const wrong = await browser.code(telephone.now(10))
    expect([wrong.status, wrong.body.code]).toEqual([422, 'SECOND_FACTOR_WRONG'])
    const right = await browser.code(` ${telephone.now().slice(0, 3)} ${telephone.now().slice(3)}`)
    expect(right.body.user.username).toBe(username)
    expect((await browser.send('/v1/me')).status).toBe(200)
    expect((await browser.send('/v1/me/sessions')).body.items).toHaveLength(2)
    const [used] = await logOf(username, 'second-factor.use')
    expect(used?.detail).toEqual({ kind: 'code', recoveryCodes: 10 })
    const [failed] = await logOf(username, 'second-factor.fail')
    expect(failed?.detail).toMatchObject({ tries: 1 })
  })

  it('takes the code of half a minute ago, and none twice, nor one before it', async () => {
    const { username, telephone } = await enrolled()
    const former = telephone.now(-1)
    const first = new Browser()
    await first.signIn(username)
    expect((await first.code(telephone.now(-1))).status).toBe(200)
    const second = new Browser()
    await second.signIn(username)
    expect((await second.code(former)).body.code).toBe('SECOND_FACTOR_WRONG')
    const now = telephone.now()
    // Two at one moment: one of them wins.
    const third = new Browser()
    await third.signIn(username)
    const both = await Promise.all([second.code(now), third.code(now)])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422])
  })

  it('takes each recovery code once, however it is typed', async () => {
    const { username, codes } = await enrolled()
    const [code = ''] = codes
    const browser = new Browser()
    await browser.signIn(username)
    expect((await browser.code(code.toUpperCase().replaceAll('-', ' '))).status).toBe(200)
    expect((await browser.send('/v1/me/second-factor')).body.recoveryCodes).toBe(9)
    const again = new Browser()
    await again.signIn(username)
    expect((await again.code(code)).body.code).toBe('SECOND_FACTOR_WRONG')
    expect((await logOf(username, 'second-factor.use'))[0]?.detail.kind).toBe('recovery')
  })

  it('has the code follow within five minutes, and never without the password', async () => {
    const { username, telephone } = await enrolled()
    expect((await new Browser().code(telephone.now())).body.code).toBe('SIGN_IN_STEP_GONE')
    const browser = new Browser()
    await browser.signIn(username)
    server.clock.advance(5 * minute)
    expect((await browser.code(telephone.now())).body.code).toBe('SIGN_IN_STEP_GONE')
  })

  it('slows whoever guesses at codes, also with the right one', async () => {
    const { username, telephone } = await enrolled()
    const browser = new Browser()
    await browser.signIn(username)
    for (let tries = 0; tries < 10; tries++) await browser.code('000000')
    const slowed = await browser.code(telephone.now())
    expect([slowed.status, slowed.body.code]).toEqual([429, 'TOO_MANY_REQUESTS'])
    expect(await logOf(username, 'second-factor.lock')).toHaveLength(1)
  })
})

describe('an administrator', () => {
  it('takes away the second factor of somebody of the county who lost it, which signs them out', async () => {
    const { username, browser } = await enrolled()
    const address = `/v1/users/${username}/second-factor`
    const elsewhere = await server.key({ role: 'administrator', county: 'beihe', units: '*' })
    const foreign = await server.ask(address, { method: 'DELETE', key: elsewhere })
    expect(foreign.body.code).toBe('GRANT_TOO_WIDE')
    expect((await server.ask(address, { method: 'DELETE', key: admin })).status).toBe(204)
    expect((await browser.send('/v1/me')).status).toBe(401)
    expect((await new Browser().signIn(username)).body.user.username).toBe(username)
    expect((await logOf(username, 'second-factor.reset'))[0]?.actor.kind).toBe('key')
    const { items } = (await server.ask('/v1/users?limit=100', { key: admin })).body
    const shown = items.find((user: { username: string }) => user.username === username)
    expect(shown.secondFactor).toBe(false)
  })

  it('does not take away their own', async () => {
    const boss = { role: 'administrator', county: 'yunling', units: '*' } as const
    const { username, browser } = await enrolled(boss)
    const own = await browser.send(`/v1/users/${username}/second-factor`, undefined, 'DELETE')
    expect([own.status, own.body.code]).toEqual([409, 'OWN_SECOND_FACTOR'])
  })
})

describe('where the site asks a role of a county for a second factor', () => {
  it('whoever has it does nothing before it is set up, and others are not asked', async () => {
    await server.user('publishing', password, publisher)
    const browser = new Browser()
    const signedIn = await browser.signIn('publishing')
    expect(signedIn.body.user.secondFactorNeeded).toBe(true)
    const refused = await browser.send('/v1/rulesets')
    expect([refused.status, refused.body.code]).toEqual([403, 'SECOND_FACTOR_SETUP_NEEDED'])
    const { secret } = (await browser.send('/v1/me/second-factor', { password })).body
    const code = new Authenticator(secret).now()
    expect((await browser.send('/v1/me/second-factor/confirm', { code })).status).toBe(200)
    expect((await browser.send('/v1/rulesets')).status).toBe(200)
    expect((await browser.send('/v1/me')).body.user).not.toHaveProperty('secondFactorNeeded')

    await server.user('elsewhere', password, { ...publisher, county: 'beihe' })
    const other = new Browser()
    await other.signIn('elsewhere')
    expect((await other.send('/v1/rulesets')).status).toBe(200)
    await server.user('everywhere', password, { ...publisher, county: '*' })
    const wide = await new Browser().signIn('everywhere')
    expect(wide.body.user.secondFactorNeeded).toBe(true)
  })
})
