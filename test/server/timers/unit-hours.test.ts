import type { Layer } from '@jieli/engine'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dutifulRuleset } from '../harness/dutiful-ruleset.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { hour } from '../harness/turnable-clock.ts'

/** The small county, whose district hospital D01 opens an hour after all others; an answer is owed within two office hours. */
function withHours(): Layer {
  const layer = dutifulRuleset()
  const [answer, ...others] = layer['duties'] as Record<string, unknown>[]
  return {
    ...layer,
    manifest: {
      ...(layer['manifest'] as object),
      calendar: {
        utcOffset: '+08:00',
        holidays: [],
        workdays: [],
        officeHours: [{ from: '08:00', to: '12:00' }],
        unitHours: [{ unit: 'D01', officeHours: [{ from: '09:00', to: '17:00' }] }],
        notices: [{ year: 2025, number: '样例〔2024〕1号' }],
      },
    },
    duties: [{ ...answer, within: { workingTime: 'PT2H' } }, ...others],
  } as unknown as Layer
}

let server: TestServer
let key: string

beforeEach(async () => {
  server = await openTestServer()
  await server.publish(withHours())
  key = await server.key(grants.integrator)
})
afterEach(() => server.close())

async function answerDue(toUnit: string): Promise<{ dueAt: string; hoursOf?: string }> {
  const facts = { ...referralFacts(), 'toUnit.id': toUnit }
  const body = { ruleset: 'small', pathway: 'referral', facts }
  const { id } = (await server.ask('/v1/cases', { key, body })).body
  const sent = await server.ask(`/v1/cases/${id}/events`, {
    key,
    body: { type: 'send', reason: '理由' },
  })
  expect(sent.status).toBe(200)
  const { duties } = (await server.ask(`/v1/cases/${id}`, { key })).body
  return duties.find(({ duty }: { duty: string }) => duty === 'answer')
}

it.each([
  // Sent on the Monday at nine, at eleven and at noon.
  [0, '2025-03-03T11:00:00+08:00', '2025-03-03T11:00:00+08:00'],
  [2, '2025-03-03T13:00:00+08:00', '2025-03-04T09:00:00+08:00'],
  [3, '2025-03-03T14:00:00+08:00', '2025-03-04T10:00:00+08:00'],
  [8, '2025-03-04T11:00:00+08:00', '2025-03-04T10:00:00+08:00'],
])('TM12 what a unit owes is due by its own office hours: %i hours on', async (on, own, others) => {
  server.clock.advance(on * hour)
  expect(await answerDue('D01')).toMatchObject({ dueAt: own, hoursOf: 'D01' })
  const elsewhere = await answerDue('D02')
  expect(elsewhere).toMatchObject({ dueAt: others })
  expect(elsewhere).not.toHaveProperty('hoursOf')
})
