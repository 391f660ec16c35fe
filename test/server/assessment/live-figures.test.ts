import { type Json, type Layer, periodOf } from '@jieli/engine'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { JobScan } from '../../../server/src/jobs/stored/job-scan.ts'
import {
  gatherFigures,
  periodsBeside,
} from '../../../server/src/operations/assessment/gather-figures.ts'
import { gatherInput } from '../../../server/src/operations/assessment/gather-input.ts'
import { LiveCache } from '../../../server/src/operations/assessment/live-cache.ts'
import type { LiveContext } from '../../../server/src/operations/assessment/live-context.ts'
import { liveFigures } from '../../../server/src/operations/assessment/live-figures.ts'
import { everythingKnownAt } from '../../../server/src/operations/assessment/known-tables.ts'
import { ServerError } from '../../../server/src/errors/server-error.ts'
import { findPublicationInForce } from '../../../server/src/operations/context/find-publication.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { hour, minute, TurnableClock } from '../harness/turnable-clock.ts'
import { ground } from '../retention/erasing.ts'
import { watchedRuleset } from './watched-ruleset.ts'

const text = (id: string) => ({ zh: id, en: id })

/** The watched ruleset, which also counts refused events, different patients, and cases by the day they ended. */
function countingRuleset(): Layer {
  const base = watchedRuleset()
  const own = (list: string) => base[list] as readonly Json[]
  const measure = (id: string, more: object) =>
    ({
      id,
      title: text(id),
      of: 'referral',
      unit: 'fromUnit.id',
      date: 'log.startedOn',
      cites: ['plan#DP-39'],
      ...more,
    }) as unknown as Json
  const fact = (id: string, type: string) => ({ id, type, title: text(id) })
  return {
    ...base,
    facts: [
      ...own('facts'),
      fact('log.refusals', 'integer'),
      fact('log.endedOn', 'date'),
      ...['clean', 'patients', 'answered'].map((id) => fact(`referrals.${id}`, 'integer')),
    ],
    measures: [
      ...own('measures'),
      measure('referrals.clean', {
        where: { fact: 'log.refusals', operator: 'equal', value: 0 },
      }),
      measure('referrals.patients', { distinct: 'patient.id' }),
      measure('referrals.answered', { unit: 'toUnit.id', date: 'log.endedOn' }),
    ],
    pathwayRates: own('pathwayRates').map((rate) => ({
      ...(rate as object),
      numerator: 'referrals.answered',
    })),
  }
}

let server: TestServer
let context: LiveContext
let worker: string
let assessor: string
let administrators: readonly [string, string]
const cases: string[] = []

beforeAll(async () => {
  server = await openTestServer(new TurnableClock('2025-01-30T09:00:00.000+08:00'))
  await server.publish(countingRuleset())
  const whole = { county: 'north', units: '*' } as const
  worker = await server.key({ role: 'caseWorker', ...whole })
  assessor = await server.key({ role: 'assessor', ...whole })
  administrators = [
    await server.key({ role: 'administrator', ...whole }),
    await server.key({ role: 'administrator', ...whole }),
  ]
  const units = ['N', 'S', 'D'].map((id) => ({ id, title: id, kind: 'township' }))
  const put = { method: 'PUT', key: assessor, headers: { 'if-match': '"0"' } } as const
  await server.ask('/v1/rulesets/small/units', { ...put, body: { units } })
  context = server.context
  restart()
})
afterAll(() => server.close())

async function jobsDone(by: TestServer['context'] = server.context): Promise<void> {
  const failed: unknown[] = []
  const jobs = new JobScan(by, (error) => failed.push(error), { alone: true })
  for (let round = 0; round < 3; round++) {
    await jobs.run()
    await jobs.idle()
  }
  expect(failed).toEqual([])
}

/** What a server that is started anew has in its memory, which writes down all that it counts. */
function restart(timeSlice = 5000): void {
  context = { ...context, live: new LiveCache({ timeSlice, storedFrom: 1 }) }
}

/** What is counted, however often a look stops before every case has been counted; meanwhile cases go on. */
async function countedAtLast<Counts>(count: () => Promise<Counts>): Promise<Counts> {
  for (let look = 1; ; look++)
    try {
      return await count()
    } catch (error) {
      if (!(error instanceof ServerError) || error.code !== 'CASES_BEING_COUNTED') throw error
      server.clock.advance(7)
      if (look % 5 === 0) await happen({ kind: 'event', of: look, type: 'send', facts: {} })
    }
}

