import { existsSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashOf, pdf } from '../cases/filing.ts'
import { caseWorker, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { Tamperer, verifyAll } from '../audit/tamper.ts'
import { Erasing, erasures, ground, holds, told } from './erasing.ts'

let server: TestServer
let county: Erasing

beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-03-03T09:00:00.000+08:00'))
  county = await Erasing.open(server)
})
afterEach(() => server.close())

const preview = async (key = county.first) =>
  await county.ask(`${erasures}/preview`, key, { patient: 'P-7' })

async function eraseP7(): Promise<string> {
  const { body } = await county.propose()
  expect((await county.confirm(body.id)).status).toBe(200)
  expect(await county.workOff()).toEqual([])
  return body.id
}

it('PR3: everything that tells of the person is gone, the chains hold, and verifying says who erased it and why', async () => {
  const id = await county.finished()
  for (const word of told) expect(await county.stored()).toContain(word)
  const erasure = await eraseP7()
  const left = await county.stored()
  for (const word of told) expect(left).not.toContain(word)
  expect(existsSync(county.filing.place(hashOf(county.bytes)))).toBe(false)
  const { body } = await county.ask(erasures, county.first)
  expect(body.items).toMatchObject([
    { id: erasure, status: 'done', erased: { cases: 1, documents: 1, events: 1, left: 0 } },
  ])
  const counts = body.items[0].erased
  expect([counts.entries > 0, counts.reads > 0]).toEqual([true, true])
  const report = await verifyAll(server)
  expect([report.problems, report.erasedCount]).toEqual([[], 1])
  expect(report.erased).toMatchObject([
    { where: `cases/${id}`, ground, by: 'test key', confirmedBy: 'test key' },
  ])
})

it('PR4: an erased case is neither read nor gone on with, and the answer says when, why and by whom', async () => {
  const id = await county.finished()
  await eraseP7()
  const asked = [
    await county.ask(`/v1/cases/${id}`, county.auditor),
    await county.ask(`/v1/cases/${id}/receipt`, county.auditor),
    await county.ask(`/v1/cases/${id}/events/available`, county.auditor),
  ]
  for (const { status, body } of asked) {
    expect([status, body.code]).toEqual([410, 'CASE_ERASED'])
    expect(body.message.zh).toContain(ground)
  }
  const { items } = (await county.ask('/v1/cases', county.auditor)).body
  expect(items).toEqual([])
  // A unit of the case is no longer known either.
  expect((await county.send(id, { type: 'note' })).status).toBe(404)
})

it('PR2: nothing is erased before another person confirms it, and nobody else can propose or confirm', async () => {
  const id = await county.finished()
  const before = await server.raw.get('cases', id)
  const { body, status } = await county.propose()
  expect([status, body]).toMatchObject([201, { status: 'proposed', own: true, ground }])
  expect((await county.confirm(body.id, county.first)).body.code).toBe('ERASURE_OWN')
  expect((await county.propose('P-7', county.second)).body.code).toBe('ERASURE_OPEN')
  const south = await server.key({ role: 'administrator', county: 'south', units: '*' })
  expect((await county.confirm(body.id, south)).body.code).toBe('RETENTION_COUNTY')
  const worker = await server.key(caseWorker('north', 'T01'))
  expect((await county.propose('P-7', worker)).body.code).toBe('PERMISSION_MISSING')
  const dropped = await county.ask(`${erasures}/${body.id}`, county.second, undefined, 'DELETE')
  expect(dropped.body.status).toBe('dropped')
  expect((await county.confirm(body.id)).body.code).toBe('ERASURE_UNKNOWN')
  await county.workOff()
  expect(await server.raw.get('cases', id)).toEqual(before)
  expect((await preview()).body.going).toBe(1)
})

it('PR5: what stays and why is said before, and stays: an open case, one that is held, and another person', async () => {
  const gone = await county.finished()
  const open = await county.begin()
  const held = await county.finished('P-7', pdf())
  const other = await county.finished('P-8', county.bytes)
  const hold = { kind: 'case', target: held, reason: '法院调取' }
  expect((await county.ask(holds, county.auditor, hold)).status).toBe(201)
  const { body } = await preview()
  expect([body.going, body.staying]).toEqual([1, 2])
  const why = new Map(body.cases.map((each: never) => [each['case'], each['because']]))
  expect([why.get(gone), why.get(open), why.get(held)]).toMatchObject(
    [null, { en: /still open/ }, { zh: 'test key 已保全：法院调取' }].map((each) =>
      each === null ? null : expect.objectContaining(regexps(each)),
    ),
  )
  const reads = (await preview()).body.reads
  await eraseP7()
  for (const id of [open, held, other])
    expect((await county.ask(`/v1/cases/${id}`, county.auditor)).body.damage).toEqual([])
  expect((await county.ask(`/v1/cases/${gone}`, county.auditor)).status).toBe(410)
  // The other person has the same document.
  expect(existsSync(county.filing.place(hashOf(county.bytes)))).toBe(true)
  expect((await preview()).body).toMatchObject({ going: 0, staying: 2 })
  expect((await preview()).body.reads).toBeLessThan(reads + 6)
  expect((await county.propose()).body.code).toBe('ERASURE_NOTHING')
})

