import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { JobScan } from '../../../server/src/jobs/stored/job-scan.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { hour, TurnableClock } from '../harness/turnable-clock.ts'
import { newerRuleset } from './newer-ruleset.ts'

const at = '/v1/rulesets/small/migrations'
const title = (zh: string, en: string) => ({ zh, en })

let server: TestServer
let key: string
let worker: string

beforeAll(async () => {
  server = await openTestServer(new TurnableClock('2025-03-03T09:00:00.000+08:00'))
  await server.publish(smallRuleset())
  key = await server.key(grants.publisher)
  worker = await server.key(
    { role: 'caseWorker', county: 'north', units: '*' },
    { role: 'auditor', county: 'north', units: '*' },
  )
})
afterAll(() => server.close())

async function begin(...events: string[]): Promise<string> {
  server.clock.advance(1)
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
  const { id } = (await server.ask('/v1/cases', { key: worker, body })).body
  for (const type of events) await send(id, type)
  return id
}
const send = async (id: string, type: string, more = {}) =>
  await server.ask(`/v1/cases/${id}/events`, { key: worker, body: { type, ...more } })
const read = async (id: string) => (await server.ask(`/v1/cases/${id}`, { key: worker })).body

async function workOff(job: string) {
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

/** What the page has curl send: to look, to move, and to undo. */
const page = readFileSync(path.join(import.meta.dirname, '../../../docs/migration.md'), 'utf8')
const sent = [...page.matchAll(/\/migrations(\/\S+)?" \\\n(?:.*\n)*?.*-d '(.*)'/g)].map(
  ([, more = '', body = '']) => [more, JSON.parse(body)] as const,
)
const [toLook, toMove, toUndo] = sent.map(([, body]) => body)
const { choices } = toMove

it('the page asks at the addresses that are asked here', () => {
  expect(sent.map(([more]) => more)).toEqual(['/preview', '', '/$JOB/undo'])
})

let cases: { draft: string; waiting: string; stepped: string; done: string }
let moved: string

it('nothing is moved to a version that is not in force, and nobody else moves anything', async () => {
  cases = {
    draft: await begin(),
    waiting: await begin('send'),
    stepped: await begin('send'),
    done: await begin('send', 'accept'),
  }
  await server.publish(newerRuleset('1.1.0'), '2025-04-01')
  const preview = async (by: string, to: string, more = {}) =>
    (await server.ask(`${at}/preview`, { key: by, body: { to, ...more } })).body.code
  expect(await preview(key, '1.1.0')).toBe('MIGRATION_TARGET')
  expect(await preview(key, '9.9.9')).toBe('VERSION_UNKNOWN')
  expect(await preview(worker, '1.1.0')).toBe('PERMISSION_MISSING')
  const south = await server.key({ role: 'publisher', county: 'south', units: '*' })
  expect(await preview(south, '1.1.0')).toBe('SCOPE_MISSING')
  server.clock.advance(30 * 24 * hour)
  expect(await preview(key, '1.1.0', { choices: { referral: { draft: 'accepted' } } })).toBe(
    'MIGRATION_STATE',
  )
})

it('the preview says of every running case what would become of it, and stores nothing', async () => {
  const { body } = await server.ask(`${at}/preview`, { key, body: toLook })
  expect(body).toMatchObject({ ruleset: 'small', to: '1.1.0', total: 3 })
  expect(body.groups).toMatchObject([
    {
      outcome: 'moves',
      state: 'waiting',
      target: 'waiting',
      count: 2,
      examples: [cases.waiting, cases.stepped],
      droppedTimers: [{ title: title('答复时限', 'time to answer'), count: 2 }],
      begunTimers: [{ title: title('答复时限', 'time to answer'), count: 2 }],
    },
    { outcome: 'choice', state: 'draft', stateTitle: title('草稿', 'draft'), count: 1 },
  ])
  expect(body.states.map(({ path }: { path: string }) => path)).toEqual([
    'prepared',
    'waiting',
    'overdue',
  ])
  const chosen = (await server.ask(`${at}/preview`, { key, body: { to: '1.1.0', choices } })).body
  expect(chosen.groups).toMatchObject([{ count: 2 }, { outcome: 'moves', target: 'prepared' }])
  expect(await read(cases.waiting)).toMatchObject({ version: '1.0.0' })
})

it('a job moves them, each by a step that says from where to where, by whom and why', async () => {
  const made = await server.ask(at, { key, body: toMove })
  expect([made.status, made.body.kind]).toEqual([202, 'migrate-cases'])
  moved = made.body.id
  const job = await workOff(moved)
  expect(job).toMatchObject({
    status: 'done',
    result: { summary: title('已把 3 件个案迁移到 1.1.0', '3 cases were moved to 1.1.0') },
  })
  const waiting = await read(cases.waiting)
  expect(waiting).toMatchObject({
    version: '1.1.0',
    state: 'waiting',
    timers: [{ delay: 'reply' }],
  })
  expect(waiting.damage).toEqual([])
  expect(waiting.history.at(-1)).toMatchObject({
    event: 'migration',
    reason: toMove.reason,
    actor: { title: 'test key' },
    from: 'waiting',
    to: 'waiting',
    transitions: [],
    migration: { job: moved, from: { version: '1.0.0' }, to: { version: '1.1.0' } },
  })
  expect(await read(cases.draft)).toMatchObject({ version: '1.1.0', state: 'prepared' })
  expect(await read(cases.done)).toMatchObject({ version: '1.0.0', state: 'accepted' })
  const { total } = (await server.ask(`${at}/preview`, { key, body: { to: '1.1.0' } })).body
  expect(total).toBe(0)
})

it('what was moved goes on by the new version, and is corrected through both', async () => {
  expect((await send(cases.stepped, 'decline', { reason: '无床位' })).body).toMatchObject({
    state: 'prepared',
  })
  const { history, revision } = await read(cases.stepped)
  expect(history.map(({ event }: { event: string }) => event)).toEqual([
    'start',
    'send',
    'migration',
    'decline',
  ])
  const body = {
    changes: [{ kind: 'voided', entry: '4' }],
    reason: '误操作',
  }
  const headers = { 'if-match': `"${revision}"` }
  const corrected = await server.ask(`/v1/cases/${cases.stepped}/corrections`, {
    key: worker,
    body,
    headers,
  })
  expect(corrected.status, JSON.stringify(corrected.body)).toBe(200)
  // By the version it began on it would have been overdue when it was moved.
  expect(corrected.body).toMatchObject({ version: '1.1.0', state: 'overdue' })
})

it('within a day what nobody has stepped since is put back as it stood', async () => {
  server.clock.advance(23 * hour)
  const undo = async () => await server.ask(`${at}/${moved}/undo`, { key, body: toUndo })
  const made = await undo()
  expect(made.body).toMatchObject({ kind: 'undo-migration', status: 'waiting' })
  const job = await workOff(made.body.id)
  expect(job.result.summary).toEqual(
    title(
      '已把 2 件个案退回原来的版本，1 件没有迁移',
      '2 cases were put back on their version; 1 were left as they are',
    ),
  )
  const waiting = await read(cases.waiting)
  expect(waiting).toMatchObject({
    version: '1.0.0',
    state: 'waiting',
    timers: [{ delay: 'answerLimit' }],
  })
  expect(waiting.history.at(-1)).toMatchObject({ migration: { undoes: 3 }, reason: toUndo.reason })
  expect(await read(cases.draft)).toMatchObject({ version: '1.0.0', state: 'draft' })
  expect((await send(cases.draft, 'send')).body).toMatchObject({ state: 'waiting' })
  server.clock.advance(2 * hour)
  expect((await undo()).body.code).toBe('MIGRATION_UNDO_LATE')
})
