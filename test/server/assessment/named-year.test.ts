import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { assessedRuleset } from './assessed-ruleset.ts'
import { sendTable } from './send-table.ts'

const text = (zh: string, en: string) => ({ zh, en })
let server: TestServer
let assessor: string

/** The assessed ruleset with one more indicator: how many more are vaccinated than in 2014. */
function sinceReform() {
  const ruleset = assessedRuleset()
  const own = (list: string) => ruleset[list] as readonly object[]
  const cites = ['plan#DP-39']
  const growth = {
    id: 'growth',
    title: text('较改革前增长', 'growth since the reform'),
    definition: text('较改革前增长', 'growth since the reform'),
    direction: 'higherIsBetter',
    unit: 'ratio',
    formula: '(vaccinated - baseline(vaccinated)) / baseline(vaccinated)',
    baselineYear: { parameter: 'reformYear' },
    cites,
  }
  const reformYear = {
    id: 'reformYear',
    type: 'integer',
    title: text('改革前年份', 'year before the reform'),
    required: false,
    cites,
    values: [{ from: '2020-01-01', value: 2014 }],
  }
  return {
    ...ruleset,
    parameters: [...own('parameters'), reformYear],
    indicators: [...own('indicators'), growth],
    assessmentGroups: own('assessmentGroups').map((group) => ({
      ...group,
      indicators: ['vaccinationRate', 'urgentShare', 'growth'],
    })),
  }
}

beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
  await server.publish(sinceReform() as ReturnType<typeof assessedRuleset>)
  assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
})
afterEach(async () => {
  await server.close()
})

it('IN7 a run reads what was brought in of the year an indicator names, for every unit', async () => {
  const units = ['id,title,tier', 'N,北镇卫生院,1', 'S,南镇卫生院,1']
  await sendTable(server, assessor, { kind: 'units', rows: units })
  const rows = [
    'unit,period,fact,value',
    'N,2025-01,vaccinated,130',
    'S,2025-01,vaccinated,130',
    'N,2014-01,vaccinated,100',
    'S,2024-01,vaccinated,100',
  ]
  await sendTable(server, assessor, { kind: 'values', rows })
  const { status, body } = await server.ask('/v1/rulesets/small/runs', {
    key: assessor,
    body: { period: '2025-01' },
  })
  expect(status).toBe(201)
  const shown = Object.fromEntries(
    body.result.cards.map((card: { unit: { id: string }; indicators: { indicator: string }[] }) => [
      card.unit.id,
      card.indicators.find(({ indicator }) => indicator === 'growth'),
    ]),
  )
  expect(shown['N']).toMatchObject({ shown: '30' })
  // What lies a year back is no figure of 2014.
  expect(shown['S']).toMatchObject({ shown: null, verdict: 'notAssessable' })
})
