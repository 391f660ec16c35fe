import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchRulesets } from '../../../server/src/jobs/watch-rulesets.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { sendTable } from '../assessment/send-table.ts'
import { monthlyRuleset } from './monthly-ruleset.ts'

let server: TestServer
let assessor: string
let north: string

const day = 86_400_000
const setClock = (moment: string) =>
  server.clock.advance(Date.parse(moment) - Date.parse(server.clock.now()))

beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
  await server.publish(monthlyRuleset(), '2025-01-01')
  assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  north = await server.key({ role: 'caseWorker', county: 'north', units: ['N'] })
  const rows = [
    'id,title,kind',
    'N,北镇卫生院,township',
    'S,南镇卫生院,township',
    'H,县医院,hospital',
  ]
  await sendTable(server, assessor, { kind: 'units', rows })
})
afterEach(async () => {
  await server.close()
})

interface Entry {
  readonly duty: string
  readonly period: string
  readonly unit: string | null
  readonly dueAt: string | null
  readonly standing: string
  readonly done: number
  readonly told: readonly { readonly to: { readonly en: string }; readonly reached: boolean }[]
  readonly records: readonly { readonly id: string; readonly by: string }[]
}

const list = async (query = '', key = assessor): Promise<Entry[]> => {
  const { status, body } = await server.ask(`/v1/rulesets/small/scheduled-duties${query}`, { key })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.items
}
const standings = async (query = '', key = assessor) =>
  (await list(query, key)).map(({ duty, period, unit, standing }) =>
    [duty, period, unit ?? '—', standing].join(' '),
  )
const record = async (
  duty: string,
  body: object,
  { key = assessor, once }: { readonly key?: string; readonly once?: string } = {},
) =>
  await server.ask(`/v1/rulesets/small/scheduled-duties/${duty}/records`, {
    key,
    body,
    ...(once === undefined ? {} : { headers: { 'idempotency-key': once } }),
  })
