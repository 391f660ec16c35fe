import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { collections } from '../../../server/src/ports/collections.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
const password = 'the right password'
const from = { address: '10.0.0.5' }

beforeEach(async () => {
  server = await openTestServer()
  const units = '*' as const
  await server.user(
    'wang.li',
    password,
    { role: 'editor', county: 'yunling', units },
    { role: 'auditor', county: 'yunling', units },
    { role: 'reviewer', county: 'beihe', units },
  )
})
afterEach(() => server.close())

const signIn = (username: string, typed: string, more: object = from) =>
  server.ask('/v1/sign-in', { body: { username, password: typed }, ...more })

interface Entry {
  readonly action: string
  readonly target: string
  readonly county?: string
  readonly actor: object
  readonly detail: Record<string, unknown>
}

/** What an auditor of a county reads of one kind of deed, oldest first. */
async function logOf(county: string, ...actions: string[]): Promise<Entry[]> {
  const key = await server.key({ role: 'auditor', county, units: '*' })
  const { items } = (await server.ask('/v1/audit?limit=200', { key })).body
  return (items as Entry[]).filter(({ action }) => actions.includes(action)).toReversed()
}

describe('a failed sign-in', () => {
  it('is kept with the account, where it came from and which try it was', async () => {
    await signIn('wang.li', 'wrong')
    await signIn('Wang.Li ', 'wrong')
    await signIn('wang.li', 'wrong', { address: '10.0.0.9' })
    const kept = await logOf('yunling', 'sign-in.fail')
    expect(kept.map(({ target, detail }) => [target, detail])).toEqual([
      ['wang.li', { address: '10.0.0.5', tries: 1, triesElsewhere: 1 }],
      ['wang.li', { address: '10.0.0.5', tries: 2, triesElsewhere: 2 }],
      ['wang.li', { address: '10.0.0.9', tries: 1, triesElsewhere: 3 }],
    ])
    expect(kept[0]?.actor).toMatchObject({ kind: 'system', id: 'sign-in' })
  })

  it('that shuts its place out for a while is kept as that, with how long', async () => {
    for (let n = 0; n < 10; n++) await signIn('wang.li', 'wrong')
    expect((await signIn('wang.li', password)).status).toBe(429)
    server.clock.advance(1000)
    await signIn('wang.li', 'wrong')
    const kept = await logOf('yunling', 'sign-in.fail', 'sign-in.lock')
    expect(kept.map(({ action }) => action)).toEqual([
      ...Array(9).fill('sign-in.fail'),
      'sign-in.lock',
      'sign-in.lock',
    ])
    expect(kept.slice(-2).map(({ detail }) => detail)).toEqual([
      { address: '10.0.0.5', tries: 10, triesElsewhere: 10, seconds: 1 },
      { address: '10.0.0.5', tries: 11, triesElsewhere: 11, seconds: 2 },
    ])
  })

  it('is read in every county of the account, and in no other', async () => {
    await signIn('wang.li', 'wrong')
    for (const county of ['yunling', 'beihe']) {
      const kept = await logOf(county, 'sign-in.fail')
      expect(kept.map((entry) => [entry.target, entry.county])).toEqual([['wang.li', county]])
    }
    expect(await logOf('nanshan', 'sign-in.fail')).toEqual([])
  })

  it('on an account that is shut says so to whoever reads the log, and to nobody else', async () => {
    const admin = await server.key({ role: 'administrator', county: '*', units: '*' })
    await server.ask('/v1/users/wang.li', { method: 'PUT', key: admin, body: { disabled: true } })
    const refused = await signIn('wang.li', password)
    expect(refused.body).toEqual((await signIn('nobody.here', password)).body)
    const [kept] = await logOf('yunling', 'sign-in.fail')
    expect(kept?.detail).toMatchObject({ tries: 1, disabled: true })
  })

  it('with a name that is no account’s is kept in no county’s log, and without what was typed', async () => {
    const typed = '我的密码是 open sesame 1234'
    await signIn(typed, 'x')
    await signIn(typed, 'x')
    for (const county of ['yunling', 'beihe']) {
      expect(await logOf(county, 'sign-in.fail')).toEqual([])
    }
    const kept = await logOf('*', 'sign-in.fail')
    expect(kept.map(({ target, county, detail }) => [target, county, detail])).toEqual([
      ['?', undefined, { address: '10.0.0.5', tries: 1, triesElsewhere: 1 }],
      ['?', undefined, { address: '10.0.0.5', tries: 2, triesElsewhere: 2 }],
    ])
    // Somebody may have typed a password there: it is in the store nowhere, not as a key of what counts the tries either.
    const stored: unknown[] = []
    for (const { name } of collections) stored.push(await server.store.find(name, { limit: 1000 }))
    const text = JSON.stringify(stored)
    expect(text).toContain('wang.li')
    for (const part of ['密码', 'sesame', '1234']) expect(text).not.toContain(part)
  })

  it('with a password beyond measure is one like any other', async () => {
    for (let n = 0; n < 10; n++) await signIn('wang.li', 'x'.repeat(900))
    expect((await signIn('wang.li', password)).status).toBe(429)
    expect(await logOf('yunling', 'sign-in.fail')).toHaveLength(9)
  })
})

