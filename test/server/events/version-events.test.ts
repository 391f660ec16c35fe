import { afterAll, beforeAll, expect, it } from 'vitest'
import { feedEventSchema, type FeedEvent } from '../../../server/src/contracts/event.ts'
import { numberEvents } from '../../../server/src/operations/events/number-events.ts'
import { WebhookDelivery } from '../../../server/src/operations/webhooks/deliver-webhooks.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { minute, TurnableClock } from '../harness/turnable-clock.ts'
import { readBlocks, readPage } from '../interfaces/read-exchanges.ts'
import {
  evaluate,
  onTrial,
  pilotUnit,
  saveStricter,
  saveUnits,
  tried,
  triedRuleset,
} from '../rulesets/on-trial.ts'
import { byTwo } from '../rulesets/suspending.ts'
import { Receiver } from './receiver.ts'

let server: TestServer
let seen = 'start'

beforeAll(async () => {
  server = await openTestServer(new TurnableClock('2025-03-03T09:00:00.000+08:00'))
  await server.publish(triedRuleset())
  await saveUnits(server)
})
afterAll(() => server.close())

/** What is new in the feed. */
async function news(key: string): Promise<FeedEvent[]> {
  await numberEvents(server.context)
  const { items, next } = (await server.ask(`/v1/events?after=${seen}`, { key })).body
  seen = next
  return items
}
const shown = (events: readonly FeedEvent[]) =>
  events.map(({ type, version, data }) => [type, version, data.from, data.applies])

it('VF8 tells of every version that a person published, put on trial, suspended or ended, once and in order', async () => {
  const key = await server.key(grants.integrator)
  expect(await news(key)).toEqual([])
  await onTrial(server)
  const [begun] = await news(key)
  expect(begun).toMatchObject({
    id: `small@${tried}:onTrial:1`,
    type: 'version:onTrial',
    county: 'north',
    units: [pilotUnit],
    case: null,
    data: { from: '2025-03-05' },
  })
  for (const action of ['suspend', 'restore', 'suspend', 'restore'] as const) {
    server.clock.advance(minute)
    await byTwo(server, tried, action)
  }
  server.clock.advance(minute)
  await evaluate(server, 'continue', '2025-05-01')
  await evaluate(server, 'end', '2025-03-10')
  server.clock.advance(minute)
  await server.publishDraft('small', await saveStricter(server, 'requireReason'), '2025-03-20')
  const events = await news(key)
  expect(shown(events)).toEqual([
    ['version:suspended', tried, '2025-03-03', '1.0.0'],
    ['version:restored', tried, '2025-03-03', '1.0.0'],
    ['version:suspended', tried, '2025-03-03', '1.0.0'],
    ['version:restored', tried, '2025-03-03', '1.0.0'],
    ['version:trialEnded', tried, '2025-03-10', '1.0.0'],
    ['version:published', '1.0.2', '2025-03-20', undefined],
  ])
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
})

it('VF8 tells whoever may read cases of the county, for single units too, and nobody of another county', async () => {
  const read = async (key: string) =>
    ((await server.ask('/v1/events', { key })).body.items as FeedEvent[]).length
  expect(await read(await server.key(caseWorker('north', 'T02')))).toBe(7)
  expect(await read(await server.key(caseWorker('south', 'T02')))).toBe(0)
})

it('VF8 is sent to the webhooks of the county, also to those of single units, and not to those of other types', async () => {
  const receiver = await new Receiver().open()
  const admin = await server.key({ role: 'administrator', county: 'north', units: '*' })
  for (const [place, more] of [
    ['units', { units: ['T09'] }],
    ['types', { types: ['noted'] }],
  ] as const) {
    const body = { county: 'north', url: `${receiver.url}/${place}`, description: 'HIS', ...more }
    expect((await server.ask('/v1/webhooks', { key: admin, body })).status).toBe(201)
  }
  await byTwo(server, '1.0.2', 'suspend')
  await numberEvents(server.context)
  const delivery = new WebhookDelivery(
    server.context,
    (error) => {
      throw error
    },
    { alone: true },
  )
  await delivery.run()
  await delivery.settled()
  const sent = receiver.received.map(({ path, body }) => [path, JSON.parse(body).type])
  expect(sent).toEqual([['/units', 'version:suspended']])
  await receiver.close()
})

it('the event of a version that docs/events.md shows is one', () => {
  const [block] = readBlocks(readPage('events.md')).filter(({ kind }) => kind === 'json version')
  const event = JSON.parse(block?.text ?? '')
  expect(feedEventSchema.parse(event)).toEqual(event)
})
