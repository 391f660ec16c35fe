import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchRulesets } from '../../../server/src/jobs/watch-rulesets.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { referralRows, sendTable } from './send-table.ts'
import { watchedRuleset } from './watched-ruleset.ts'

let server: TestServer
let assessor: string

beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
  await server.publish(watchedRuleset())
  assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  await sendTable(server, assessor, { kind: 'units', rows: ['id,title', 'N,北镇卫生院'] })
})
afterEach(async () => {
  await server.close()
})

const watch = async () =>
  await watchRulesets(server.context, {
    watch: 'watchRuleset',
    failed: (_ruleset, error) => {
      throw error
    },
  })
const cases = async (name: string, of: Parameters<typeof referralRows>[1]) => {
  server.clock.advance(1000)
  await sendTable(server, assessor, { kind: 'cases', rows: referralRows(name, of) })
}
const notices = async () =>
  (await server.ask('/v1/rulesets/small/notices', { key: assessor })).body.items
const work = async (key = assessor) =>
  (await server.ask('/v1/worklist', { key })).body.items.filter(
    ({ kind }: { kind: string }) => kind === 'thresholdCrossed',
  )

describe('the watch over thresholds', () => {
  it('tells nothing at the line itself, and a crossing by one case once', async () => {
    await cases('hip', { all: 20, urgent: 3 })
    expect(await watch()).toBe(0)
    await cases('hip', { all: 20, urgent: 4 })
    // Of all together, and of the pathway.
    expect(await watch()).toBe(2)
    expect(await watch()).toBe(0)
    const again = await server.restart()
    server = again
    expect(await watch()).toBe(0)
    expect(await notices()).toHaveLength(2)
    expect(await notices()).toContainEqual(
      expect.objectContaining({
        rate: 'urgentRate',
        pathway: 'hip',
        period: '2025-01',
        from: 'pass',
        to: 'fail',
        numerator: 4,
        denominator: 20,
      }),
    )
  })

  it('tells that a rate has come back within its threshold, and takes it off the worklist', async () => {
    await cases('hip', { all: 4, urgent: 4 })
    expect(await watch()).toBe(2)
    expect(await work()).toEqual([expect.objectContaining({ pathway: null, others: 1 })])
    await cases('hip', { all: 4, urgent: 0 })
    expect(await watch()).toBe(2)
    expect(await notices()).toHaveLength(4)
    expect(await work()).toEqual([])
  })

  it('sees a crossing by a table of a month long past, and not again the same failure a month later', async () => {
    await cases('hip', { all: 4, urgent: 2, day: '2024-06-05' })
    expect(await watch()).toBe(2)
    await cases('knee', { all: 4, urgent: 2, day: '2024-07-05' })
    // Knee has not failed before; all together has.
    expect(await watch()).toBe(1)
    expect((await work()).map(({ period }: { period: string }) => period)).toEqual([
      '2024-07',
      '2024-06',
    ])
  })

  it('sees a case run here cross the line', async () => {
    const worker = await server.key(grants.integrator)
    await server.ask('/v1/cases', {
      key: worker,
      body: {
        ruleset: 'small',
        pathway: 'referral',
        facts: { 'patient.id': 'p', 'fromUnit.id': 'N', 'toUnit.id': 'S', urgency: 'high' },
      },
    })
    expect(await watch()).toBe(1)
    expect((await notices())[0]).toMatchObject({ pathway: null, from: null, period: '2025-02' })
  })

  it('several at once tell each crossing once', async () => {
    await cases('hip', { all: 4, urgent: 2 })
    const told = await Promise.all([watch(), watch(), watch()])
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(2)
    expect(await notices()).toHaveLength(2)
  })

  it('shows the crossing to editors and assessors of the county, and to nobody else', async () => {
    await cases('hip', { all: 4, urgent: 2 })
    await watch()
    const editor = await server.key({ role: 'editor', county: 'north', units: '*' })
    const stranger = await server.key({ role: 'assessor', county: 'south', units: '*' })
    const doctor = await server.key(caseWorker('north', 'N'))
    const counts = []
    for (const key of [editor, assessor, stranger, doctor]) counts.push((await work(key)).length)
    expect(counts).toEqual([1, 1, 0, 0])
  })
})
