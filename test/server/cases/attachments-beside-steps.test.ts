import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetUploads } from '../../../server/src/operations/cases/attachments/forget-uploads.ts'
import { verifyAll } from '../audit/tamper.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { hour, TurnableClock } from '../harness/turnable-clock.ts'
import { type Filing, hashOf, pdf, startFiling } from './filing.ts'

const clock = new TurnableClock('2025-03-03T08:00:00.000+08:00')
let server: TestServer
let filing: Filing

beforeAll(async () => {
  server = await openTestServer(clock)
  filing = await startFiling(server)
})
afterAll(() => server.close())

/** Forgets whatever waited for too long, as the server does again and again. */
const forget = async () => {
  while ((await forgetUploads(server.context)).more);
}

describe('AT9 documents that are filed with', () => {
  const begin = (attachments: string[], key = filing.doctor, headers = {}) =>
    server.ask('/v1/cases', {
      key,
      headers,
      body: { ruleset: 'small', pathway: 'referral', facts: referralFacts(), attachments },
    })
  const named = (step: { attachments?: { name: string }[] }) =>
    (step.attachments ?? []).map(({ name }) => name)

  it('AT9 the beginning of a case wait with whoever begins it, and are those of the case from then on', async () => {
    const bytes = pdf()
    const sha256 = hashOf(bytes)
    expect((await filing.upload(null, bytes, { name: '转诊单.pdf' })).status).toBe(201)
    const count = async () => (await server.store.find('cases', { limit: 1000 })).length
    const before = await count()
    const both = await server.key(caseWorker('north', 'T01'))
    expect((await begin([sha256], both)).body.code).toBe('ATTACHMENT_NOT_UPLOADED')
    expect(await count()).toBe(before)

    const { status, body } = await begin([sha256], filing.doctor, { 'idempotency-key': 'begin' })
    expect([status, body.history.map(named)]).toEqual([201, [['转诊单.pdf']]])
    const again = await begin([sha256], filing.doctor, { 'idempotency-key': 'begin' })
    expect(again.body).toEqual(body)
    expect((await begin([sha256])).body.code).toBe('ATTACHMENT_NOT_UPLOADED')
    expect(await count()).toBe(before + 1)
    const [told] = (
      await server.ask(`/v1/audit?target=${body.id}&action=case.start`, {
        key: await server.key(grants.auditor),
      })
    ).body.items
    expect(told.step).toEqual({ seq: 1, event: 'start' })
    clock.advance(26 * hour)
    await forget()
    expect((await filing.open(body.id, sha256)).rawPayload.equals(bytes)).toBe(true)
    const kept = await server.raw.find<never>('uploads', { limit: 999 })
    expect(kept.filter((each: { sha256: string }) => each.sha256 === sha256)).toMatchObject([
      { case: body.id, name: '', expiresAt: null },
    ])
    expect((await verifyAll(server)).problems).toEqual([])
  })

  it('AT9 the beginning of a case are forgotten after a day where none is begun, and no more than may be wait', async () => {
    const waiting = (await filing.upload(null, pdf())).body.sha256
    const stored = (await server.context.store.find('uploads', { limit: 999 })).find(
      ({ sha256 }) => sha256 === waiting,
    )!
    const more = Array.from({ length: 99 }, (_, at) => `${stored.case}:${at}`)
    for (const id of more) {
      const document = { ...stored, id, sha256: id }
      await server.context.commit([{ kind: 'insert', collection: 'uploads', document }], 'mark')
    }
    expect((await filing.upload(null, pdf())).body.code).toBe('ATTACHMENTS_WAITING')
    for (const id of more) {
      const gone = { kind: 'remove', collection: 'uploads', id, expectedRevision: 1 } as const
      await server.context.commit([gone], 'mark')
    }
    clock.advance(26 * hour)
    await forget()
    expect(existsSync(filing.place(waiting))).toBe(false)
    expect((await begin([waiting])).body.code).toBe('ATTACHMENT_NOT_UPLOADED')
  })

  it('AT9 a late event stand with the step that entered it, and say which event they are of', async () => {
    const id = await filing.startCase()
    const begun = clock.now()
    clock.advance(hour)
    const county = await server.key({ role: 'caseWorker', county: 'north', units: '*' })
    const { sha256 } = (await filing.upload(id, pdf(), { name: '电话记录.pdf' })).body
    const late = (attachments: string[]) => ({
      reason: '当时没有录入',
      changes: [{ kind: 'late', type: 'note', occurredAt: begun, attachments }],
    })
    const send = (path: string, attachments: string[]) =>
      server.ask(`/v1/cases/${id}/corrections${path}`, {
        key: county,
        headers: { 'if-match': '"1"' },
        body: late(attachments),
      })
    expect((await send('', ['0'.repeat(64)])).body.code).toBe('ATTACHMENT_NOT_UPLOADED')
    const preview = await send('/preview', [sha256])
    expect(preview.body.correction.changes).toMatchObject([{ attachments: [sha256] }])
    const { status, body } = await send('', [sha256])
    expect([status, named(body.history[1])]).toEqual([200, ['电话记录.pdf']])
    expect(body.history[1].correction.changes).toMatchObject([
      { kind: 'late', entry: '2.1', attachments: [sha256] },
    ])
    expect((await filing.open(id, sha256)).statusCode).toBe(200)
    expect((await verifyAll(server)).problems).toEqual([])
  })

  it('AT9 a sheet of paper stand with its steps, and one of them lacking enters nothing', async () => {
    const county = await server.key({ role: 'caseWorker', county: 'north', units: '*' })
    const bytes = [pdf(), pdf()] as const
    const [first, second] = bytes.map(hashOf) as [string, string]
    await filing.upload(null, bytes[0], { key: county, name: '记录单.pdf' })
    const sheet = {
      sheet: 'AT9-1',
      ruleset: 'small',
      pathway: 'referral',
      occurredAt: new Date(Date.parse(clock.now()) - hour).toISOString(),
      facts: referralFacts(),
      attachments: [first],
      events: [{ type: 'note', occurredAt: clock.now(), attachments: [second, first] }],
    }
    const ask = (path = '') => server.ask(`/v1/paper-cases${path}`, { key: county, body: sheet })
    for (const path of ['/preview', ''])
      expect((await ask(path)).body.code).toBe('ATTACHMENT_NOT_UPLOADED')
    await filing.upload(null, bytes[1], { key: county, name: '同意书.pdf' })
    expect((await ask('/preview')).status).toBe(200)
    const { status, body } = await ask()
    expect([status, body.history.map(named)]).toEqual([
      201,
      [['记录单.pdf'], ['同意书.pdf', '记录单.pdf']],
    ])
    expect((await ask()).body).toEqual(body)
    expect((await filing.open(body.id, second)).rawPayload.equals(bytes[1])).toBe(true)
    expect((await verifyAll(server)).problems).toEqual([])
  })
})