/** The county hospital is the unit that fills one office, and no unit fills another. */
const fill = async (office: string) => {
  const { body } = await server.ask('/v1/rulesets/small/units', { key: assessor })
  const units = body.units.map((unit: { readonly id: string }) =>
    unit.id === 'H' ? { ...unit, offices: [office] } : unit,
  )
  const saved = await server.ask('/v1/rulesets/small/units', {
    method: 'PUT',
    key: assessor,
    body: { units },
    headers: { 'if-match': `"${body.revision}"` },
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
}
const report = { period: '2025-01', unit: 'N', facts: { 'report.patients': 3 } }

/** What the worklist asks of somebody for scheduled duties. */
const work = async (key: string) => {
  const { status, body } = await server.ask('/v1/worklist', { key })
  expect(status, JSON.stringify(body)).toBe(200)
  type Owed = Readonly<Record<'kind' | 'duty' | 'period' | 'unit' | 'late' | 'dueAt', string>>
  return (body.items as Owed[])
    .filter(({ kind }) => kind === 'scheduledDutyOwed')
    .map(({ duty, period, unit, late }) =>
      [duty, period, unit ?? '—', late ? 'late' : 'owed'].join(' '),
    )
}

describe('what has to be done in each period', () => {
  it('SD1 is listed for each unit it names and for the community, the first due first', async () => {
    expect(await standings()).toEqual([
      'report 2025-01 N owed',
      'report 2025-01 S owed',
      'report 2025-02 N owed',
      'report 2025-02 S owed',
      'meet 2025-Q1 — owed',
      'plan once — owed',
    ])
    const [first] = await list()
    expect(first?.dueAt).toBe('2025-02-05T23:59:59.999+08:00')
  })

  it('SD1 a unit sees its own alone, page by page', async () => {
    expect(await standings('', north)).toEqual(['report 2025-01 N owed', 'report 2025-02 N owed'])
    const { body } = await server.ask('/v1/rulesets/small/scheduled-duties?limit=2', {
      key: assessor,
    })
    expect(body.items).toHaveLength(2)
    const rest = await standings(`?limit=10&cursor=${body.next}`)
    expect(rest).toEqual([
      'report 2025-02 N owed',
      'report 2025-02 S owed',
      'meet 2025-Q1 — owed',
      'plan once — owed',
    ])
  })

  it('SD4 is done by what is recorded, once however often it is sent, and who did it is told', async () => {
    const first = await record('report', report, { key: north, once: 'a' })
    expect(first.status, JSON.stringify(first.body)).toBe(201)
    expect(first.body).toMatchObject({ standing: 'kept', done: 1, needed: 1 })
    expect((await record('report', report, { key: north, once: 'a' })).status).toBe(201)
    const [entry] = await list('?open=false&unit=N')
    expect(entry).toMatchObject({ period: '2025-01', standing: 'kept', done: 1 })
    expect(entry?.records).toHaveLength(1)
    expect(await standings()).not.toContain('report 2025-01 N owed')
  })

  it('SD5 at the last moment is in time, a moment later is late', async () => {
    setClock('2025-02-05T23:59:59.999+08:00')
    expect((await record('report', report)).body.standing).toBe('kept')
    server.clock.advance(1)
    const late = await record('report', { ...report, unit: 'S' })
    expect(late.body.standing).toBe('keptLate')
  })

  it('SD4 what was done earlier may be recorded later, and counts as when it was done', async () => {
    setClock('2025-02-20T09:00:00.000+08:00')
    const at = '2025-02-04T10:00:00+08:00'
    expect((await record('report', { ...report, at })).body.standing).toBe('kept')
  })

  it.each([
    ['what is not asked for', { ...report, facts: {} }, 422, 'RECORD_LACKS'],
    ['nothing to report', { ...report, facts: { 'report.patients': 0 } }, 422, 'RECORD_LACKS'],
    ['an unknown fact', { ...report, facts: { other: 1 } }, 422, 'FACTS_INVALID'],
    ['a unit that does not owe it', { ...report, unit: 'H' }, 409, 'SCHEDULED_DUTY_NOT_OWED'],
    ['a period to come', { ...report, period: '2025-03' }, 409, 'SCHEDULED_DUTY_NOT_OWED'],
    [
      'a period of another length',
      { ...report, period: '2025-Q1' },
      409,
      'SCHEDULED_DUTY_NOT_OWED',
    ],
    ['a moment to come', { ...report, at: '2025-02-03T09:00:01+08:00' }, 422, 'RECORD_MOMENT'],
    ['a moment before it', { ...report, at: '2024-12-31T23:59:59+08:00' }, 422, 'RECORD_MOMENT'],
  ])('SD4 refuses %s, and nothing changes', async (_, body, status, code) => {
    const before = await list('?open=false')
    const refused = await record('report', body)
    expect([refused.status, refused.body.code]).toEqual([status, code])
    expect(await list('?open=false')).toEqual(before)
  })

  it('SD4 a document is filed as often as is asked', async () => {
    const meeting = { period: '2025-Q1', unit: null }
    expect((await record('meet', meeting)).body.code).toBe('RECORD_LACKS')
    const minutes = { ...meeting, document: { title: '会议纪要', number: '〔2025〕1号' } }
    expect((await record('meet', minutes)).body).toMatchObject({
      standing: 'owed',
      done: 1,
      needed: 2,
    })
    expect((await record('meet', minutes)).body).toMatchObject({ standing: 'kept', done: 2 })
  })

  it('nobody records for another unit, or for the community with a unit of it alone', async () => {
    expect((await record('report', { ...report, unit: 'S' }, { key: north })).body.code).toBe(
      'UNIT_OUTSIDE',
    )
    const plan = { period: 'once', unit: null, document: { title: '方案' } }
    expect((await record('plan', plan, { key: north })).body.code).toBe('WHOLE_COUNTY_NEEDED')
    expect((await record('plan', plan)).body.standing).toBe('kept')
  })

  it('whoever works for the unit that fills an office of the community sees and records what it owes', async () => {
    const office = await server.key({ role: 'caseWorker', county: 'north', units: ['H'] })
    expect(await standings('', office)).toEqual([])
    await fill('council')
    expect(await standings('', office)).toEqual(['meet 2025-Q1 — owed'])
    const minutes = { period: '2025-Q1', unit: null, document: { title: '会议纪要' } }
    const { status, body } = await record('meet', minutes, { key: office })
    expect([status, body.owedBy?.zh]).toEqual([201, '理事会'])
    const plan = { period: 'once', unit: null, document: { title: '方案' } }
    expect((await record('plan', plan, { key: office })).body.code).toBe('WHOLE_COUNTY_NEEDED')
    const url = `/v1/rulesets/small/duty-records/${body.records[0].id}/withdraw`
    const gone = await server.ask(url, { key: office, body: { reason: '重复登记' } })
    expect(gone.body.records).toEqual([])
  })

  it('a record made by mistake is withdrawn with its reason, once, and what it kept is owed again', async () => {
    const { body } = await record('report', report, { key: north })
    const url = `/v1/rulesets/small/duty-records/${body.records[0].id}/withdraw`
    const reason = { body: { reason: '填错了月份' } }
    const gone = await server.ask(url, { key: north, ...reason })
    expect(gone.body, JSON.stringify(gone.body)).toMatchObject({ standing: 'owed', records: [] })
    expect((await server.ask(url, { key: north, ...reason })).body.standing).toBe('owed')
    const unknown = url.replace(body.records[0].id, 'none')
    expect((await server.ask(unknown, { key: north, ...reason })).body.code).toBe('RECORD_UNKNOWN')
  })

  it('a period is owed by the version in force when it ended', async () => {
    setClock('2025-02-20T09:00:00.000+08:00')
    await server.publish(monthlyRuleset({ version: '1.1.0', without: 'report' }), '2025-02-01')
    expect(await standings()).toEqual([
      'report 2025-01 N late',
      'report 2025-01 S late',
      'meet 2025-Q1 — owed',
      'plan once — owed',
    ])
  })
})

describe('what is late', () => {
  const watch = async () =>
    await watchRulesets(server.context, {
      watch: 'noteLateDuties',
      failed: (_ruleset, error) => {
        throw error
      },
    })
  const notices = async () =>
    (await server.ask('/v1/rulesets/small/duty-notices', { key: assessor })).body.items

  it('SD6 is told once to each at its time, whatever is started again', async () => {
    await record('report', report)
    setClock('2025-02-05T23:59:59.999+08:00')
    expect(await watch()).toBe(0)
    server.clock.advance(1)
    expect(await watch()).toBe(1)
    server = await server.restart()
    expect(await watch()).toBe(0)
    server.clock.advance(3 * day)
    expect(await watch()).toBe(1)
    expect(await notices()).toMatchObject([
      { duty: 'report', period: '2025-01', unit: 'S', to: { en: 'the office' } },
      { duty: 'report', period: '2025-01', unit: 'S', to: { zh: '南镇卫生院' } },
    ])
    const [late] = await list()
    expect(late?.told.map(({ to }) => to.en)).toEqual(['南镇卫生院', 'the office'])
  })

  it('SD6 stands in the list of the unit that fills the office told, or says that none fills it', async () => {
    const hospital = await server.key({ role: 'caseWorker', county: 'north', units: ['H'] })
    const reached = async () => (await list())[0]?.told.map((one) => [one.to.en, one.reached])
    setClock('2025-02-08T23:59:59.999+08:00')
    await fill('office')
    expect(await standings('', hospital)).toEqual([])
    server.clock.advance(1)
    expect(await standings('', hospital)).toEqual([
      'report 2025-01 N late',
      'report 2025-01 S late',
    ])
    expect(await reached()).toEqual([
      ['北镇卫生院', true],
      ['the office', true],
    ])
    expect((await record('report', report, { key: hospital })).body.code).toBe('UNIT_OUTSIDE')
    await fill('lead')
    expect(await reached()).toEqual([
      ['北镇卫生院', true],
      ['the office', false],
    ])
  })
})

interface Card {
  readonly unit: { readonly id: string } | null
  readonly indicators: readonly {
    readonly shown: string | null
    readonly figures: Readonly<Record<string, { readonly value: number } | null>>
  }[]
}

describe('what the assessment counts', () => {
  const figures = async (period: string) => {
    const { status, body } = await server.ask(`/v1/rulesets/small/runs`, {
      key: assessor,
      body: { period },
    })
    expect(status, JSON.stringify(body)).toBe(201)
    const cards: readonly Card[] = [...body.result.cards, body.result.community]
    return cards.map(({ unit, indicators: [indicator] }) => [
      unit?.id ?? '—',
      indicator?.figures['duty.report.due']?.value,
      indicator?.figures['duty.report.onTime']?.value,
      indicator?.shown,
    ])
  }

  it('SD7 counts what fell due in the month, and what of it was done in time', async () => {
    await record('report', report)
    setClock('2025-02-06T09:00:00.000+08:00')
    await record('report', { ...report, unit: 'S' })
    setClock('2025-03-02T09:00:00.000+08:00')
    const found = await figures('2025-02')
    expect(found.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toEqual([
      ['H', 0, 0, null],
      ['N', 1, 1, '100'],
      ['S', 1, 0, '0'],
      ['—', 2, 1, '50'],
    ])
    // Nothing fell due in January: the report of December was of before the rules.
    expect((await figures('2025-01')).every(([, due]) => due === 0)).toBe(true)
  })
})

describe('the worklist', () => {
  it('asks a unit for what it owes and has not done, with what is late, and no other unit for that', async () => {
    const south = await server.key({ role: 'caseWorker', county: 'north', units: ['S'] })
    const hospital = await server.key({ role: 'caseWorker', county: 'north', units: ['H'] })
    expect((await work(north)).toSorted()).toEqual([
      'report 2025-01 N owed',
      'report 2025-02 N owed',
    ])
    expect(await work(hospital)).toEqual([])
    expect((await record('report', report, { key: north })).status).toBe(201)
    expect(await work(north)).toEqual(['report 2025-02 N owed'])
    setClock('2025-02-05T23:59:59.999+08:00')
    expect(await work(south)).toContain('report 2025-01 S owed')
    setClock('2025-02-06T00:00:00.000+08:00')
    expect(await work(south)).toContain('report 2025-01 S late')
    expect(await work(north)).toEqual(['report 2025-02 N owed'])
  })

  it('asks the unit that fills an office for what the office owes, and who acts for the whole county', async () => {
    const hospital = await server.key({ role: 'caseWorker', county: 'north', units: ['H'] })
    await fill('council')
    expect(await work(hospital)).toEqual(['meet 2025-Q1 — owed'])
    expect((await work(assessor)).toSorted()).toEqual(['meet 2025-Q1 — owed', 'plan once — owed'])
    const approver = await server.key({ role: 'approver', county: 'north', units: '*' })
    expect(await work(approver)).toEqual([])
    const elsewhere = await server.key({ role: 'caseWorker', county: 'south', units: '*' })
    expect(await work(elsewhere)).toEqual([])
  })
})
