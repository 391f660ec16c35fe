import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let key: string
let editor: string

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  key = await server.key(grants.integrator)
  editor = await server.key(grants.editor)
})
afterAll(() => server.close())
// After whatever was sent, the server must still be well and quick.
afterEach(async () => {
  const begun = performance.now()
  const { status } = await server.ask('/healthz')
  const took = performance.now() - begun
  if (status !== 200 || took > 500) throw new Error(`/healthz: ${status} after ${took} ms`)
})

const decide = (facts: unknown) =>
  server.ask('/v1/rulesets/small/decisions/mayRefer', { key, body: { facts } })

const raw = (payload: string, contentType = 'application/json', url = '/api/v1/cases') =>
  server.app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${key}`, 'content-type': contentType },
    payload,
  })

/** An issue that names the field, and says what is wrong in both languages. */
const issue = (code: string, path: string, says: string) => ({
  code,
  severity: 'error',
  path,
  message: { zh: expect.stringMatching(/[一-鿿]/), en: expect.stringContaining(says) },
})

it('an unknown fact name is refused with the nearest one', async () => {
  const answer = await decide({ urgencey: 'high' })
  expect([answer.status, answer.body.code]).toEqual([422, 'FACTS_INVALID'])
  expect(answer.body.issues).toEqual([issue('FACT_UNKNOWN', '/facts/urgencey', '"urgency"')])
})

it('wrong types, unlisted codes and values out of range are each named with their field', async () => {
  const { body } = await decide({ age: 151, stable: 'yes', urgency: 'extreme' })
  expect(body.issues).toEqual([
    issue('FACT_OUT_OF_RANGE', '/facts/age', '151'),
    issue('FACT_TYPE', '/facts/stable', 'yes'),
    issue('FACT_NOT_LISTED', '/facts/urgency', 'extreme'),
  ])
})

it('a number written as text is not taken for a number', async () => {
  expect((await decide({ age: '9' })).body.issues[0].code).toBe('FACT_TYPE')
})

it('bad facts store nothing', async () => {
  const count = async () => (await server.ask('/v1/cases', { key })).body.items.length
  const before = await count()
  const answer = await server.ask('/v1/cases', {
    key,
    body: { ruleset: 'small', pathway: 'referral', facts: { ...referralFacts(), age: -1 } },
  })
  expect(answer.status).toBe(422)
  expect(await count()).toBe(before)
})

it('a pathway nobody knows is refused with the nearest name', async () => {
  const answer = await server.ask('/v1/cases', {
    key,
    body: { ruleset: 'small', pathway: 'referal', facts: {} },
  })
  expect(answer.body.code).toBe('PATHWAY_UNKNOWN')
  expect(answer.body.message.en).toContain('"referral"')
})

it('malformed JSON is refused with its line and column', async () => {
  const reply = await raw('{"ruleset": "small",\n "pathway": oops}')
  expect(reply.statusCode).toBe(400)
  expect(reply.headers['content-type']).toContain('application/problem+json')
  expect(reply.json()).toMatchObject({ code: 'BODY_MALFORMED', line: 2, column: 13 })
  expect((await raw('{"ruleset": ')).json()).toMatchObject({ code: 'BODY_MALFORMED', line: 1 })
})

it('an empty body is said to be missing what it needs', async () => {
  expect((await raw('')).json()).toMatchObject({ code: 'REQUEST_INVALID' })
})

it('only JSON is read', async () => {
  expect((await raw('ruleset=small', 'application/x-www-form-urlencoded')).json()).toMatchObject({
    status: 415,
    code: 'MEDIA_TYPE',
  })
})

it('names that reach a prototype are refused wherever they stand, and reach nothing', async () => {
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    const reply = await raw(
      `{"ruleset": "small", "pathway": "referral", "facts": {"${name}": {"polluted": true}}}`,
    )
    expect(reply.json()).toMatchObject({
      code: 'BODY_FORBIDDEN',
      issues: [{ code: 'KEY_FORBIDDEN', path: `/facts/${name}` }],
    })
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

it('nesting without end is refused', async () => {
  const reply = await raw(`{"facts": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`)
  expect(reply.json()).toMatchObject({ code: 'BODY_FORBIDDEN', issues: [{ code: 'TOO_DEEP' }] })
})

it('fields nobody asked for, and texts without end, are refused by name', async () => {
  const extra = await server.ask('/v1/cases', {
    key,
    body: { ruleset: 'small', pathway: 'referral', facts: {}, admin: true },
  })
  expect(extra.body.issues[0].message.en).toContain('admin')
  const { id } = (
    await server.ask('/v1/cases', {
      key,
      body: { ruleset: 'small', pathway: 'referral', facts: referralFacts() },
    })
  ).body
  const long = await server.ask(`/v1/cases/${id}/events`, {
    key,
    body: { type: 'send', reason: 'x'.repeat(2001) },
  })
  expect(long.body.issues[0].path).toBe('/reason')
  const text = await decide({ 'patient.id': 'x'.repeat(2001) })
  expect(text.body.issues[0].path).toBe('/facts/patient.id')
})

it('a body beyond the limit is refused before it is read', async () => {
  const reply = await raw(JSON.stringify({ ruleset: 'x'.repeat(1_000_001) }))
  expect(reply.json()).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' })
})

it('a ruleset of 50 MB is refused, and the server answers others meanwhile', async () => {
  const huge = `{"ruleset": {"manifest": "${'x'.repeat(50 * 1024 * 1024)}"}}`
  const sent = server.app.inject({
    method: 'PUT',
    url: '/api/v1/rulesets/small/draft',
    headers: {
      authorization: `Bearer ${editor}`,
      'content-type': 'application/json',
      'if-match': '"0"',
    },
    payload: huge,
  })
  expect((await server.ask('/healthz')).status).toBe(200)
  expect((await sent).json()).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' })
  expect((await server.ask('/v1/rulesets/small/draft', { key: editor })).body.revision).toBe(0)
})

it('checking a large ruleset does not hold others up', async () => {
  const { ruleset } = (await server.ask('/v1/rulesets/small/draft', { key: editor })).body
  const [rule] = ruleset.decisions[0].rules
  ruleset.decisions[0].rules = Array.from({ length: 3000 }, (_, index) => ({
    ...rule,
    id: `rule-${index}`,
  }))
  const saving = server.ask('/v1/rulesets/small/draft', {
    method: 'PUT',
    key: editor,
    body: { ruleset },
    headers: { 'if-match': '"0"' },
  })
  let slowest = 0
  let done = false
  void saving.finally(() => {
    done = true
  })
  while (!done) {
    const begun = performance.now()
    await server.ask('/healthz')
    slowest = Math.max(slowest, performance.now() - begun)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect((await saving).status).toBe(200)
  expect(slowest).toBeLessThan(1000)
})

it('an address that is nowhere, or longer than any, is answered plainly', async () => {
  expect((await server.ask('/v1/nowhere', { key })).body).toMatchObject({
    status: 404,
    code: 'NOT_FOUND',
    instance: '/api/v1/nowhere',
  })
  const long = await server.ask(`/v1/cases/${'x'.repeat(300)}`, { key })
  expect(long.body.code).toBe('ADDRESS_TOO_LONG')
  // Where more of the address follows, the router finds no route for it.
  const within = await server.ask(`/v1/counties/${'x'.repeat(300)}/retention`, { key })
  expect([404, 414]).toContain(within.status)
})

it('the sentence comes in Chinese, or in English for who prefers it', async () => {
  const ask = async (language?: string) =>
    (
      await server.ask('/v1/nowhere', {
        headers: language === undefined ? {} : { 'accept-language': language },
      })
    ).body
  expect((await ask()).detail).toMatch(/[一-鿿]/)
  expect((await ask('en-GB,en;q=0.9')).detail).toBe('There is nothing at GET /api/v1/nowhere.')
  expect((await ask('zh-CN,en;q=0.5')).detail).toMatch(/[一-鿿]/)
})

it('an unexpected error tells nothing of the inside', async () => {
  const broken = await openTestServer()
  await broken.store.close()
  const answer = await broken.ask('/v1/me', { key: `jl_${'x'.repeat(43)}` })
  expect([answer.status, answer.body.code]).toEqual([503, 'NOT_READY'])
  expect((await broken.ask('/readyz')).status).toBe(503)
  expect(JSON.stringify(answer.body)).not.toMatch(/sqlite|stack|\.ts/i)
  await broken.discard()
})
