import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditedAction } from '../../../server/src/audit/commit.ts'
import {
  changeUser,
  createUser,
  findUser,
  newAccess,
  newPassword,
} from '../../../server/src/people/accounts.ts'
import { createKey, disableKey, findKey } from '../../../server/src/people/api-keys.ts'
import { hashPassword, matchesPassword } from '../../../server/src/people/password-hash.ts'
import type { PeopleContext } from '../../../server/src/people/people-context.ts'
import type { Grant } from '../../../server/src/contracts/roles.ts'
import { createSession, endSession, findSession } from '../../../server/src/people/sessions.ts'
import { removeExpired } from '../../../server/src/people/remove-expired.ts'
import { LastUses } from '../../../server/src/people/last-uses.ts'
import { standardSignInSettings } from '../../../server/src/people/sign-in-settings.ts'
import { publicUser } from '../../../server/src/people/user.ts'
import {
  freeAttempts,
  freeAttemptsElsewhere,
  knownSeconds,
  type SignInOrigin,
} from '../../../server/src/people/sign-in-places.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'
import { verifyPassword } from '../../../server/src/people/verify-password.ts'
import { temporaryStore, TurnedClock } from '../store/temporary-store.ts'

const light = { cost: 2 ** 10, blockSize: 8, parallelization: 1 }
const grants: Grant[] = [{ role: 'editor', county: 'yunling', units: '*' }]
const password = '接力-correct horse'

let place: ReturnType<typeof temporaryStore>
let clock: TurnedClock
let context: PeopleContext

beforeEach(async () => {
  place = temporaryStore()
  clock = new TurnedClock()
  const store = await place.openAudited(clock)
  context = {
    store,
    commit: store.commit,
    clock,
    signingKey: await ownSigningKey(place.folder),
    lastUses: new LastUses({ store, commit: store.commit, clock }),
    signInSettings: { ...standardSignInSettings, idleSeconds: null },
    scrypt: light,
  }
})

afterEach(() => place.destroy())

const create = (username = 'wang.li') =>
  createUser(context, { username, title: '王丽', password, grants }, made)
const done: AuditedAction = {
  action: 'user.create',
  actor: { kind: 'system', id: 'test', title: 'test' },
  target: 'test',
}
const made = { by: null, audit: () => done }
const changePassword = async (username: string, typed: string) =>
  await changeUser(context, username, {
    change: await newPassword(context, typed, { mustChange: false }),
    audit: done,
  })
const setDisabled = (username: string, disabled: boolean) =>
  changeUser(context, username, { change: (user) => newAccess(user, disabled), audit: done })
const { wholeSeconds } = standardSignInSettings
const begin = (user = { id: 'wang.li' }) =>
  createSession(context, user, { from: here, audit: done })
const makeKey = (wanted: Parameters<typeof createKey>[1]) => createKey(context, wanted, () => done)
const here: SignInOrigin = { address: '10.0.0.1' }
const signIn = (typed: string, username = 'wang.li', origin = here) =>
  verifyPassword(context, username, typed, origin)
const wrong = expect.objectContaining({ ok: false, reason: 'wrong' })

describe('password hashes', () => {
  it('match their password and no other', async () => {
    const hash = await hashPassword(password, light)
    expect(await matchesPassword(password, hash)).toBe(true)
    expect(await matchesPassword(`${password} `, hash)).toBe(false)
    expect(await matchesPassword('', hash)).toBe(false)
  })

  it('of one password differ, and hold neither it nor anything like it', async () => {
    const [one, two] = [await hashPassword(password, light), await hashPassword(password, light)]
    expect(one.hash).not.toBe(two.hash)
    expect(one.salt).not.toBe(two.salt)
    expect(JSON.stringify(one)).not.toContain(password)
  })

  it('keep the work they cost, and the standard takes at least 32 MB', async () => {
    expect(await hashPassword(password, light)).toMatchObject({ algorithm: 'scrypt', ...light })
    const standard = await hashPassword(password)
    expect(128 * standard.cost * standard.blockSize).toBeGreaterThanOrEqual(32 * 1024 * 1024)
    expect(await matchesPassword(password, standard)).toBe(true)
  })

  it('take the same password typed in another form', async () => {
    const hash = await hashPassword('café１２３４５６', light)
    expect(await matchesPassword('cafe\u0301123456', hash)).toBe(true)
  })

  it('with a hash cut short match nothing', async () => {
    const hash = await hashPassword(password, light)
    expect(await matchesPassword(password, { ...hash, hash: '' })).toBe(false)
  })
})

