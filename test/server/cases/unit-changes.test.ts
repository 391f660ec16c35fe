import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { JobScan } from '../../../server/src/jobs/stored/job-scan.ts'
import { checkReceipt } from '../../../server/src/operations/cases/receipts/check-receipt.ts'
import { dutifulRuleset } from '../harness/dutiful-ruleset.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { hour, TurnableClock } from '../harness/turnable-clock.ts'
import { newerRuleset } from './newer-ruleset.ts'

const at = '/v1/rulesets/small/unit-changes'

let server: TestServer
let administrator: string
let whole: string
let first: string
let second: string

/** What the page has curl send: to look, and to have it made. */
const page = readFileSync(path.join(import.meta.dirname, '../../../docs/units.md'), 'utf8')
const sent = [...page.matchAll(/\/unit-changes(\/\S+)?" \\\n(?:.*\n)*?.*-d '(.*)'/g)].map(
  ([, more = '', body = '']) => [more, JSON.parse(body)] as const,
)
const [toLook, toMake] = sent.map(([, body]) => body)

beforeAll(async () => {
  server = await openTestServer(new TurnableClock('2025-03-03T09:00:00.000+08:00'))
  await server.publish(dutifulRuleset())
  administrator = await server.key({ role: 'administrator', county: 'north', units: '*' })
  whole = await server.key(
    { role: 'caseWorker', county: 'north', units: '*' },
    { role: 'auditor', county: 'north', units: '*' },
    { role: 'assessor', county: 'north', units: '*' },
  )
  first = await server.key(caseWorker('north', 'T01'))
  second = await server.key(caseWorker('north', 'T02'))
  await server.user('t01', 'a password of my own', caseWorker('north', 'T01'))
  await server.user('both', 'a password of my own', caseWorker('north', 'T01'), {
    ...caseWorker('south', 'S01'),
  })
  await saveUnits([
    { id: 'T01', title: '东街卫生院', kind: 'township', offices: ['lead'] },
    { id: 'T02', title: '西街卫生院', kind: 'township' },
    { id: 'V01', title: '东街村卫生室', kind: 'village', parent: 'T01' },
    { id: 'D01', title: '县医院', kind: 'county' },
  ])
})
afterAll(() => server.close())

const readUnits = async () =>
  (await server.ask('/v1/rulesets/small/units', { key: whole })).body as {
    revision: number
    units: { id: string; title: string }[]
  }
async function saveUnits(units: readonly object[]): Promise<void> {
  const { revision } = await readUnits()
  const headers = { 'if-match': `"${revision}"` }
  const body = { units }
  const put = { method: 'PUT', key: whole, body, headers } as const
  expect((await server.ask('/v1/rulesets/small/units', put)).status).toBe(200)
}
async function begin(facts: object, ...events: string[]): Promise<string> {
  server.clock.advance(1)
  const body = { ruleset: 'small', pathway: 'referral', facts }
  const { id } = (await server.ask('/v1/cases', { key: whole, body })).body
  for (const type of events) await send(id, type)
  return id
}
const send = async (id: string, type: string, key = whole, more = {}) =>
  await server.ask(`/v1/cases/${id}/events`, { key, body: { type, ...more } })
const read = async (id: string, key = whole) => await server.ask(`/v1/cases/${id}`, { key })
const code = async (address: string, key: string, body: object) =>
  (await server.ask(address, { key, body })).body.code

async function workOff(key: string, job: string) {
  const failed: unknown[] = []
  const jobs = new JobScan(server.answering, (error) => failed.push(error), { alone: true })
  await expect
    .poll(async () => {
      await jobs.run()
      await jobs.idle()
      return (await server.ask(`/v1/jobs/${job}`, { key })).body.status
    })
    .not.toBe('waiting')
  expect(failed).toEqual([])
  return (await server.ask(`/v1/jobs/${job}`, { key })).body
}

async function make(change: object) {
  const made = await server.ask(at, { key: administrator, body: change })
  expect([made.status, made.body.kind], JSON.stringify(made.body)).toEqual([202, 'change-unit'])
  return await workOff(administrator, made.body.id)
}

let cases: Record<'waiting' | 'back' | 'moved' | 'done' | 'other', string>

it('LD3: what a change would hand over is said before, by whom and why not, and nothing is stored', async () => {
  cases = {
    waiting: await begin(referralFacts('T01', 'D01'), 'send'),
    back: await begin(referralFacts('D01', 'T01'), 'send'),
    moved: await begin(referralFacts('T01', 'D01'), 'send'),
    done: await begin(referralFacts('T01', 'D01'), 'send', 'accept'),
    other: await begin(referralFacts('V01', 'D01'), 'send'),
  }
  const corrected = await server.ask(`/v1/cases/${cases.waiting}/corrections`, {
    key: whole,
    body: { changes: [{ kind: 'corrected', entry: '2', facts: { stable: true } }], reason: '误' },
    headers: { 'if-match': '"2"' },
  })
  expect(corrected.body.code).toBeUndefined()
  expect(sent.map(([more]) => more)).toEqual(['/preview', ''])
  const { body } = await server.ask(`${at}/preview`, { key: administrator, body: toLook })
  const [sender, receiver] = [
    { zh: '转出单位', en: 'sending unit' },
    { zh: '转入单位', en: 'receiving unit' },
  ]
  const tell = { zh: '告知家属', en: 'tell the family' }
  expect(body).toMatchObject({
    unit: { id: 'T01', title: '东街卫生院' },
    successor: { id: 'T02' },
    ready: true,
    lists: [{ id: 'small' }],
    below: [{ id: 'V01' }],
    open: 3,
    duties: expect.arrayContaining([
      { title: tell, count: 2 },
      { title: { zh: '答复转诊', en: 'answer the referral' }, count: 1 },
    ]),
    accounts: [{ id: 't01' }],
    keys: [{ title: 'test key' }],
    byHand: [{ kind: 'account', id: 'both' }],
  })
  expect(
    Object.fromEntries(body.cases.map((each: { case: string }) => [each.case, each])),
  ).toMatchObject({
    [cases.waiting]: { parties: [sender], state: { zh: '等待答复' } },
    [cases.back]: { parties: [receiver], duties: [{ en: 'answer the referral' }] },
  })
  expect((await read(cases.waiting)).body.history).toHaveLength(3)
})

it('a change that cannot be made says why, and nobody else makes any', async () => {
  const preview = `${at}/preview`
  expect(await code(preview, administrator, { ...toLook, unit: 'T99' })).toBe('UNIT_CHANGE_UNKNOWN')
  for (const successor of ['T01', 'T99'])
    expect(await code(preview, administrator, { ...toLook, successor })).toBe(
      'UNIT_CHANGE_SUCCESSOR',
    )
  expect(await code(at, administrator, { ...toMake, on: '2025-03-04' })).toBe('UNIT_CHANGE_EARLY')
  expect(await code(preview, whole, toLook)).toBe('PERMISSION_MISSING')
  const south = await server.key({ role: 'administrator', county: 'south', units: '*' })
  expect(await code(preview, south, toLook)).toBe('SCOPE_MISSING')
  expect(await code(at, south, toMake)).toBe('SCOPE_MISSING')
})

it('LD1: a job hands open cases over, and what is true of them stays', async () => {
  expect((await read(cases.waiting, second)).status).toBe(404)
  const job = await make(toMake)
  expect(job).toMatchObject({
    status: 'done',
    result: {
      summary: {
        zh: '“东街卫生院”由“西街卫生院”接手：移交 3 件个案，1 个账户、1 个密钥、0 个事件推送也可办理；1 个账户或密钥须另行处理',
      },
    },
  })
  const { body } = await read(cases.waiting, second)
  expect(body).toMatchObject({
    state: 'waiting',
    fromUnit: 'T02',
    facts: { 'fromUnit.id': 'T01' },
    successors: { T01: 'T02' },
    damage: [],
  })
  expect(body.history.at(-1)).toMatchObject({
    event: 'handover',
    reason: toMake.reason,
    from: 'waiting',
    to: 'waiting',
    transitions: [],
    actions: [],
    changes: {},
    handover: { job: job.id, from: 'T01', to: 'T02', how: 'merged', on: '2025-03-03' },
  })
  expect(body.duties).toEqual(
    expect.arrayContaining([expect.objectContaining({ duty: 'answer', status: 'owed' })]),
  )
  expect((await read(cases.done)).body).toMatchObject({ fromUnit: 'T01' })
  expect((await read(cases.done)).body.history).toHaveLength(3)
  expect((await read(cases.other)).body.history).toHaveLength(2)
  const owed = (await server.ask('/v1/duties', { key: second })).body.items
  expect(owed.map((each: { case: string }) => each.case)).toContain(cases.back)
})

it('LD2: the unit that took over acts, and whoever acted for the other acts for both', async () => {
  expect((await send(cases.waiting, 'note', second, { facts: { age: 70 } })).status).toBe(200)
  expect((await read(cases.waiting)).body.history.at(-1).actor.unit).toBe('T02')
  expect((await read(cases.done, first)).status).toBe(200)
  expect((await send(cases.back, 'accept', first)).body).toMatchObject({ state: 'accepted' })
  const village = await server.key(caseWorker('north', 'V01'))
  expect((await send(cases.waiting, 'note', village)).status).toBe(404)
  const users = (await server.ask('/v1/users', { key: await server.key(grants.administrator) }))
    .body
  const units = Object.fromEntries(
    users.items.map((user: { username: string; grants: { units: unknown }[] }) => [
      user.username,
      user.grants.map((grant) => grant.units),
    ]),
  )
  expect(units).toMatchObject({ t01: [['T01', 'T02']], both: [['T01'], ['S01']] })
})

it('LD4: a case that was handed over is moved, corrected and proved by its receipt', async () => {
  const publisher = await server.key(grants.publisher)
  await server.publish(newerRuleset('1.1.0'), '2025-03-03')
  const body = { to: '1.1.0', reason: '1.1.0 is in force' }
  const made = await server.ask('/v1/rulesets/small/migrations', { key: publisher, body })
  await workOff(publisher, made.body.id)
  expect((await send(cases.moved, 'note', second, { facts: { age: 71 } })).status).toBe(200)
  const before = (await read(cases.moved)).body
  expect(before.history.map(({ event }: { event: string }) => event)).toEqual([
    'start',
    'send',
    'handover',
    'migration',
    'note',
  ])
  const correct = async (changes: object[], revision: number) =>
    await server.ask(`/v1/cases/${cases.moved}/corrections`, {
      key: second,
      body: { changes, reason: '补录' },
      headers: { 'if-match': `"${revision}"` },
    })
  // What the unit entered before it ended is put right by whoever took over.
  const corrected = await correct(
    [
      { kind: 'corrected', entry: '2', facts: { urgency: 'high', stable: true } },
      { kind: 'corrected', entry: '5', facts: { age: 72 } },
    ],
    before.revision,
  )
  expect(corrected.status, JSON.stringify(corrected.body)).toBe(200)
  expect(corrected.body).toMatchObject({
    version: '1.1.0',
    fromUnit: 'T02',
    facts: { 'fromUnit.id': 'T01', age: 72, stable: true },
    successors: { T01: 'T02' },
  })
  expect((await read(cases.moved)).body.damage).toEqual([])
  for (const id of [cases.moved, cases.waiting]) {
    const receipt = await server.ask(`/v1/cases/${id}/receipt`, { key: whole })
    expect(receipt.status, JSON.stringify(receipt.body).slice(0, 300)).toBe(200)
    expect(checkReceipt(receipt.body)).toMatchObject({ differences: [], rests: true })
  }
})

it('LD4: a case that names the unit only after its end is with whoever took over at once', async () => {
  const started = await begin(referralFacts('D01', 'T01'))
  expect((await read(started, second)).body).toMatchObject({
    toUnit: 'T02',
    facts: { 'toUnit.id': 'T01' },
    successors: { T01: 'T02' },
    damage: [],
  })
  const { 'toUnit.id': _to, ...open } = referralFacts('D01')
  const told = await begin(open)
  await send(told, 'send', whole, { facts: { 'toUnit.id': 'T01' } })
  expect((await read(told)).body).toMatchObject({ toUnit: 'T02', damage: [] })
  expect((await send(told, 'accept', second)).body).toMatchObject({ state: 'accepted' })
})

it('LD3: the same change again hands nothing over twice, and no other is made of it', async () => {
  const job = await make(toMake)
  expect(job.result.summary.en).toMatch(/0 cases were handed over; 0 accounts, 0 keys/)
  expect(await code(`${at}/preview`, administrator, { ...toLook, successor: 'D01' })).toBe(
    'UNIT_CHANGE_ENDED',
  )
})

it('LD5: the unit stays in the list with its end, whatever list is saved', async () => {
  const ended = { how: 'merged', on: '2025-03-03', successor: 'T02' }
  const { units } = await readUnits()
  expect(units).toEqual([
    { id: 'T01', title: '东街卫生院', kind: 'township', offices: ['lead'], ended },
    { id: 'T02', title: '西街卫生院', kind: 'township', offices: ['lead'] },
    { id: 'V01', title: '东街村卫生室', kind: 'village', parent: 'T02' },
    { id: 'D01', title: '县医院', kind: 'county' },
  ])
  await saveUnits(units.filter(({ id }) => id !== 'T01'))
  expect((await readUnits()).units).toContainEqual(
    expect.objectContaining({ id: 'T01', title: '东街卫生院', ended }),
  )
  await saveUnits([{ id: 'T01', title: '东街' }, ...units.slice(1)])
  expect((await readUnits()).units[0]).toMatchObject({ title: '东街', ended })
})

it('LD5: a unit that is renamed keeps its id, and its list says what it was called', async () => {
  server.clock.advance(24 * hour)
  const job = await make({
    kind: 'renamed',
    unit: 'T02',
    title: '城西卫生院',
    on: '2025-03-04',
    reason: '更名',
  })
  expect(job.result.summary.zh).toBe('已更名为“城西卫生院”')
  expect((await readUnits()).units).toContainEqual(
    expect.objectContaining({
      id: 'T02',
      title: '城西卫生院',
      formerTitles: [{ title: '西街卫生院', until: '2025-03-04' }],
    }),
  )
})

it('LD2: whoever takes over from the one that took over acts for both', async () => {
  const change = { kind: 'closed', unit: 'T02', successor: 'D01', on: '2025-03-04' }
  await make({ ...change, reason: '撤销' })
  const { body } = await read(cases.waiting)
  expect(body).toMatchObject({ fromUnit: 'D01', successors: { T01: 'D01' }, damage: [] })
  const started = await begin(referralFacts('V01', 'T01'))
  expect((await read(started)).body).toMatchObject({ toUnit: 'D01', successors: { T01: 'D01' } })
})
