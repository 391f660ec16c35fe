import assert from 'node:assert/strict'
import type { Layer } from '@jieli/engine'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { numberEvents } from '../../../server/src/operations/events/number-events.ts'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { bodies, governedRuleset } from '../harness/governed-ruleset.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { hour } from '../harness/turnable-clock.ts'

const day = 24 * hour
const text = (zh: string, en: string) => ({ zh, en })

/** The governed ruleset in which finance approves within ten days: then it is reminded, and three days later the lead. */
function timedApproval(): Layer {
  return {
    ...governedRuleset(),
    duties: [
      {
        id: 'finance-approves',
        title: text('财政部门限期批准', 'finance approves in time'),
        pathway: 'approval',
        owedBy: 'finance',
        owedTo: 'lead',
        begins: { on: 'state', states: ['approval'] },
        within: { duration: 'P10D' },
        keptBy: { on: 'event', events: ['approve-finance'] },
        endedBy: { on: 'event', events: ['return-draft'] },
        late: [
          { id: 'remind', title: text('批准逾期', 'the approval is late'), to: 'finance' },
          {
            id: 'escalate',
            title: text('批准逾期三日', 'the approval is three days late'),
            to: 'lead',
            after: { duration: 'P3D' },
          },
        ],
        cites: ['plan#DP-39'],
      },
    ],
  } as unknown as Layer
}

let server: TestServer
let lead: string
let finance: string
let health: string
let id: string

const send = async (type: string, key: string) => {
  const { status, body } = await server.ask(`/v1/cases/${id}/events`, { key, body: { type } })
  expect([status, body.code]).toEqual([200, undefined])
}

beforeEach(async () => {
  server = await openTestServer()
  await server.publish(timedApproval())
  const assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  const units = await server.ask('/v1/rulesets/small/units', {
    method: 'PUT',
    key: assessor,
    body: { units: bodies },
    headers: { 'if-match': '"0"' },
  })
  assert.equal(units.status, 200)
  lead = await server.key(caseWorker('north', 'D01'))
  finance = await server.key(caseWorker('north', 'F01'))
  health = await server.key(caseWorker('north', 'H01'))
  const begun = await server.ask('/v1/cases', {
    key: lead,
    body: { ruleset: 'small', pathway: 'approval', facts: {} },
  })
  assert.equal(begun.status, 201)
  ;({ id } = begun.body)
  await send('submit-draft', lead)
})
afterEach(() => server.close())

/** What a server does every second. */
async function fireTimers(): Promise<void> {
  const scan = new TimerScan(server.context, (error) => {
    throw error
  })
  await scan.run()
}

/** How the duty stands, as the page of the case has it. */
async function standing() {
  await fireTimers()
  const { body } = await server.ask(`/v1/cases/${id}`, { key: lead })
  return body.duties.map(({ status, dueAt, settledAt }: Record<string, unknown>) => ({
    status,
    dueAt,
    settledAt,
  }))
}

/** What waits for a department, as its worklist says it. */
async function waits(key: string, unit: string) {
  const { items } = (await server.ask('/v1/worklist', { key })).body
  return items
    .filter(({ kind }: { kind: string }) => kind === 'procedureWaiting')
    .flatMap((entry: { waitsFor: { unit: string; dueAt: string | null; late: boolean }[] }) =>
      entry.waitsFor.filter((party) => party.unit === unit).map(({ dueAt, late }) => [dueAt, late]),
    )
}

/** What the case told its parties, as the feed has it. */
async function told(): Promise<readonly unknown[]> {
  await fireTimers()
  await numberEvents(server.context)
  const key = await server.key(grants.integrator)
  const { items } = (await server.ask('/v1/events', { key })).body
  return items
    .filter((event: { case: string }) => event.case === id)
    .map(({ data }: { data: { title: { zh: string }; to?: string } }) => [data.title.zh, data.to])
}

const due = '2025-03-13T09:00:00.000+08:00'

it('DU3, DU6, DU10 an approval given at the very moment it is due is kept in time, and nobody is told anything', async () => {
  expect(await waits(finance, 'F01')).toEqual([[due, false]])
  expect(await waits(health, 'H01')).toEqual([[null, false]])
  server.clock.advance(10 * day)
  expect(await waits(finance, 'F01')).toEqual([[due, false]])
  await send('approve-finance', finance)
  const [kept] = await standing()
  expect(kept).toMatchObject({ status: 'kept' })
  expect(Date.parse(kept.settledAt)).toBe(Date.parse(due))
  expect(await waits(finance, 'F01')).toEqual([])
  server.clock.advance(30 * day)
  expect(await told()).toEqual([])
})

it('DU6, DU7, DU10 a millisecond later it is late: the worklist says so, the department is reminded, and three days on the lead is told', async () => {
  server.clock.advance(10 * day + 1)
  expect(await waits(finance, 'F01')).toEqual([[due, true]])
  const procedures = (await server.ask('/v1/procedures', { key: lead })).body.items
  const parties = procedures[0].waitsFor as { unit: string; late: boolean }[]
  expect(parties.filter(({ late }) => late).map(({ unit }) => unit)).toEqual(['F01'])
  const whole = await server.key({ role: 'caseWorker', county: 'north', units: '*' })
  const late = (await server.ask('/v1/duties?late=true', { key: whole })).body.items
  expect(late).toMatchObject([
    {
      case: id,
      duties: [{ duty: 'finance-approves', standing: 'late', dueAt: expect.any(String) }],
    },
  ])
  expect(await told()).toEqual([['批准逾期', 'finance']])

  server.clock.advance(3 * day - 2)
  expect(await told()).toHaveLength(1)
  server.clock.advance(2)
  expect((await told()).at(-1)).toEqual(['批准逾期三日', 'lead'])
})

it('DU6 an approval given late closes nothing and stays counted as late; one that was given tells nobody further', async () => {
  server.clock.advance(11 * day)
  expect(await told()).toHaveLength(1)
  await send('approve-finance', finance)
  const [kept] = await standing()
  expect(kept.status).toBe('kept')
  expect(Date.parse(kept.settledAt)).toBeGreaterThan(Date.parse(kept.dueAt))
  server.clock.advance(10 * day)
  expect(await told()).toHaveLength(1)
  expect(await waits(finance, 'F01')).toEqual([])
})

it('DU5 a draft that is sent back owes no approval, and the next round begins with its whole time', async () => {
  server.clock.advance(9 * day)
  const back = await server.ask(`/v1/cases/${id}/events`, {
    key: health,
    body: { type: 'return-draft', reason: '请补充测算' },
  })
  expect(back.status).toBe(200)
  server.clock.advance(5 * day)
  expect([await standing(), await told()]).toMatchObject([[{ status: 'ended' }], []])
  await send('submit-draft', lead)
  expect(await waits(finance, 'F01')).toEqual([['2025-03-27T09:00:00.000+08:00', false]])
})
