import { afterAll, beforeAll, expect, it } from 'vitest'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { TurnableClock, minute } from '../harness/turnable-clock.ts'
import { FailingStore } from '../http/failing-store.ts'
import { followPage } from '../people/follow-page.ts'

let server: TestServer
let failing: FailingStore
let keys: Readonly<Record<'doctor' | 'auditor' | 'south' | 'worker', string>>

beforeAll(async () => {
  server = await openTestServer(
    new TurnableClock(),
    new Map(),
    {},
    {
      between: (store) => (failing = new FailingStore(store)),
    },
  )
  await server.publish(smallRuleset())
  keys = {
    doctor: await server.key(grants.integrator),
    worker: await server.key(caseWorker('north', 'N')),
    auditor: await server.key({ role: 'auditor', county: 'north', units: '*' }),
    south: await server.key({ role: 'auditor', county: 'south', units: '*' }),
  }
})
afterAll(() => server.close())

async function start(patient: string): Promise<string> {
  const facts = { ...referralFacts('N', 'D01'), 'patient.id': patient }
  const body = { ruleset: 'small', pathway: 'referral', facts }
  return (await server.ask('/v1/cases', { key: keys.doctor, body })).body.id
}

const reads = async (query: string, key = keys.auditor) =>
  (await server.ask(`/v1/case-reads?${query}`, { key })).body

it('what the page says is so, to the letter', async () => {
  const id = await start('P-7')
  const headers = (key: string) => ({ authorization: `Bearer ${key}` })
  const asked = await followPage(
    server,
    { page: 'case-reads.md', heading: '查询' },
    {
      headers: { doctor: headers(keys.doctor), auditor: headers(keys.auditor) },
      fillIn: () => id,
    },
  )
  expect(asked).toBe(5)
})

it('every opening is noted; a list notes each of its cases once an hour', async () => {
  const id = await start('P-8')
  for (let times = 0; times < 3; times += 1) {
    await server.ask(`/v1/cases/${id}`, { key: keys.doctor })
    await server.ask('/v1/cases?patient=P-8', { key: keys.doctor })
    await server.ask(`/v1/cases/${id}/events/available`, { key: keys.doctor })
  }
  const ways = async () => {
    const { items } = await reads('patient=P-8')
    return items.map(({ way }: { way: string }) => way).toSorted()
  }
  const opened = ['available', 'available', 'available', 'case', 'case', 'case']
  expect(await ways()).toEqual([...opened, 'list'])
  server.clock.advance(60 * minute)
  await server.ask('/v1/cases?patient=P-8', { key: keys.doctor })
  expect(await ways()).toEqual([...opened, 'list', 'list'])
})

it('every way to get a case of a patient by its id is noted', async () => {
  const id = await start('P-12')
  const { paths } = (await server.ask('/api/openapi.json')).body as { paths: object }
  const ways = Object.entries(paths).filter(
    ([path, methods]) =>
      /\/\{(id|case)\}/.test(path) && /\/cases\/|^\/fhir/.test(path) && 'get' in methods,
  )
  const shown: string[] = []
  for (const [path] of ways) {
    const before = (await reads('patient=P-12')).items.length
    const url = path.replace('/api', '').replaceAll(/\{\w+\}/g, id)
    const answer = await server.ask(url, { key: keys.doctor })
    if (!JSON.stringify(answer.body).includes('P-12')) continue
    shown.push(path)
    expect([path, (await reads('patient=P-12')).items.length]).toEqual([path, before + 1])
  }
  expect(shown).toEqual(
    expect.arrayContaining(['/api/v1/cases/{id}', '/api/v1/cases/{id}/receipt']),
  )
})

it('is found by person, by case and by day, in pages, and by nobody of another county', async () => {
  const id = await start('P-9')
  for (let times = 0; times < 5; times += 1)
    await server.ask(`/v1/cases/${id}`, { key: keys.doctor })
  const all = await reads(`case=${id}`)
  expect(all.items).toHaveLength(5)
  const [{ actor }] = all.items
  const first = await reads(`person=${actor.id}&patient=P-9&limit=3`)
  const second = await reads(`person=${actor.id}&patient=P-9&limit=3&cursor=${first.next}`)
  expect([...first.items, ...second.items]).toEqual(all.items)
  expect((await reads(`case=${id}&from=2030-01-01`)).items).toEqual([])
  expect((await reads(`patient=P-9&person=nobody`)).items).toEqual([])
  expect((await reads(`case=${id}`, keys.south)).items).toEqual([])
  const everywhere = await server.key(grants.auditor)
  expect((await reads(`case=${id}`, everywhere)).items).toEqual(all.items)
})

it('who is not shown a case has not read it', async () => {
  const facts = { ...referralFacts('S', 'T'), 'patient.id': 'P-10' }
  const body = { ruleset: 'small', pathway: 'referral', facts }
  const { id } = (await server.ask('/v1/cases', { key: keys.doctor, body })).body
  expect((await server.ask(`/v1/cases/${id}`, { key: keys.worker })).status).toBe(404)
  expect((await server.ask('/v1/cases?patient=P-10', { key: keys.worker })).body.items).toEqual([])
  expect((await reads('patient=P-10')).items).toEqual([])
})

it('what cannot be noted is not shown', async () => {
  const id = await start('P-11')
  failing.plan(['lost'])
  const refused = await server.ask(`/v1/cases/${id}`, { key: keys.doctor })
  expect(refused.status).toBe(503)
  expect(JSON.stringify(refused.body)).not.toContain('P-11')
  failing.plan(['lost'])
  const list = await server.ask('/v1/cases?patient=P-11', { key: keys.doctor })
  expect([list.status, list.body.items]).toEqual([503, undefined])
  expect((await server.ask(`/v1/cases/${id}`, { key: keys.doctor })).status).toBe(200)
})
