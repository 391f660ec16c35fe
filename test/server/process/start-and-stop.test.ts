import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteStore } from '@jieli/server/adapters'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { collections } from '../../../server/src/ports/collections.ts'
import type { StoredDocument } from '../../../server/src/ports/store.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

const root = mkdtempSync(path.join(tmpdir(), 'jieli-process-'))
const folder = path.join(root, 'data')
let server: ServerProcess

beforeAll(async () => {
  server = new ServerProcess(folder, await freePort())
  await server.ready()
}, 300_000)
afterAll(async () => {
  await server.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

const start = (key: string, patient: string, headers = {}) =>
  server.ask(
    '/cases',
    key,
    {
      ruleset: 'district-plan-demo',
      pathway: 'referral',
      facts: { 'patient.id': patient, 'fromUnit.id': 'T01', 'toUnit.id': 'D01' },
    },
    headers,
  )

it('the first start tells how to sign in, and writes it where only its owner reads it', async () => {
  const first = server.firstStart
  expect(server.output).toContain(server.url)
  expect(server.output).toContain(first.administrator.password)
  expect(server.output).toContain(folder)
  expect(statSync(path.join(folder, 'first-start.json')).mode & 0o777).toBe(0o600)
  expect(statSync(path.join(folder, 'jieli.sqlite')).mode & 0o077).toBe(0)
  for (const { username, password } of [first.administrator, ...first.accounts]) {
    const reply = await fetch(`${server.url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    })
    expect(`${username} ${reply.status}`).toBe(`${username} 200`)
  }
})

it('the first start publishes the plan and its demonstration, with referrals in several states', async () => {
  const { apiKey = '' } = server.firstStart
  const rulesets = await (await server.ask('/rulesets', apiKey)).json()
  expect(
    rulesets.items.map((each: { id: string; inForce: string }) => [each.id, each.inForce]),
  ).toEqual(
    expect.arrayContaining([
      ['district-plan', '1.0.0'],
      ['district-plan-demo', '1.0.0'],
    ]),
  )
  const cases = await (await server.ask('/cases', apiKey)).json()
  const states = new Set(cases.items.map((each: { state: string }) => each.state))
  expect(cases.items.length).toBeGreaterThanOrEqual(5)
  expect(states.size).toBeGreaterThanOrEqual(4)
})

it('a taken port is one clear line and leaves no data behind', async () => {
  const other = path.join(root, 'other')
  const second = new ServerProcess(other, Number(new URL(server.url).port))
  expect(await second.ended()).toBe(1)
  expect(second.errors.trimEnd().split('\n')).toEqual([expect.stringContaining('is taken')])
  expect(() => statSync(path.join(other, 'jieli.sqlite'))).toThrow('ENOENT')
})

it('a second start is quick, keeps the data and tells no new passwords', async () => {
  const { apiKey = '' } = server.firstStart
  const { id } = await (await start(apiKey, 'kept')).json()
  const before = readFileSync(path.join(folder, 'first-start.json'), 'utf8')
  expect(await server.kill('SIGTERM')).toBe(0)
  const begun = performance.now()
  server = await new ServerProcess(folder, await freePort()).ready()
  expect(performance.now() - begun).toBeLessThan(10_000)
  expect((await server.ask(`/cases/${id}`, apiKey)).status).toBe(200)
  expect(readFileSync(path.join(folder, 'first-start.json'), 'utf8')).toBe(before)
  expect(server.output).toContain('first-start.json')
  expect(server.output).not.toContain(server.firstStart.administrator.password)
})

it('SIGTERM finishes the requests under way and ends with 0', async () => {
  const { apiKey = '' } = server.firstStart
  const sent = Array.from({ length: 60 }, (_, index) =>
    start(apiKey, `last-${index}`, { 'idempotency-key': `last-${index}` }).then(
      async (reply) => ({ status: reply.status, body: await reply.json() }),
      () => ({ status: 0, body: {} }),
    ),
  )
  // Ended once some are answered and some are not.
  await Promise.race(sent)
  expect(await server.kill('SIGTERM')).toBe(0)
  const answers = await Promise.all(sent)
  const started = answers.filter((each) => each.status === 201)
  expect(started.length).toBeGreaterThan(0)
  server = await new ServerProcess(folder, await freePort()).ready()
  // Exactly what was acknowledged is stored: nothing was lost, and no reply was cut off after its work was done.
  const found = await (await server.ask('/cases?limit=200', apiKey)).json()
  const stored = (found.items as { id: string; patient: string }[])
    .filter((each) => each.patient.startsWith('last-'))
    .map((each) => each.id)
  expect(stored.toSorted()).toEqual(started.map((each) => each.body.id as string).toSorted())
})

it('bad settings, an unwritable folder and an unreachable MongoDB are one clear line each', async () => {
  writeFileSync(path.join(root, 'file'), '')
  for (const [environment, line] of [
    [{ JIELI_PORT: 'many' }, 'JIELI_PORT="many"'],
    [{ JIELI_DEMO: 'perhaps' }, 'JIELI_DEMO="perhaps"'],
    [{ JIELI_DATA_DIR: path.join(root, 'file', 'below') }, 'cannot write to the data folder'],
    [{ JIELI_MONGODB_URL: 'mongodb://127.0.0.1:1/jieli' }, '127.0.0.1:1'],
  ] as const) {
    const refused = new ServerProcess(path.join(root, 'never'), await freePort(), environment)
    expect(await refused.ended()).toBe(1)
    expect(refused.errors.trimEnd().split('\n')).toEqual([expect.stringContaining(line)])
  }
})

it('without demonstration data there is the template and the administrator, and no key', async () => {
  const bare = await new ServerProcess(path.join(root, 'bare'), await freePort(), {
    JIELI_DEMO: 'off',
    JIELI_ADMIN_PASSWORD: 'chosen by the operator',
  }).ready()
  try {
    expect(bare.firstStart).toEqual({
      administrator: { username: 'admin', password: 'chosen by the operator' },
      accounts: [],
    })
  } finally {
    expect(await bare.kill('SIGINT')).toBe(0)
  }
})

it('a clock far from what was written is refused at the start, and gone by where it is trusted', async () => {
  const known = path.join(root, 'bare')
  const environment = { JIELI_DEMO: 'off' }
  for (const [years, line] of [
    [10, 'before 20'],
    [-10, 'nothing was written since'],
  ] as const) {
    await moveWritten(known, years)
    const refused = new ServerProcess(known, await freePort(), environment)
    expect(await refused.ended()).toBe(1)
    expect(refused.errors.trimEnd().split('\n')).toEqual([expect.stringContaining(line)])
    expect(refused.errors).toContain('JIELI_CLOCK=trusted')
    const trusted = new ServerProcess(known, await freePort(), {
      ...environment,
      JIELI_CLOCK: 'trusted',
    })
    await trusted.ready()
    expect(trusted.output).toContain(line)
    expect(await trusted.kill('SIGTERM')).toBe(0)
    await moveWritten(known, -years)
  }
})

/** Moves every moment by which a start judges the clock, as if another clock had written them. */
async function moveWritten(data: string, years: number): Promise<void> {
  const store = openSqliteStore({ file: path.join(data, 'jieli.sqlite'), collections })
  const moved = (moment: unknown) =>
    String(moment).replace(/^\d{4}/, (year) => String(Number(year) + years))
  for (const [collection, field] of [
    ['meta', 'at'],
    ['publications', 'publishedAt'],
  ] as const)
    for (const document of await store.find<StoredDocument & Record<string, unknown>>(collection, {
      limit: 1000,
    })) {
      if (collection === 'meta' && document.id !== 'heartbeat') continue
      const next = { ...document, [field]: moved(document[field]), revision: document.revision + 1 }
      const write = { kind: 'replace', collection, document: next } as const
      await store.commit([{ ...write, expectedRevision: document.revision }])
    }
  await store.close()
}