async function bundleNow() {
  const publication = await findPublicationInForce(server.store, 'small', '2025-03-31')
  if (publication === undefined) throw new Error('not published')
  return await context.bundles.bundleOf(publication)
}

/** That the counts that are kept say of a period what reading every case says, whosever units are asked about. */
async function assertAgrees(name: string): Promise<void> {
  const period = periodOf(name)
  if (period === undefined) throw new Error(name)
  const bundle = await bundleNow()
  const everything = { ruleset: 'small', bundle, period, periods: [period], scope: '*' } as const
  await countedAtLast(() => liveFigures(context, everything))
  const knownAt = await everythingKnownAt(context, 'small')
  const question = { ruleset: 'small', bundle, period, scheme: null, knownAt }
  const judged = await gatherInput(context, question)
  const periods = periodsBeside(bundle, period)
  for (const scope of ['*', new Set(['N']), new Set(['D', 'S']), new Set(['nobody'])] as const) {
    const asked = { ruleset: 'small', bundle, period, periods, scope }
    const live = await liveFigures(context, asked)
    if (scope === '*') {
      expect(await gatherFigures(context, question, live.sums)).toEqual(judged.input)
      expect(live.undated).toEqual(judged.undated)
    }
    const { measures } = bundle.ruleset
    const own = judged.cases.filter(({ pathway, facts }) =>
      measures.some(({ of, date, unit }) => {
        const day = of === pathway ? facts[date] : undefined
        const counts = typeof day === 'string' && period.start <= day && day <= period.end
        return counts && (scope === '*' || scope.has(facts[unit] as string))
      }),
    )
    expect(live.caseCount).toBe(own.length)
    if (scope !== '*') continue
    const board = await server.ask(`/v1/rulesets/small/board?period=${name}`, { key: assessor })
    const rated = own.filter(({ facts }) =>
      ['log.startedOn', 'log.endedOn'].some((date) => {
        const day = facts[date]
        return typeof day === 'string' && period.start <= day && day <= period.end
      }),
    )
    expect(board.body.caseCount).toBe(rated.length)
    const figures = live.sums.get(name)?.figures(null)
    for (const measure of ['referrals.answered', 'referrals.clean']) {
      const query = `measure=${measure}&period=${name}`
      const behind = await server.ask(`/v1/rulesets/small/board/cases?${query}`, { key: assessor })
      expect([measure, behind.body.total]).toEqual([measure, figures?.[measure]?.value])
    }
  }
}

const factsOf = (unit: 'N' | 'S') =>
  ({ 'patient.id': 'p4', 'fromUnit.id': unit, 'toUnit.id': 'D', urgency: 'high' }) as const

