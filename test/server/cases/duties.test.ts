import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dutifulRuleset } from '../harness/dutiful-ruleset.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { hour, minute } from '../harness/turnable-clock.ts'

let server: TestServer
let key: string

beforeEach(async () => {
  server = await openTestServer()
  await server.publish(dutifulRuleset())
  key = await server.key(grants.integrator)
})
afterEach(() => server.discard())

interface Row {
  readonly case: string
  readonly duties: readonly {
    readonly duty: string
    readonly standing: string
    readonly dueAt: string | null
    readonly owedBy: { readonly unit: string | null }
  }[]
}

async function sent(facts = {}, from = 'T01', to = 'D01', ruleset = 'small'): Promise<string> {
  const body = { ruleset, pathway: 'referral', facts: { ...referralFacts(from, to), ...facts } }
  const { id } = (await server.ask('/v1/cases', { key, body })).body
  expect((await send(id, 'send')).status).toBe(200)
  return id as string
}
const send = (id: string, type: string, facts = {}) =>
  server.ask(`/v1/cases/${id}/events`, { key, body: { type, facts, reason: '理由' } })
async function list(query = '', as = key): Promise<readonly Row[]> {
  const { status, body } = await server.ask(`/v1/duties?${query}`, { key: as })
  expect(status).toBe(200)
  return body.items
}
const told = (rows: readonly Row[]) =>
  rows.map((row) => [row.case, ...row.duties.map(({ duty, standing }) => `${duty}: ${standing}`)])