it('a sign-in that succeeds, and the sign-out, are in the log of each county of the account', async () => {
  const signedIn = await signIn('wang.li', password)
  const [cookie = ''] = String([signedIn.reply.headers['set-cookie']].flat()[0]).split(';')
  await server.ask('/v1/sign-out', { headers: { cookie }, body: {} })
  for (const county of ['yunling', 'beihe']) {
    expect(await logOf(county, 'sign-in', 'sign-out')).toMatchObject([
      { action: 'sign-in', target: 'wang.li', county, detail: { address: '10.0.0.5' } },
      { action: 'sign-out', target: 'wang.li', county },
    ])
  }
  expect(await logOf('nanshan', 'sign-in', 'sign-out')).toEqual([])
})

describe('a wrong old password', () => {
  it('is kept as a try of whoever is signed in, in every county of theirs', async () => {
    const signedIn = await signIn('wang.li', password)
    const cookie = [signedIn.reply.headers['set-cookie']]
      .flat()
      .map((each) => String(each).split(';')[0])
      .join('; ')
    for (let n = 0; n < 10; n++) {
      await server.ask('/v1/me/password', {
        method: 'PUT',
        headers: { cookie },
        body: { old: 'wrong', new: 'a password of my own' },
        ...from,
      })
    }
    for (const county of ['yunling', 'beihe']) {
      const kept = await logOf(county, 'password.fail', 'password.lock')
      expect(kept).toHaveLength(10)
      expect(kept[0]).toMatchObject({
        actor: { kind: 'user', id: 'wang.li' },
        target: 'wang.li',
        detail: { address: '10.0.0.5', tries: 1 },
      })
      expect(kept.at(-1)).toMatchObject({
        action: 'password.lock',
        detail: { tries: 10, seconds: 1 },
      })
    }
    expect(await logOf('nanshan', 'password.fail', 'password.lock')).toEqual([])
  })
})

it('a draft that is given up is kept in the log of the county whose it was, and of no other', async () => {
  await server.publish(smallRuleset())
  const key = await server.key({ role: 'editor', county: 'north', units: '*' })
  const url = '/v1/rulesets/small/draft'
  const draft = (await server.ask(url, { key })).body
  const saved = await server.ask(url, {
    method: 'PUT',
    key,
    body: { ruleset: draft.ruleset },
    headers: { 'if-match': `"${draft.revision}"` },
  })
  expect(saved.status).toBe(200)
  const given = await server.ask(url, { method: 'DELETE', key, headers: { 'if-match': '"1"' } })
  expect(given.status).toBe(204)
  expect(await logOf('north', 'draft.discard')).toMatchObject([
    { target: 'small', county: 'north', detail: { revision: 2 } },
  ])
  expect(await logOf('beihe', 'draft.discard')).toEqual([])
})