it('PR7: nothing of a person who is held is erased until the hold is lifted, even where it was confirmed', async () => {
  const id = await county.finished()
  const { body: proposed } = await county.propose()
  await county.confirm(proposed.id)
  const hold = { kind: 'person', target: 'P-7', reason: '医疗纠纷' }
  const { body: set } = await county.ask(holds, county.first, hold)
  await county.workOff()
  expect((await county.ask(`/v1/cases/${id}`, county.auditor)).status).toBe(200)
  expect((await county.ask(erasures, county.first)).body.items[0].erased).toMatchObject({
    cases: 0,
    left: 1,
  })
  expect((await county.propose()).body.code).toBe('ERASURE_NOTHING')
  const lifted = await county.ask(`${holds}/${set.id}/lift`, county.second, { reason: '已结' })
  expect(lifted.body.lifted).toMatchObject({ reason: '已结' })
  expect(
    (await county.ask(`${holds}/${set.id}/lift`, county.second, { reason: 'x' })).body.code,
  ).toBe('HOLD_UNKNOWN')
  const nowhere = { kind: 'case', target: 'none', reason: 'x' }
  expect((await county.ask(holds, county.first, nowhere)).body.code).toBe('HOLD_CASE_UNKNOWN')
  const { body: log } = await county.ask('/v1/audit?action=hold.set', county.auditor)
  expect(log.items).toMatchObject([{ detail: { kind: 'person', reason: '医疗纠纷' } }])
  await eraseP7()
  expect((await county.ask(`/v1/cases/${id}`, county.auditor)).status).toBe(410)
})

describe('PR6: an erasure that is broken off', () => {
  it('is gone on with by another server, and comes to the same', async () => {
    const ids = [await county.finished(), await county.finished('P-7', pdf())]
    const { body } = await county.propose()
    const { job } = (await county.confirm(body.id)).body
    // The server dies once the first case is erased, before it wrote down that it is.
    const { eraseDetail } = server.context
    let left = 3
    const dying = {
      ...server.context,
      eraseDetail: async (id: string) => {
        if (left-- === 0) throw new Error('the server has died')
        return await eraseDetail(id)
      },
    }
    expect(await county.workOff(dying)).toHaveLength(1)
    server.clock.advance(5000)
    expect(await county.workOff()).toEqual([])
    expect((await county.ask(`/v1/jobs/${job}`, county.first)).body.status).toBe('done')
    const left7 = await county.stored()
    for (const word of told) expect(left7).not.toContain(word)
    const report = await verifyAll(server)
    expect([report.problems, report.erasedCount]).toEqual([[], ids.length])
  })
})

describe('PR8: an erasure that was tampered with', () => {
  it('is found: what was put back, another ground, and what was erased past the log', async () => {
    const id = await county.finished()
    const kept = await county.finished('P-8', pdf())
    const tamperer = new Tamperer(server)
    const before = await server.raw.get<never>('cases', id)
    await eraseP7()
    await server.store.writeCheckpoint()
    const codes = async () =>
      [...new Set((await verifyAll(server)).problems.map(({ code }) => code))].toSorted()
    const erased = (await server.raw.get('cases', id)) as never as Record<string, never>
    await tamperer.overwrite('cases', { ...erased, history: before!['history'] } as never)
    expect(await codes()).toContain('CASE_STATE_CHANGED')
    await tamperer.undo()
    const mark = { ...(erased['erased'] as never as object), ground: '无' }
    await tamperer.overwrite('cases', { ...erased, erased: mark } as never)
    expect(await codes()).toEqual(['DOCUMENT_CHANGED'])
    await tamperer.undo()
    const entries = await tamperer.entries()
    const of = entries.find(({ target, salt }) => target === kept && salt !== undefined)
    const { salt: _salt, detail: _detail, ...rest } = of!
    await tamperer.overwrite('audit', { ...rest, revision: 2 } as never)
    expect(await codes()).toEqual(['ENTRY_ERASED'])
    await tamperer.undo()
    expect(await codes()).toEqual([])
  })
})

it('PR1: an auditor gets everything that is kept of a person, and that they did is kept first', async () => {
  const id = await county.finished()
  await county.finished('P-8', pdf())
  const url = '/v1/counties/north/persons/export'
  const asked = { patient: 'P-7', reason: '本人申请复制' }
  const { status, body } = await county.ask(url, county.auditor, asked)
  expect(status, JSON.stringify(body)).toBe(200)
  const sections = Object.fromEntries(
    body.sections.map(({ name, items }: never) => [name, items]),
  ) as Record<string, Record<string, never>[]>
  expect(sections['cases']).toMatchObject([{ id, patient: 'P-7', status: 'done' }])
  expect(sections['cases']?.[0]?.['history']).toHaveLength(4)
  expect(sections['events']).toMatchObject([{ case: id, position: expect.any(Number) }])
  expect(sections['names']).toEqual([{ case: id, system: 'urn:his', value: 'HIS-77' }])
  expect(sections['uploads']).toMatchObject([{ case: id, sha256: hashOf(county.bytes) }])
  expect(sections['reads']?.map(({ way }) => way)).toContain('case')
  expect(sections['log']?.map(({ action }) => action)).toContain('case.start')
  expect(JSON.stringify(body)).not.toContain('P-8')
  expect(JSON.stringify(body)).not.toContain('"salt"')
  const reads = (await county.ask('/v1/case-reads?patient=P-7', county.auditor)).body.items
  expect(reads[0]).toMatchObject({ way: 'person', case: id })
  const log = (await county.ask('/v1/audit?action=person.export', county.auditor)).body.items
  expect(log).toMatchObject([{ detail: { reason: '本人申请复制', cases: 1 } }])
  expect((await county.ask(url, county.first, asked)).body.code).toBe('PERMISSION_MISSING')
  const nobody = { patient: 'P-99', reason: 'x' }
  expect((await county.ask(url, county.auditor, nobody)).body.code).toBe('PERSON_UNKNOWN')
})

function regexps(each: Readonly<Record<string, string | RegExp>>): object {
  const entries = Object.entries(each)
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      value instanceof RegExp ? expect.stringMatching(value) : value,
    ]),
  )
}