const begun = fc.record({
  kind: fc.constant('begin' as const),
  events: fc.constantFrom([], ['send'], ['send', 'accept'], ['send', 'accept']),
  facts: fc.record(
    {
      'patient.id': fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6'),
      'fromUnit.id': fc.constantFrom('N', 'S'),
      'toUnit.id': fc.constantFrom('D', 'S'),
      urgency: fc.constantFrom('low', 'high'),
      'episode.pathway': fc.constantFrom('hip', 'knee'),
    },
    { requiredKeys: ['patient.id', 'fromUnit.id', 'toUnit.id'] },
  ),
})
const stepped = fc.record({
  kind: fc.constant('event' as const),
  of: fc.nat(),
  type: fc.constantFrom('send', 'send', 'accept', 'accept', 'note'),
  facts: fc.constantFrom({}, { urgency: 'high' }, { stable: false }),
})
const corrected = fc.record({
  kind: fc.constant('correct' as const),
  of: fc.nat(),
  change: fc.constantFrom(
    { kind: 'corrected', entry: '1', facts: factsOf('S') },
    { kind: 'corrected', entry: '1', facts: { ...factsOf('N'), 'patient.id': 'p3' } },
    { kind: 'voided', entry: '3' },
    { kind: 'voided', entry: '2' },
    { kind: 'late', type: 'accept', occurredAt: '2025-02-01T00:00:00+08:00' },
  ),
})
const brought = fc.record({
  kind: fc.constant('table' as const),
  rows: fc.array(
    fc.record({
      id: fc.constantFrom('t1', 't2', 't3'),
      unit: fc.constantFrom('N', 'S', ''),
      from: fc.constantFrom('2025-01-31', '2025-02-03', '2024-01-05', ''),
      to: fc.constantFrom('2025-02-01', '2025-02-03', ''),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})
const erased = fc.record({
  kind: fc.constant('erase' as const),
  patient: fc.constantFrom('p1', 'p2', 'p3'),
})
const restarted = fc.record({
  kind: fc.constant('restart' as const),
  timeSlice: fc.constantFrom(0, 5000),
})
const merged = fc.record({ kind: fc.constant('merge' as const), unit: fc.constantFrom('N') })
/** What can happen between two looks. */
const happening = fc.oneof(
  { weight: 8, arbitrary: begun },
  { weight: 20, arbitrary: stepped },
  { weight: 6, arbitrary: corrected },
  { weight: 2, arbitrary: brought },
  { weight: 2, arbitrary: erased },
  { weight: 1, arbitrary: merged },
  { weight: 4, arbitrary: restarted },
)
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never

async function happen(what: Happening): Promise<void> {
  const id = 'of' in what ? cases[what.of % Math.max(1, cases.length)] : undefined
  if ('of' in what && id === undefined) return
  switch (what.kind) {
    case 'begin': {
      const body = { ruleset: 'small', pathway: 'referral', facts: what.facts }
      const reply = await server.ask('/v1/cases', { key: worker, body })
      expect(reply.status).toBe(201)
      cases.push(reply.body.id)
      for (const type of what.events)
        await server.ask(`/v1/cases/${reply.body.id}/events`, {
          key: worker,
          body: { type, facts: {}, reason: '理由' },
        })
      return
    }
    case 'event': {
      const body = { type: what.type, facts: what.facts, reason: '理由' }
      await server.ask(`/v1/cases/${id}/events`, { key: worker, body })
      return
    }
    case 'correct': {
      const body = { reason: '录入有误', changes: [what.change] }
      const headers = { 'if-match': '*' }
      await server.ask(`/v1/cases/${id}/corrections`, { key: worker, body, headers })
      return
    }
    case 'table': {
      const lines = what.rows.map(
        ({ id: row, unit, from, to }) => `${row},${unit},D,low,${from},${to}\n`,
      )
      await server.app.inject({
        method: 'POST',
        url: '/api/v1/rulesets/small/imports?kind=cases&pathway=referral&format=csv&name=t',
        headers: { authorization: `Bearer ${assessor}`, 'content-type': 'text/csv' },
        payload: `id,fromUnit.id,toUnit.id,urgency,log.startedOn,log.endedOn\n${lines.join('')}`,
      })
      return
    }
    case 'erase': {
      const [first, second] = administrators
      const erasures = '/v1/counties/north/erasures'
      const body = { patient: what.patient, ground, reason: '本人申请' }
      const proposed = await server.ask(erasures, { key: first, body })
      const confirm = `${erasures}/${proposed.body.id}/confirm`
      await server.ask(confirm, { key: second, body: {} })
      await jobsDone()
      return
    }
    case 'restart': {
      restart(what.timeSlice)
      return
    }
    case 'merge': {
      const on = server.clock.now().slice(0, 10)
      const body = { kind: 'merged', unit: what.unit, successor: 'D', on, reason: '批文' }
      await server.ask('/v1/rulesets/small/unit-changes', {
        key: administrators[0],
        body,
      })
      await jobsDone(server.answering)
    }
  }
}

it('ME10 a case that ended long ago counts as it is once it refuses an event and is put right', async () => {
  await happen({ kind: 'begin', events: ['send', 'accept'], facts: factsOf('N') })
  for (const what of [
    { kind: 'event', of: 0, type: 'note', facts: {} },
    { kind: 'correct', of: 0, change: { kind: 'corrected', entry: '1', facts: factsOf('S') } },
    { kind: 'event', of: 0, type: 'note', facts: {} },
  ] as const) {
    // A look by which it is remembered no longer.
    server.clock.advance(hour)
    await assertAgrees('2025-01')
    server.clock.advance(hour)
    await happen(what)
    await assertAgrees('2025-01')
  }
})

it('ME10 counts that are kept say what reading every case says, whatever happens to cases', async () => {
  const turn = fc.record({
    after: fc.constantFrom(0, 1000, minute, 3 * minute, hour, 40 * hour),
    what: fc.array(happening, { minLength: 1, maxLength: 6 }),
  })
  await fc.assert(
    fc.asyncProperty(turn, async ({ after, what }) => {
      server.clock.advance(after)
      for (const each of what) {
        server.clock.advance(7)
        await happen(each)
      }
      await assertAgrees('2025-02')
      await assertAgrees('2025')
    }),
    { numRuns: 20, endOnFailure: true },
  )
})
