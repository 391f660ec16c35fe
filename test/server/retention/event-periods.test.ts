import { afterEach, beforeEach, expect, it } from 'vitest'
import { beginPurges } from '../../../server/src/operations/retention/begin-purges.ts'
import { numberEvents } from '../../../server/src/operations/events/number-events.ts'
import { verifyAll } from '../audit/tamper.ts'
import { pdf } from '../cases/filing.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { hour, TurnableClock } from '../harness/turnable-clock.ts'
import { Erasing, holds } from './erasing.ts'

const at = '/v1/counties/north/retention'
const day = 24 * hour
const rule = { days: 30, source: '县医共体数据管理办法' }
const none = {
  closedCases: null,
  caseReads: null,
  adviceCards: null,
  events: null,
  parkedDeliveries: null,
}

let server: TestServer
let county: Erasing
let reader: string

beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-03-03T09:00:00.000+08:00'))
  county = await Erasing.open(server)
  reader = await server.key(grants.integrator)
})
afterEach(() => server.close())

async function setRules(rules: object): Promise<void> {
  const asked = { rules: { ...none, ...rules }, reason: '定' }
  const { body } = await county.ask(`${at}/proposals`, county.first, asked)
  const to = `${at}/proposals/${body.proposal.id}/confirm`
  expect((await county.ask(to, county.second, {})).status).toBe(200)
}

/** What a server does every hour, and then every second. */
async function purge(): Promise<number> {
  const begun = await beginPurges(server.context)
  expect(await county.workOff()).toEqual([])
  return begun
}

const feed = async (query = '', key = reader) => await server.ask(`/v1/events${query}`, { key })
const casesOf = (items: readonly { case: string }[]) => [...new Set(items.map((each) => each.case))]

it('PR15: events past their period go, those of held cases stay, and whoever stood before them is told from where to go on', async () => {
  const held = await county.finished('P-8', pdf())
  const gone = await county.finished()
  await county.ask(holds, county.first, { kind: 'person', target: 'P-8', reason: '诉讼' })
  const first = (await feed('?after=start&limit=1')).body.next
  const { next: end, items } = (await feed('?limit=100')).body
  expect(casesOf(items)).toEqual([held, gone])
  await setRules({ events: rule })
  expect(await purge()).toBe(0)
  server.clock.advance(31 * day)
  const young = await county.finished('P-9', pdf())
  expect((await county.ask(at, county.first)).body.due).toMatchObject({ events: items.length })
  expect(await purge()).toBe(1)

  const refused = await feed(`?after=${first}`)
  expect([refused.status, refused.body.code]).toEqual([410, 'EVENTS_REMOVED'])
  const on = (await feed(`?after=${refused.body.next}`)).body
  expect(casesOf(on.items)).toEqual([young])
  // Whoever had read them all goes on from where they were.
  expect((await feed(`?after=${end}`)).body.items).toEqual(on.items)
  expect(casesOf((await feed('?after=start&limit=100')).body.items)).toEqual([held, young])
  const stream = await server.ask(`/v1/events/stream?after=${first}`, { key: reader })
  expect([stream.status, stream.body.next]).toEqual([410, refused.body.next])
  // A county of which nothing is gone reads on.
  const south = await server.key({ role: 'integrator', county: 'south', units: '*' })
  expect((await feed(`?after=${first}`, south)).status).toBe(200)

  const log = await county.ask('/v1/audit?action=retention.purge', county.auditor)
  expect(log.body.items).toMatchObject([{ detail: { what: 'events', days: 30 } }])
  // What stays is looked at again, and nothing else goes.
  server.clock.advance(day)
  await purge()
  expect(casesOf((await feed('?after=start&limit=100')).body.items)).toEqual([held, young])
  expect((await verifyAll(server)).problems).toEqual([])
})

it('PR15: an event stays until every webhook was told, and while it waits to be delivered; what is parked goes by its own period', async () => {
  await county.finished()
  const { items } = (await feed('?limit=100')).body
  const of = async (name: 'events' | 'deliveries') =>
    (await server.raw.find(name, { limit: 100 })).length
  const boss = await server.key({ role: 'administrator', county: '*', units: '*' })
  const made = await server.ask('/v1/webhooks', {
    key: boss,
    body: { county: 'north', url: 'https://his.example.cn/in', description: 'HIS' },
  })
  const webhook: string = made.body.webhook.id
  const progress = (position: number) => ({
    id: webhook,
    revision: 1,
    position,
    lease: null,
    taken: 0,
    takenAt: null,
    failedAt: null,
    lastAnswer: null,
  })
  await setRules({ events: rule })
  await server.context.commit(
    [{ kind: 'insert', collection: 'webhookProgress', document: progress(0) }],
    'mark',
  )
  server.clock.advance(31 * day)
  await purge()
  expect(await of('events')).toBe(items.length)

  // All were told but the first, which nobody took.
  const { context } = server
  await context.commit(
    [
      {
        kind: 'replace',
        collection: 'webhookProgress',
        document: { ...progress(items.length), revision: 2 },
        expectedRevision: 1,
      },
      {
        kind: 'insert',
        collection: 'deliveries',
        document: {
          id: `${webhook}:000000000000001`,
          revision: 1,
          webhook,
          event: items[0].id,
          position: 1,
          tries: 9,
          firstAt: context.clock.now(),
          triedAt: context.clock.now(),
          answer: { taken: false, status: 500, took: 1 },
          parkedAt: context.clock.now(),
        },
      },
    ],
    'mark',
  )
  server.clock.advance(day)
  await purge()
  expect([await of('events'), await of('deliveries')]).toEqual([1, 1])
  await setRules({ events: rule, parkedDeliveries: rule })
  server.clock.advance(31 * day)
  expect((await county.ask(at, county.first)).body.due).toMatchObject({ parkedDeliveries: 1 })
  expect(await purge()).toBe(1)
  expect([await of('events'), await of('deliveries')]).toEqual([0, 0])
  await numberEvents(context)
  expect((await feed('?after=start')).body.items).toEqual([])
})