describe('accounts', () => {
  it('sign in with their password', async () => {
    await create()
    expect(await signIn(password)).toMatchObject({ ok: true, user: { id: 'wang.li', grants } })
    expect(await signIn('not the password')).toEqual(wrong)
    expect(await signIn(password, 'nobody')).toEqual(wrong)
  })

  it('are one however the username is typed', async () => {
    await create('Wang.Li')
    expect(await signIn(password, ' WANG.LI ')).toMatchObject({ ok: true })
    await expect(create('ＷＡＮＧ.li')).rejects.toMatchObject({ code: 'USERNAME_TAKEN' })
  })

  it.each(['', ' ', 'a b', '-x', 'a/b', 'a:b', 'x'.repeat(65), '../etc'])(
    'refuse the username %j',
    async (username) => {
      await expect(create(username)).rejects.toMatchObject({ code: 'USERNAME_INVALID' })
    },
  )

  it('take a Chinese username', async () => {
    await create('王丽')
    expect(await signIn(password, '王丽')).toMatchObject({ ok: true })
  })

  it.each([
    ['123456789', 'PASSWORD_TOO_SHORT'],
    ['x'.repeat(257), 'PASSWORD_TOO_LONG'],
  ])('refuse the password %s', async (bad, code) => {
    const user = { username: 'a', title: 'A', password: bad, grants }
    await expect(createUser(context, user, made)).rejects.toMatchObject({ code })
    expect(await findUser(context, 'a')).toBeUndefined()
  })

  it('tell others nothing of the password', async () => {
    expect(publicUser(await create())).toEqual({ username: 'wang.li', title: '王丽', grants })
  })

  it('with a new password no longer take the old one, and are signed out everywhere', async () => {
    await create()
    const { token } = await begin()
    await changePassword('wang.li', 'another password')
    expect(await signIn(password)).toEqual(wrong)
    expect(await signIn('another password')).toMatchObject({ ok: true })
    expect(await findSession(context, token)).toBeUndefined()
    await expect(changePassword('nobody', password)).rejects.toMatchObject({
      code: 'USER_UNKNOWN',
    })
  })

  it('that are disabled are shut out at once, and look like a wrong password', async () => {
    await create()
    const { token } = await begin()
    await setDisabled('wang.li', true)
    expect(await signIn(password)).toEqual(wrong)
    expect(await findSession(context, token)).toBeUndefined()
    await setDisabled('wang.li', false)
    expect(await signIn(password)).toMatchObject({ ok: true })
  })

  it('hashed with too little work are hashed again when they sign in', async () => {
    await create()
    const harder = { ...context, scrypt: { ...light, cost: 2 ** 11 } }
    expect(await verifyPassword(harder, 'wang.li', password, here)).toMatchObject({ ok: true })
    expect((await findUser(context, 'wang.li'))?.password?.cost).toBe(2 ** 11)
    expect(await signIn(password)).toMatchObject({ ok: true })
  })
})

