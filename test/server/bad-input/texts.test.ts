import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../../server/src/contracts/roles.ts'
import { probes } from '../access/walk/probes.ts'
import { buildWorld, type World } from '../access/walk/world.ts'
import { referralFacts } from '../harness/small-ruleset.ts'

let world: World
let key: string

beforeAll(async () => {
  world = await buildWorld()
  key = await world.server.key(...roles.map((role) => ({ role, county: '*', units: '*' as const })))
})
afterAll(() => world.server.close())

/** Half a character, as a broken input method or a text cut in two leaves it. */
const half = '\ud83d'

const sent = async (name: string, payload: string | Buffer) => {
  const [method = ''] = name.split(' ')
  const probe = probes[name]
  if (probe === undefined) throw new TypeError(`No probe for ${name}.`)
  const reply = await world.server.app.inject({
    method: method as 'POST',
    url: `/api${probe.url(world.own)}`.replace('/api/api', '/api'),
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...probe.headers,
    },
    payload,
  })
  return { status: reply.statusCode, body: reply.body === '' ? undefined : reply.json() }
}

/** The routes that read a JSON body, each with one it takes. */
const bodies = Object.entries(probes).flatMap(([name, { body, headers }]) =>
  body === undefined || headers?.['content-type'] !== undefined ? [] : [[name, body] as const],
)

/** The same JSON once for each place where a text stands in it, with that text changed; names of fields too. */
function withEach(value: unknown, text: string, path = ''): { path: string; value: unknown }[] {
  if (typeof value === 'string') return [{ path, value: text }]
  if (Array.isArray(value))
    return value.flatMap((item, at) =>
      withEach(item, text, `${path}/${at}`).map((one) => ({
        path: one.path,
        value: value.with(at, one.value),
      })),
    )
  if (typeof value !== 'object' || value === null) return []
  const named = { path: `${path}/${text.toWellFormed()}`, value: { ...value, [text]: 'x' } }
  return [
    named,
    ...Object.entries(value).flatMap(([name, item]) =>
      withEach(item, text, `${path}/${name}`).map((one) => ({
        path: one.path,
        value: { ...value, [name]: one.value },
      })),
    ),
  ]
}

describe('half a character', () => {
  it('is refused by its place in every body of every route', async () => {
    const wrong: string[] = []
    for (const [name, body] of bodies)
      for (const { path, value } of withEach(body(world.own), `a${half}b`)) {
        const answer = await sent(name, JSON.stringify(value))
        const [issue] = (answer.body?.issues ?? []) as { code: string; path: string }[]
        if (answer.status !== 400 || issue?.code !== 'TEXT_BROKEN' || issue.path !== path)
          wrong.push(`${name} ${path}: ${answer.status} ${JSON.stringify(answer.body?.code)}`)
      }
    expect(bodies.length).toBeGreaterThan(25)
    expect(wrong).toEqual([])
  })

  it('in a text fact is refused by the name of the fact, and a whole character is not', async () => {
    const facts = { ...referralFacts(), 'patient.id': half }
    const start = { ruleset: world.own.ruleset, pathway: 'referral', facts }
    expect(await sent('POST /api/v1/cases', JSON.stringify(start))).toMatchObject({
      status: 400,
      body: {
        code: 'BODY_FORBIDDEN',
        issues: [{ code: 'TEXT_BROKEN', path: '/facts/patient.id' }],
      },
    })
    const whole = { ...start, facts: { ...facts, 'patient.id': '😀', 'fromUnit.id': 'n1' } }
    expect((await sent('POST /api/v1/cases', JSON.stringify(whole))).status).toBe(201)
  })

  it('in an address or a cursor does no harm', async () => {
    const cursor = Buffer.from(JSON.stringify([half, half])).toString('base64url')
    for (const url of [
      '/v1/rulesets/%ED%A0%BD',
      '/v1/cases/%ED%A0%BD%20',
      `/v1/cases?cursor=${cursor}`,
      `/v1/audit?cursor=${cursor}`,
      '/v1/cases?q=%ED%A0%BD',
    ]) {
      const { status } = await world.server.ask(url, { key })
      expect(`${url} ${status < 500}`).toBe(`${url} true`)
    }
  })
})

it('a number beyond what can be held is refused by its place', async () => {
  expect(
    await sent('POST /api/v1/rulesets/{id}/decisions/{decision}', '{"facts":{"age":1e999}}'),
  ).toMatchObject({
    status: 400,
    body: { code: 'BODY_FORBIDDEN', issues: [{ code: 'NUMBER_BEYOND', path: '/facts/age' }] },
  })
})

it('a body in another encoding is refused, never read with its characters replaced', async () => {
  const body = Buffer.from('{"facts":{"patient.id":"\xcd\xf5"}}', 'latin1')
  expect(await sent('POST /api/v1/rulesets/{id}/decisions/{decision}', body)).toMatchObject({
    status: 400,
    body: { code: 'BODY_ENCODING' },
  })
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(
      half,
      '\udc00',
      '\u0000',
      '\uffff',
      '\u2028',
      '甲',
      'a',
      '/',
      '~',
      '__proto__',
    ),
  }),
  fc.constantFrom('x'.repeat(5000), '\u202e', '{}', '-1', '2025-02-30', '9'.repeat(400)),
)

it('no JSON body over any route is answered by an error of the server, whatever its texts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...bodies),
      hostile,
      fc.nat(),
      fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
      async ([name, body], text, pick, other) => {
        const places = withEach(body(world.own), text)
        const changed = places[pick % Math.max(1, places.length)]?.value ?? other
        for (const payload of [changed, other]) {
          const { status, body: answer } = await sent(name, JSON.stringify(payload))
          expect(`${name} ${status} ${JSON.stringify(answer?.code)}`).not.toMatch(/ 5\d\d /)
        }
      },
    ),
    { numRuns: 400 },
  )
})

it('what is taken in with any whole text is kept, and given back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      hostile.filter((text) => text.isWellFormed() && text.trim() !== '' && text.length < 200),
      async (text) => {
        const facts = { ...referralFacts(), 'patient.id': text, 'fromUnit.id': 'n1' }
        const { ruleset } = world.own
        const ask = async (url: string, body: object) =>
          world.server.ask(`/v1${url}`, { key, body })
        const started = await ask('/cases', { ruleset, pathway: 'referral', facts })
        expect(started.status).toBe(201)
        const { id } = started.body as { id: string }
        const noted = await ask(`/cases/${id}/events`, { type: 'note', reason: text })
        expect(noted.status).toBe(200)
        const decided = await ask(`/rulesets/${ruleset}/decisions/mayRefer`, { facts })
        expect(decided.status).toBe(200)
        const read = await world.server.ask(`/v1/cases/${id}`, { key })
        expect(read.body.facts['patient.id']).toBe(text)
      },
    ),
    { numRuns: 40 },
  )
})
