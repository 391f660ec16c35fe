import type { Layer } from '@jieli/engine'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkCase } from '../../../server/src/operations/cases/case-check.ts'
import { createContext } from '../../../server/src/jobs/create-context.ts'
import { countUntimedCases } from '../../../server/src/operations/timers/count-untimed-cases.ts'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { dutifulRuleset } from '../harness/dutiful-ruleset.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { hour } from '../harness/turnable-clock.ts'
import { storedCase } from './many-cases.ts'

const day = 24 * hour
const notice2025 = { year: 2025, number: '样例〔2024〕1号' }
const notice2026 = { year: 2026, number: '样例〔2025〕1号' }

/** The small county, where a referral waits two working days for an answer and the answer is owed as long. */
function workingRuleset(version: string, notices: readonly object[]): Layer {
  const layer = dutifulRuleset()
  const within = { workingDays: 2 }
  const [answer, ...others] = layer['duties'] as Record<string, unknown>[]
  const pathways = (layer['pathways'] as Record<string, unknown>[]).map((pathway) => ({
    ...pathway,
    delays: (pathway['delays'] as object[]).map((delay) => ({ ...delay, after: within })),
  }))
  return {
    ...layer,
    manifest: {
      ...(layer['manifest'] as object),
      version,
      calendar: {
        utcOffset: '+08:00',
        holidays: ['2026-01-01', '2026-01-02'],
        workdays: ['2026-01-04'],
        notices,
      },
    },
    pathways,
    duties: [{ ...answer, within }, ...others],
  } as unknown as Layer
}

let server: TestServer
let key: string

beforeEach(async () => {
  server = await openTestServer()
  await server.publish(workingRuleset('1.0.0', [notice2025]))
  key = await server.key(grants.integrator)
  // The last Tuesday of the year, in the morning.
  server.clock.advance(Date.parse('2025-12-30T09:00:00+08:00') - Date.parse(server.clock.now()))
})
afterEach(() => server.close())

async function sentCase(): Promise<string> {
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
  const { id } = (await server.ask('/v1/cases', { key, body })).body
  expect((await send(id, 'send')).status).toBe(200)
  return id as string
}
const send = (id: string, type: string) =>
  server.ask(`/v1/cases/${id}/events`, { key, body: { type, reason: '理由' } })
const count = async (context: Parameters<typeof countUntimedCases>[0] = server.context) =>
  await countUntimedCases(context, (error) => {
    throw error
  })
const read = async (id: string) => (await server.ask(`/v1/cases/${id}`, { key })).body
const answerOf = (body: { duties: { duty: string }[] }) =>
  body.duties.find(({ duty }) => duty === 'answer')

it('TM11 a case of the last days of the year is taken, and says which notice its times wait for', async () => {
  const id = await sentCase()
  const body = await read(id)
  expect(body).toMatchObject({ state: 'waiting', timers: [], dutyAt: null })
  expect(body.untimed.map((timer: { yearMissing: number }) => timer.yearMissing)).toEqual([
    2026, 2026, 2026,
  ])
  expect(answerOf(body)).toMatchObject({ status: 'owed', yearMissing: 2026 })
  expect(answerOf(body)).not.toHaveProperty('dueAt')

  const { items } = (await server.ask('/v1/duties', { key })).body
  expect(items[0].duties).toContainEqual(
    expect.objectContaining({ duty: 'answer', dueAt: null, yearMissing: 2026, standing: 'owed' }),
  )
  const editor = await server.key(grants.editor)
  const work = (await server.ask('/v1/worklist', { key: editor })).body
  expect(work.items).toContainEqual(
    expect.objectContaining({ kind: 'holidaysMissing', ruleset: 'small', year: 2026 }),
  )
  // A year later nothing has fired, nothing is late, and the case goes on.
  server.clock.advance(400 * day)
  await new TimerScan(server.context, () => undefined).run()
  expect((await read(id)).state).toBe('waiting')
  expect((await server.ask('/v1/duties?late=true', { key })).body.items).toEqual([])
  expect((await send(id, 'accept')).status).toBe(200)
})

it('TM11 a case of a day before that is due on the last working day the notice knows', async () => {
  server.clock.advance(-day)
  const body = await read(await sentCase())
  expect(body.untimed.filter(({ delay }: { delay: string }) => delay !== '')).toEqual([])
  expect(answerOf(body)).toMatchObject({ dueAt: '2025-12-31T09:00:00+08:00' })
})

it('TM11 what waits is counted once a version names the notice, once, and fires then', async () => {
  const id = await sentCase()
  expect(await count()).toBe(0)
  await server.publish(workingRuleset('1.1.0', [notice2025, notice2026]), '2026-01-01')
  const other = createContext({ ...server.context, store: server.store })
  const counted = await Promise.all([count(), count(other)])
  expect(counted.reduce((sum, each) => sum + each, 0)).toBe(1)
  expect(await count()).toBe(0)

  const body = await read(id)
  // New Year and the second are off, and the Sunday after is worked.
  const due = '2026-01-04T09:00:00+08:00'
  expect(body).toMatchObject({ version: '1.0.0', untimed: [], revision: 3 })
  expect(Date.parse(body.dutyAt)).toBe(Date.parse(due))
  expect(body.timers.map(({ dueAt }: { dueAt: string }) => dueAt)).toContain(due)
  expect(answerOf(body)).toMatchObject({ dueAt: due })
  expect(body.history[2]).toMatchObject({ event: 'calendar', calendar: { notices: [notice2026] } })
  const stored = await storedCase(server, id)
  expect(checkCase(stored, server.context.sealer)).toEqual([])

  server = await server.restart()
  const scan = () => new TimerScan(server.context, () => undefined).run()
  server.clock.advance(Date.parse(due) - Date.parse(server.clock.now()) - 1)
  expect((await scan()).fired).toBe(0)
  server.clock.advance(1)
  expect((await scan()).fired).toBeGreaterThan(0)
  expect((await read(id)).state).toBe('overdue')
  const editor = await server.key(grants.editor)
  const work = (await server.ask('/v1/worklist', { key: editor })).body
  expect(work.items.map(({ kind }: { kind: string }) => kind)).not.toContain('holidaysMissing')
})

it('TM11 whoever works for a unit sees the reason, too', async () => {
  const id = await sentCase()
  const worker = await server.key(caseWorker('north', 'D01'))
  expect((await server.ask(`/v1/cases/${id}`, { key: worker })).body.untimed).toHaveLength(3)
})