describe('guessing a password', () => {
  const guess = async (times: number, origin = here, username = 'wang.li') => {
    for (let n = 0; n < times; n += 1) {
      expect(await signIn('wrong password', username, origin)).toEqual(wrong)
    }
  }
  const elsewhere = (n: number): SignInOrigin => ({ address: `10.9.0.${n}` })
  /** Guesses from as many addresses as it takes to slow the account down for all it does not know. */
  const guessFromEverywhere = async () => {
    const addresses = freeAttemptsElsewhere / (freeAttempts - 1)
    for (let n = 0; n < addresses; n += 1) {
      for (let tries = 0; tries < freeAttempts - 1; tries += 1) {
        await signIn('wrong password', 'wang.li', elsewhere(n))
      }
    }
  }

  it('slows its place down, even for the right password, until the wait is over', async () => {
    await create()
    await guess(freeAttempts)
    expect(await signIn(password)).toEqual({ ok: false, reason: 'slow', retryAfterSeconds: 1 })
    clock.turn(1)
    await guess(1)
    expect(await signIn(password)).toMatchObject({ reason: 'slow', retryAfterSeconds: 2 })
    clock.turn(2)
    expect(await signIn(password)).toMatchObject({ ok: true })
    await guess(freeAttempts)
  })

  it('never waits longer than a quarter of an hour', async () => {
    await create()
    await guess(freeAttempts)
    for (let n = 0; n < 12; n += 1) {
      clock.turn(15 * 60)
      await guess(1)
    }
    expect(await signIn(password)).toMatchObject({ reason: 'slow', retryAfterSeconds: 900 })
  })

  it('gains nothing by many tries at once', async () => {
    await create()
    const results = await Promise.all(Array.from({ length: 40 }, () => signIn('wrong password')))
    expect(results.filter((result) => !result.ok && result.reason === 'wrong')).toHaveLength(
      freeAttempts,
    )
  })

  it('of one account does not slow another', async () => {
    await create()
    await create('li.wei')
    await guess(freeAttempts)
    expect(await signIn(password, 'li.wei')).toMatchObject({ ok: true })
  })

  it('from one address does not keep out the person at another', async () => {
    await create()
    await guess(freeAttempts, elsewhere(1))
    expect(await signIn(password, 'wang.li', elsewhere(1))).toMatchObject({ reason: 'slow' })
    expect(await signIn(password)).toMatchObject({ ok: true })
  })

  it('from many addresses slows every address the account does not know, and says how long', async () => {
    await create()
    await guessFromEverywhere()
    expect(await signIn(password)).toMatchObject({ reason: 'slow', retryAfterSeconds: 1 })
  })

  it('from many addresses never keeps out who comes from an address they signed in at before', async () => {
    await create()
    await signIn(password)
    clock.turn(7 * 24 * 3600)
    await guessFromEverywhere()
    expect(await signIn(password, 'wang.li', elsewhere(200))).toMatchObject({ reason: 'slow' })
    expect(await signIn(password)).toMatchObject({ ok: true })
  })

  it('at the very address of a person never keeps out the browser they signed in with before', async () => {
    await create()
    const first = await signIn(password)
    const { device } = first as { device: string }
    await guess(freeAttempts)
    expect(await signIn(password)).toMatchObject({ reason: 'slow' })
    const away = { address: '10.7.7.7', device }
    await guessFromEverywhere()
    expect(await signIn(password, 'wang.li', { ...here, device })).toMatchObject({ ok: true })
    expect(await signIn(password, 'wang.li', away)).toMatchObject({ ok: true, device })
  })

  it('in a browser that is known slows that browser down as well', async () => {
    await create()
    const { device } = (await signIn(password)) as { device: string }
    await guess(freeAttempts, { ...here, device })
    expect(await signIn(password, 'wang.li', { ...here, device })).toMatchObject({ reason: 'slow' })
  })

  it('with the token of a browser another account is known by gains nothing', async () => {
    await create()
    await create('li.wei')
    const { device } = (await signIn(password)) as { device: string }
    await guess(freeAttempts, { ...here, device }, 'li.wei')
    expect(await signIn(password, 'li.wei')).toMatchObject({ reason: 'slow' })
  })

  it('of a name that is no account is slowed alike', async () => {
    await guess(freeAttempts, here, 'nobody')
    expect(await signIn(password, 'nobody')).toMatchObject({ reason: 'slow', retryAfterSeconds: 1 })
  })

  it('is forgotten with a new password, and a place that is not used in time', async () => {
    await create()
    await guess(freeAttempts)
    await changePassword('wang.li', 'another password')
    expect(await signIn('another password')).toMatchObject({ ok: true })
    clock.turn(knownSeconds + 1)
    await removeExpired(context, 'signInPlaces')
    expect(await place.store.find('signInPlaces', { limit: 10 })).toEqual([])
  })
})

describe('sessions', () => {
  it('are found by their token until they end', async () => {
    await create()
    const { token, session } = await begin()
    expect(await findSession(context, token)).toMatchObject({ id: 'wang.li' })
    expect(JSON.stringify(session)).not.toContain(token)
    await endSession(context, session.id, done)
    expect(await findSession(context, token)).toBeUndefined()
    await endSession(context, session.id, done)
  })

  it('run out, and are then forgotten', async () => {
    await create()
    const { token, session } = await begin()
    clock.turn(wholeSeconds - 1)
    expect(await findSession(context, token)).toBeDefined()
    expect(await removeExpired(context, 'sessions')).toBe(0)
    clock.turn(1)
    expect(await findSession(context, token)).toBeUndefined()
    expect(await removeExpired(context, 'sessions')).toBe(1)
    expect(await place.store.get('sessions', session.id)).toBeUndefined()
  })

  it.each(['', 'jl_', 'x'.repeat(46), 'jl_'.padEnd(46, 'A'), '__proto__'])(
    'are not found by %j',
    async (token) => {
      expect(await findSession(context, token)).toBeUndefined()
    },
  )

  it('are not found by what the store holds', async () => {
    await create()
    const { session } = await begin()
    expect(await findSession(context, session.id)).toBeUndefined()
  })
})

describe('API keys', () => {
  it('are found until they are disabled; the store holds no key', async () => {
    const { key, document } = await makeKey({
      title: '县医院信息系统',
      grants,
      user: null,
    })
    expect(key).toMatch(/^jl_[\w-]{43}$/)
    expect({ ...(await findKey(context, key)) }).toEqual(document)
    expect(JSON.stringify(await place.store.find('keys', { limit: 9 }))).not.toContain(key)
    expect(await findKey(context, document.hash)).toBeUndefined()
    expect(await disableKey(context, document.id, () => done)).toMatchObject({ disabled: true })
    expect(await findKey(context, key)).toBeUndefined()
    expect(await disableKey(context, 'nothing', () => done)).toBeUndefined()
  })

  it('differ', async () => {
    const made = { title: 'x', grants, user: null }
    const keys = await Promise.all(Array.from({ length: 50 }, () => makeKey(made)))
    expect(new Set(keys.map(({ key }) => key)).size).toBe(50)
  })
})