describe('the list of duties', () => {
  it('shows what is open in a case with who owes it, since when, by when, and nothing of the patient', async () => {
    const id = await sent({ stable: true })
    const { body } = await server.ask('/v1/duties', { key })
    expect(body).toEqual({
      items: [
        {
          case: id,
          ruleset: 'small',
          version: '1.0.0',
          pathway: 'referral',
          county: 'north',
          state: 'waiting',
          fromUnit: 'T01',
          toUnit: 'D01',
          duties: [
            {
              duty: 'answer',
              number: 1,
              title: { zh: '答复转诊', en: 'answer the referral' },
              owedBy: {
                party: 'receiver',
                title: { zh: '转入单位', en: 'receiving unit' },
                unit: 'D01',
              },
              begunAt: '2025-03-03T09:00:00.000+08:00',
              dueAt: '2025-03-03T11:00:00+08:00',
              yearMissing: null,
              standing: 'owed',
            },
            expect.objectContaining({
              duty: 'transport',
              dueAt: '2025-03-04T09:00:00+08:00',
              standing: 'owed',
            }),
            expect.objectContaining({ duty: 'tellFamily', dueAt: null, standing: 'owed' }),
          ],
        },
      ],
    })
  })

  it('shows each unit what it owes, and nothing of what others owe', async () => {
    const first = await sent({ stable: true })
    const second = await sent({ stable: false }, 'T02')
    const worker = async (...units: string[]) => await server.key(caseWorker('north', ...units))
    expect(told(await list('', await worker('D01')))).toEqual(
      [first, second].toSorted().map((id) => [id, 'answer: owed']),
    )
    expect(told(await list('', await worker('T01')))).toEqual([
      [first, 'transport: owed', 'tellFamily: owed'],
    ])
    expect(told(await list('', await worker('T02')))).toEqual([[second, 'tellFamily: owed']])
    expect(await list('', await worker('T03'))).toEqual([])
    expect(await list('unit=D01', await worker('T01'))).toEqual([])
    expect(told(await list('unit=T02'))).toEqual([[second, 'tellFamily: owed']])
    expect(await list('county=south')).toEqual([])
    expect(await list('county=north&ruleset=small')).toHaveLength(2)
    expect(await list('ruleset=other')).toEqual([])
  })

  it('is late from the moment after the due time, and shows what is late alone where that is asked', async () => {
    const id = await sent({ stable: true })
    server.clock.advance(2 * hour)
    expect(await list('late=true')).toEqual([])
    expect((await list())[0]?.duties[0]?.standing).toBe('owed')
    server.clock.advance(1)
    expect(told(await list('late=true'))).toEqual([[id, 'answer: late']])
    expect((await list())[0]?.duties[0]?.standing).toBe('late')
    expect((await server.ask('/v1/cases', { key })).body.items[0].dutyAt).toBe(
      '2025-03-03T11:00:00.000+08:00',
    )
  })

  it('holds one that is not known to be owed last, never late, until it is known', async () => {
    const id = await sent()
    server.clock.advance(30 * hour)
    const worker = await server.key(caseWorker('north', 'T01'))
    expect(told(await list('', worker))).toEqual([
      [id, 'tellFamily: owed', 'transport: undetermined'],
    ])
    expect(await list('late=true', worker)).toEqual([])
  })

  it('lets go of what is kept or lapses with the case, and of nothing else', async () => {
    const id = await sent({ stable: true })
    server.clock.advance(minute)
    await send(id, 'note')
    expect(told(await list())).toEqual([[id, 'answer: owed']])
    const open = (await server.ask(`/v1/cases/${id}`, { key })).body
    expect(open.dutyAt).toBe('2025-03-03T11:00:00.000+08:00')
    await send(id, 'accept')
    expect(await list()).toEqual([])
    const { duties, dutyAt } = (await server.ask(`/v1/cases/${id}`, { key })).body
    expect(dutyAt).toBeNull()
    expect(duties.map(({ status }: { status: string }) => status)).toEqual(['kept', 'kept', 'kept'])
  })

  it('comes in pages by when the first is due, each once, whoever asks and in whatever pages', async () => {
    await server.publish(dutifulRuleset({ id: 'south-plan', county: 'south' }))
    const ids: string[] = []
    for (let n = 0; n < 9; n++) {
      ids.push(
        n % 3 === 2
          ? await sent({ stable: n % 2 === 0 }, 'T02', 'T01', 'south-plan')
          : await sent({ stable: n % 2 === 0 }, n % 3 === 0 ? 'T01' : 'T02', 'T01'),
      )
      // Several at one moment, so that ties are met.
      if (n % 2 === 0) server.clock.advance(20 * minute)
    }
    for (const who of [
      [{ role: 'integrator', county: '*', units: '*' } as const],
      [caseWorker('north', 'T01')],
      [caseWorker('north', 'T01', 'T02'), { ...grants.integrator, county: 'south' }],
    ]) {
      const as = await server.key(...who)
      const whole = await list('limit=200', as)
      expect(whole.length).toBeGreaterThanOrEqual(6)
      const times = whole.map(({ duties }) => duties[0]?.dueAt ?? '9999')
      expect(times).toEqual(times.toSorted())
      for (const limit of [1, 2, 5]) {
        const rows: Row[] = []
        let cursor: string | undefined
        do {
          const url = `/v1/duties?limit=${limit}${cursor === undefined ? '' : `&cursor=${cursor}`}`
          const { body } = await server.ask(url, { key: as })
          rows.push(...body.items)
          // One case on both sides of which the caller stands may be one more.
          expect(body.items.length).toBeLessThanOrEqual(limit + 1)
          cursor = body.next
        } while (cursor !== undefined)
        expect(rows).toEqual(whole)
      }
    }
  })

  it('goes on after a restart, and over cases from before there were duties', async () => {
    await server.publish(smallRuleset({ id: 'older' }))
    const old = await sent({}, 'T01', 'D01', 'older')
    const id = await sent({ stable: false })
    server = await server.restart()
    expect(told(await list())).toEqual([[id, 'answer: owed', 'tellFamily: owed']])
    expect((await server.ask(`/v1/cases/${old}`, { key })).body).toMatchObject({
      duties: [],
      dutyAt: null,
      damage: [],
    })
    expect((await server.ask(`/v1/cases/${id}`, { key })).body.damage).toEqual([])
  })
})

describe('the fields duties are listed by', () => {
  const places = async (id: string, change: (document: Record<string, unknown>) => void) => {
    const document = (await server.raw.get('cases', id)) as unknown as Record<string, unknown>
    const changed = structuredClone(document)
    change(changed)
    const revision = Number(document['revision'])
    await server.raw.commit([
      {
        kind: 'replace',
        collection: 'cases',
        document: { ...changed, id, revision: revision + 1 },
        expectedRevision: revision,
      },
    ])
    const { body } = await server.ask(`/v1/cases/${id}`, { key })
    return body.damage.map(({ where }: { where: string }) => where.slice(`cases/${id}`.length))
  }

  it.each(['dutyAt', 'fromDutyAt', 'toDutyAt', 'openDuties'])(
    'are found out where %s was changed past the server, and the list is answered all the same',
    async (field) => {
      const id = await sent({ stable: true })
      const other = await sent({ stable: true }, 'T02')
      expect(await places(id, (document) => (document[field] = 'x'))).toContain(`/${field}`)
      expect(told(await list('limit=200'))).toContainEqual([
        other,
        'answer: owed',
        'transport: owed',
        'tellFamily: owed',
      ])
    },
  )
})
