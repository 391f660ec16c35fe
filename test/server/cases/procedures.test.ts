import type { Layer } from '@jieli/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JobScan } from '../../../server/src/jobs/stored/job-scan.ts'
import { approvalChecks, withPlan } from '../../engine/make-procedure.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let key: string

/** The small ruleset with a plan that finance and health approve. */
function planned(): Layer {
  const small = smallRuleset()
  const cites = ['plan#DP-39']
  const own = JSON.parse(
    JSON.stringify(withPlan).replaceAll('"plan#DP-01"', '"plan#DP-39"'),
  ) as Record<string, unknown[]>
  const line = { id: 'RL', title: { zh: '须批准', en: 'approved' }, authority: 'county', cites }
  const lists = Object.keys(own).map((list) => [
    list,
    [...((small[list] as unknown[] | undefined) ?? []), ...(own[list] ?? [])],
  ])
  return {
    ...small,
    ...Object.fromEntries(lists),
    redLines: [{ ...line, checks: approvalChecks }],
  } as unknown as Layer
}

const bodies = [
  { id: 'D01', title: '县医院', tier: 2, offices: ['lead'] },
  { id: 'F01', title: '财政局', offices: ['finance'] },
  { id: 'H01', title: '卫健局', offices: ['health'] },
]

beforeEach(async () => {
  server = await openTestServer()
  await server.publish(planned())
  key = await server.key(grants.integrator)
})
afterEach(() => server.discard())

const enlist = async (units: readonly object[] = bodies): Promise<void> => {
  const assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  const read = await server.ask('/v1/rulesets/small/units', { key: assessor })
  const { status } = await server.ask('/v1/rulesets/small/units', {
    method: 'PUT',
    key: assessor,
    body: { units },
    headers: { 'if-match': `"${read.body.revision}"` },
  })
  expect(status).toBe(200)
}
const begin = (as = key, facts = {}) =>
  server.ask('/v1/cases', { key: as, body: { ruleset: 'small', pathway: 'plan', facts } })
const worker = async (unit: string) => await server.key(caseWorker('north', unit))
const send = (id: string, type: string, as: string) =>
  server.ask(`/v1/cases/${id}/events`, { key: as, body: { type, reason: '请补充' } })
const waiting = async (as: string) =>
  (
    (await server.ask('/v1/procedures?mine=true', { key: as })).body.items as { case: string }[]
  ).map((item) => item.case)

