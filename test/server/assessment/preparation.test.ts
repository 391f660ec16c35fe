import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { assessedRuleset } from './assessed-ruleset.ts'

let server: TestServer
let assessor: string

beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
  await server.publish(assessedRuleset())
  assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  const units = [
    { id: 'N', title: '北镇卫生院' },
    { id: 'S', title: '南镇卫生院' },
  ]
  await server.ask('/v1/rulesets/small/units', {
    method: 'PUT',
    key: assessor,
    headers: { 'if-match': '"0"' },
    body: { units },
  })
})
afterEach(async () => {
  await server.close()
})

const enter = async (unit: string, values: Readonly<Record<string, number>>) =>
  await server.ask('/v1/rulesets/small/values/2025-01', {
    method: 'PUT',
    key: assessor,
    body: { values: Object.entries(values).map(([fact, value]) => ({ unit, fact, value })) },
  })
const prepare = async (period: string) =>
  await server.ask(`/v1/rulesets/small/preparation?period=${period}`, { key: assessor })

it('what a run would lack is told unit by unit, and nothing is stored', async () => {
  await enter('N', { vaccinated: 90, due: 100 })
  await enter('S', { due: 100 })
  const { status, body } = await prepare('2025-01')
  expect(status).toBe(200)
  expect(body).toMatchObject({ scheme: 'monthly', open: false, caseCount: 0 })
  const [north, south] = body.cards
  expect(north.figures.vaccinated).toEqual({ value: 90, source: 'entered' })
  expect(north.needs).not.toContain('vaccinated')
  expect(south.figures.vaccinated).toBeNull()
  expect(south.needs).toContain('vaccinated')
  const runs = await server.ask('/v1/rulesets/small/runs', { key: assessor })
  expect(runs.body.items).toEqual([])
})

it('a period that has not ended is told as open', async () => {
  expect((await prepare('2025-02')).body.open).toBe(true)
})

it('a text that names no period is refused', async () => {
  expect((await prepare('January')).body.code).toBe('PERIOD_UNKNOWN')
})