describe('a case of the community', () => {
  it('begins without any unit code: the list of units says who fills each office', async () => {
    await enlist()
    const { status, body } = await begin(await worker('D01'))
    expect(status).toBe(201)
    expect(body).toMatchObject({ pathway: 'plan', state: 'draft', patient: null })
    expect(body.facts).toMatchObject({
      'unit.lead': 'D01',
      'unit.finance': 'F01',
      'unit.health': 'H01',
    })
  })

  it('is refused where nobody fills an office, or more than one does, with what to do', async () => {
    await enlist(bodies.slice(0, 2))
    expect((await begin()).body).toMatchObject({ code: 'OFFICE_UNFILLED', status: 422 })
    await enlist([...bodies, { id: 'H02', title: '疾控局', offices: ['health'] }])
    const { body } = await begin()
    expect(body).toMatchObject({ code: 'OFFICE_TWICE', status: 422 })
    expect(JSON.stringify(body)).toContain('卫健局、疾控局')
    expect((await server.ask('/v1/procedures', { key })).body.items).toEqual([])
  })

  it('takes nothing for granted: facts given at its beginning are refused', async () => {
    await enlist()
    expect((await begin(key, { byFinance: true })).body).toMatchObject({ code: 'PROCEDURE_FACTS' })
    expect((await begin(key, { 'unit.health': 'D01' })).body).toMatchObject({
      code: 'PROCEDURE_FACTS',
    })
  })

  it('is begun by the unit in charge of its first state and by no other', async () => {
    await enlist()
    expect((await begin(await worker('F01'))).status).toBe(403)
    expect((await begin(await worker('D01'))).status).toBe(201)
  })

  it('stands in the worklist of the department it waits for, and of no other, until that has acted', async () => {
    await enlist()
    const [lead, finance, other] = await Promise.all(['D01', 'F01', 'T09'].map(worker))
    const work = async (as: string) =>
      (await server.ask('/v1/worklist', { key: as })).body.items as { kind: string }[]
    const { id } = (await begin(lead)).body as { id: string }
    expect([await work(finance!), await work(other!)]).toEqual([[], []])
    await send(id, 'submit', lead!)
    expect(await work(finance!)).toEqual([
      expect.objectContaining({
        kind: 'procedureWaiting',
        ruleset: 'small',
        case: id,
        waitsFor: expect.arrayContaining([expect.objectContaining({ unit: 'F01' })]),
      }),
    ])
    expect(await work(other!)).toEqual([])
    await send(id, 'financeSays', finance!)
    expect(await work(finance!)).toEqual([])
  })

  it('LD1: waits for whoever took over the office from a unit that was merged, as what begins then does', async () => {
    const bureau = { id: 'F02', title: '财政和国资局', offices: ['other'] }
    await enlist([...bodies, bureau])
    const [lead, finance, successor] = await Promise.all(['D01', 'F01', 'F02'].map(worker))
    const { id } = (await begin(lead)).body as { id: string }
    await send(id, 'submit', lead!)
    const administrator = await server.key(grants.administrator)
    const change = {
      kind: 'merged',
      unit: 'F01',
      successor: 'F02',
      on: '2025-03-03',
      reason: '改革',
    }
    const made = await server.ask('/v1/rulesets/small/unit-changes', {
      key: administrator,
      body: change,
    })
    expect(made.status, JSON.stringify(made.body)).toBe(202)
    const jobs = new JobScan(server.answering, () => {}, { alone: true })
    await jobs.run()
    await jobs.idle()
    expect([await waiting(successor!), await waiting(lead!)]).toEqual([[id], []])
    const said = await send(id, 'financeSays', successor!)
    expect(said.status, JSON.stringify(said.body)).toBe(200)
    expect(said.body.history.at(-1).actor.unit).toBe('F02')
    expect((await begin(lead)).body.facts).toMatchObject({ 'unit.finance': 'F02' })
    expect(await waiting(finance!)).toEqual([])
  })

  it('waits for each department in its own account, which alone can approve', async () => {
    await enlist()
    const [lead, finance, health, other] = await Promise.all(
      ['D01', 'F01', 'H01', 'T09'].map(worker),
    )
    const { id } = (await begin(lead)).body as { id: string }
    expect(await waiting(lead!)).toEqual([id])
    expect(await waiting(finance!)).toEqual([])
    await send(id, 'submit', lead!)
    expect([await waiting(finance!), await waiting(health!)]).toEqual([[id], [id]])
    // Somebody of no party knows of no such case.
    expect(await waiting(other!)).toEqual([])
    expect((await server.ask(`/v1/cases/${id}`, { key: other! })).status).toBe(404)
    expect((await send(id, 'healthSays', finance!)).status).toBe(409)
    expect((await send(id, 'begin', lead!)).status).toBe(409)
    expect((await send(id, 'financeSays', finance!)).status).toBe(200)
    // What it has said it is not asked again, though it may still send it back.
    expect([await waiting(finance!), await waiting(health!)]).toEqual([[], [id]])
    expect((await send(id, 'healthSays', health!)).status).toBe(200)
    expect(await waiting(lead!)).toEqual([id])
    expect((await send(id, 'begin', lead!)).body).toMatchObject({ state: 'force', status: 'done' })
    expect(await waiting(lead!)).toEqual([])
    expect((await server.ask('/v1/procedures', { key: finance! })).body.items).toMatchObject([
      { case: id, status: 'done', mine: false, waitsFor: [] },
    ])
  })

  it('asks for every approval anew once a department sent it back', async () => {
    await enlist()
    const [lead, finance, health] = await Promise.all(['D01', 'F01', 'H01'].map(worker))
    const { id } = (await begin(lead)).body as { id: string }
    await send(id, 'submit', lead!)
    await send(id, 'financeSays', finance!)
    await send(id, 'sendBack', health!)
    await send(id, 'submit', lead!)
    expect(await waiting(finance!)).toEqual([id])
  })

  it('is no case of a patient, and cases of patients are none of it', async () => {
    await enlist()
    await begin()
    const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts('T01', 'D01') }
    expect((await server.ask('/v1/cases', { key, body })).status).toBe(201)
    const { items } = (await server.ask('/v1/procedures', { key })).body
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      pathway: 'plan',
      waitsFor: [{ unit: 'D01' }],
      mine: true,
    })
  })
})
