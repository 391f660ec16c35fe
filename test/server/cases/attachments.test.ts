import { readFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeLeftFiles } from '../../../server/src/attachments/remove-left-files.ts'
import { forgetUploads } from '../../../server/src/operations/cases/attachments/forget-uploads.ts'
import { effectiveSteps } from '../../../server/src/operations/cases/right-moments.ts'
import { verifyAll } from '../audit/tamper.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { hour, TurnableClock } from '../harness/turnable-clock.ts'
import { type Filing, hashOf, pdf, startFiling } from './filing.ts'

const clock = new TurnableClock('2025-03-03T08:00:00.000+08:00')
let server: TestServer
let filing: Filing
let other: string

beforeAll(async () => {
  server = await openTestServer(clock)
  filing = await startFiling(server)
  other = await server.key(caseWorker('north', 'T09'))
})
afterAll(() => server.close())

/** Forgets whatever waited for too long, as the server does again and again. */
const forget = async () => {
  while ((await forgetUploads(server.context)).more);
}

describe('AT1 a document that is filed', () => {
  it('AT1 stands with its step, its hash in the seal and its name in what may tell of a person', async () => {
    const id = await filing.startCase()
    const bytes = pdf()
    const sent = await filing.upload(id, bytes, { name: '张三 出院小结.pdf' })
    const described = { sha256: hashOf(bytes), type: 'application/pdf', bytes: bytes.length }
    expect([sent.status, sent.body]).toEqual([
      201,
      {
        ...described,
        name: '张三 出院小结.pdf',
        expiresAt: '2025-03-04T08:00:00.000+08:00',
      },
    ])
    const { status, body } = await filing.file(id, [described.sha256])
    expect(status).toBe(200)
    expect(body.history.at(-1)).toMatchObject({
      event: 'note',
      actor: { kind: 'key' },
      attachments: [{ ...described, name: '张三 出院小结.pdf' }],
    })
    const stored = await server.store.get<never>('cases', id)
    const entry = (stored as { history: object[] } | undefined)?.history.at(-1)
    expect(entry).toMatchObject({
      attachments: [described],
      attachmentNames: ['张三 出院小结.pdf'],
    })
    const [told] = (
      await server.ask(`/v1/audit?target=${id}&action=case.event`, {
        key: await server.key(grants.auditor),
      })
    ).body.items
    expect(told).toMatchObject({ step: { event: 'note' } })
    expect((await verifyAll(server)).problems).toEqual([])
  })

  it('AT1 changed in its step, or under its name, is found', async () => {
    const { id } = await filing.filed()
    const stored = (await server.raw.get('cases', id)) as never as {
      history: { attachments?: { sha256: string }[]; attachmentNames?: string[] }[]
      revision: number
    }
    for (const change of [
      (entry: (typeof stored.history)[number]) => (entry.attachments![0]!.sha256 = '0'.repeat(64)),
      (entry: (typeof stored.history)[number]) => (entry.attachmentNames![0] = 'x.pdf'),
    ]) {
      const changed = structuredClone(stored)
      change(changed.history.at(-1)!)
      const put = async (document: object) =>
        await server.raw.commit([
          {
            kind: 'replace',
            collection: 'cases',
            document: document as never,
            expectedRevision: stored.revision,
          },
        ])
      await put(changed)
      const { body } = await server.ask(`/v1/cases/${id}`, { key: filing.doctor })
      expect(body.damage.map(({ code }: { code: string }) => code)).toEqual([
        'CASE_HISTORY_CHANGED',
      ])
      await put(stored)
    }
  })

  it('AT1 is the same document however often it is sent, and may be filed with another step', async () => {
    const id = await filing.startCase()
    const bytes = pdf()
    const [first, again] = [
      await filing.upload(id, bytes),
      await filing.upload(id, bytes, { name: '同意书' }),
    ]
    expect(again.body).toMatchObject({ sha256: first.body.sha256, name: '同意书.pdf' })
    await filing.file(id, [first.body.sha256, first.body.sha256])
    const { body } = await filing.file(id, [first.body.sha256])
    const names = body.history.map(({ attachments = [] }) =>
      (attachments as { name: string }[]).map(({ name }) => name),
    )
    expect(names).toEqual([[], ['同意书.pdf'], ['同意书.pdf']])
  })
})

describe('AT2 a step', () => {
  it('AT2 files nothing that was not uploaded to its own case, and then changes nothing', async () => {
    const { sha256 } = await filing.filed()
    const id = await filing.startCase()
    const { status, body } = await filing.file(id, [sha256])
    expect([status, body.code]).toEqual([422, 'ATTACHMENT_NOT_UPLOADED'])
    expect((await server.ask(`/v1/cases/${id}`, { key: filing.doctor })).body.revision).toBe(1)
  })

  it('AT2 that is refused files nothing, and its documents wait on', async () => {
    const id = await filing.startCase()
    const { body } = await filing.upload(id, pdf())
    const refused = await filing.file(id, [body.sha256], { type: 'accept' })
    expect([refused.status, refused.body.code]).toEqual([409, 'EVENT_REFUSED'])
    const { body: taken } = await filing.file(id, [body.sha256])
    expect(taken.history.at(-1).attachments).toHaveLength(1)
  })

  it('AT2 repeated under its key files once, and under the same key nothing else', async () => {
    const id = await filing.startCase()
    const [one, two] = [
      (await filing.upload(id, pdf())).body,
      (await filing.upload(id, pdf())).body,
    ]
    const send = (sha256: string) =>
      server.ask(`/v1/cases/${id}/events`, {
        key: filing.doctor,
        headers: { 'idempotency-key': 'k' },
        body: { type: 'note', attachments: [sha256] },
      })
    expect((await send(one.sha256)).body.revision).toBe(2)
    expect((await send(one.sha256)).body.revision).toBe(2)
    expect((await send(two.sha256)).body.code).toBe('IDEMPOTENCY_KEY_REUSED')
  })

  it('AT2 files no more than it may, and a case takes no more than it may', async () => {
    const id = await filing.startCase()
    const many = await filing.file(
      id,
      Array.from({ length: 21 }, (_, at) => String(at).padStart(64, '0')),
    )
    expect(many.status).toBe(422)
    const { sha256 } = (await filing.upload(id, pdf())).body
    const waiting = (await server.context.store.get('uploads', `${id}:${sha256}`))!
    for (let more = 1; more < 99; more++) {
      const document = { ...waiting, id: `${id}:${more}`, sha256: String(more) }
      await server.context.commit([{ kind: 'insert', collection: 'uploads', document }], 'mark')
    }
    expect((await filing.upload(id, pdf())).status).toBe(201)
    const { status, body } = await filing.upload(id, pdf())
    expect([status, body.code]).toEqual([409, 'ATTACHMENTS_MANY'])
    for (let more = 1; more < 99; more++) {
      const gone = { id: `${id}:${more}`, expectedRevision: 1 }
      await server.context.commit([{ kind: 'remove', collection: 'uploads', ...gone }], 'mark')
    }
  })

  it('AT2 filed by nobody who may not step the case', async () => {
    const id = await filing.startCase()
    const { status, body } = await filing.upload(id, pdf(), { key: other })
    expect([status, body.code]).toEqual([404, 'CASE_UNKNOWN'])
    const auditor = await server.key(grants.auditor)
    expect((await filing.upload(id, pdf(), { key: auditor })).body.code).toBe('PERMISSION_MISSING')
  })
})

describe('AT5 a document', () => {
  it('AT5 is opened by whoever may read the case, as a file, and that is noted', async () => {
    const bytes = pdf()
    const { id, sha256 } = await filing.filed(bytes, '张三’s “同意书”.pdf')
    const { statusCode, headers, rawPayload } = await filing.open(id, sha256)
    expect([statusCode, rawPayload.equals(bytes)]).toEqual([200, true])
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    const [, encoded = ''] = /^attachment; .*filename\*=UTF-8''(\S+)$/.exec(
      String(headers['content-disposition']),
    )!
    expect(decodeURIComponent(encoded)).toBe('张三’s “同意书”.pdf')
    const auditor = await server.key(grants.auditor)
    const { items } = (await server.ask(`/v1/case-reads?case=${id}`, { key: auditor })).body
    expect(items).toMatchObject([{ way: 'attachment', case: id, patient: 'p-1' }])
  })

  it('AT5 is opened by nobody else, and not before a step has filed it', async () => {
    const { id, sha256 } = await filing.filed()
    expect((await filing.open(id, sha256, other)).json()).toMatchObject({ code: 'CASE_UNKNOWN' })
    const elsewhere = await filing.startCase()
    expect((await filing.open(elsewhere, sha256)).json()).toMatchObject({
      code: 'ATTACHMENT_UNKNOWN',
    })
    const waiting = (await filing.upload(elsewhere, pdf())).body.sha256
    expect((await filing.open(elsewhere, waiting)).json()).toMatchObject({
      code: 'ATTACHMENT_UNKNOWN',
    })
    expect((await filing.open(id, '..%2Fjieli.sqlite')).statusCode).toBe(422)
  })

  it('AT5 that was changed where it is kept is handed out to nobody whole, and found', async () => {
    const bytes = pdf()
    const { id, sha256 } = await filing.filed(bytes)
    const changed = Buffer.from(bytes)
    changed[12]! += 1
    writeFileSync(filing.place(sha256), changed)
    expect((await filing.open(id, sha256)).json()).toMatchObject({ code: 'ATTACHMENT_CHANGED' })
    const found = await verifyAll(server)
    expect(found.problems).toMatchObject([{ code: 'ATTACHMENT_CHANGED', severity: 'error' }])
    rmSync(filing.place(sha256))
    expect((await filing.open(id, sha256)).json()).toMatchObject({ code: 'ATTACHMENT_MISSING' })
    expect((await verifyAll(server)).problems).toMatchObject([{ code: 'ATTACHMENT_MISSING' }])
    writeFileSync(filing.place(sha256), bytes)
    expect((await verifyAll(server)).problems).toEqual([])
  })
})

it('AT5 a long document that was changed is broken off before its end', async () => {
  const bytes = Buffer.concat([pdf(), randomBytes(90_000)])
  const { id, sha256 } = await filing.filed(bytes)
  const address = await server.app.listen({ host: '127.0.0.1', port: 0 })
  const fetched = async () => {
    const reply = await fetch(`${address}/api/v1/cases/${id}/attachments/${sha256}`, {
      headers: { authorization: `Bearer ${filing.doctor}` },
    })
    return Buffer.from(await reply.arrayBuffer())
  }
  expect((await fetched()).equals(bytes)).toBe(true)
  const changed = Buffer.from(bytes)
  changed[12]! += 1
  writeFileSync(filing.place(sha256), changed)
  await expect(fetched()).rejects.toThrow('terminated')
  writeFileSync(filing.place(sha256), bytes)
})

describe('AT6 a document that no step files', () => {
  it('AT6 is forgotten after a day, one that was filed never', async () => {
    const { id, sha256 } = await filing.filed()
    const waiting = (await filing.upload(id, pdf())).body.sha256
    clock.advance(24 * hour)
    expect((await filing.file(id, [waiting])).body.code).toBe('ATTACHMENT_NOT_UPLOADED')
    await forget()
    expect(existsSync(filing.place(waiting))).toBe(true)
    clock.advance(hour)
    await forget()
    expect([existsSync(filing.place(waiting)), existsSync(filing.place(sha256))]).toEqual([
      false,
      true,
    ])
    expect((await filing.file(id, [sha256])).status).toBe(200)
    const kept = await server.raw.find('uploads', { limit: 999 })
    expect(kept.filter((each) => each.id === `${id}:${sha256}`)).toMatchObject([
      { name: '', expiresAt: null },
    ])
    expect(kept.filter((each) => each.id === `${id}:${waiting}`)).toEqual([])
  })

  it('AT6 stays where another case has filed it, or waits for it', async () => {
    const bytes = pdf()
    const { id, sha256 } = await filing.filed(bytes)
    const beside = await filing.startCase()
    await filing.upload(beside, bytes)
    clock.advance(25 * hour)
    await forget()
    expect((await filing.open(id, sha256)).rawPayload.equals(bytes)).toBe(true)

    const later = pdf()
    const [first, second] = [await filing.startCase(), await filing.startCase()]
    await filing.upload(first, later)
    clock.advance(20 * hour)
    await filing.upload(second, later)
    clock.advance(5 * hour)
    await forget()
    expect((await filing.file(second, [hashOf(later)])).status).toBe(200)
    expect((await filing.open(second, hashOf(later))).rawPayload.equals(later)).toBe(true)
  })

  it('AT6 nor what a request that broke off has left', async () => {
    const { port } = server.app.server.address() as AddressInfo
    const id = await filing.startCase()
    const socket = connect(port, '127.0.0.1')
    socket.write(
      `POST /api/v1/cases/${id}/attachments?name=x HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${filing.doctor}\r\nContent-Type: application/pdf\r\nContent-Length: 9000\r\n\r\n%PDF-1.4`,
    )
    await expect.poll(() => filing.coming()).toHaveLength(1)
    socket.destroy()
    await expect.poll(() => filing.coming()).toEqual([])
    expect(
      await server.raw.find('uploads', {
        where: [{ field: 'case', operator: 'equal', value: id }],
        limit: 9,
      }),
    ).toEqual([])
    await removeLeftFiles(server.context)
  })
})

it('AT7 filing changes nothing of what a step comes to: a case is corrected and played again with its documents', async () => {
  const county = await server.key({ role: 'caseWorker', county: 'north', units: '*' })
  const { id, sha256 } = await filing.filed()
  clock.advance(hour)
  const { body } = await server.ask(`/v1/cases/${id}/corrections`, {
    key: county,
    headers: { 'if-match': '"2"' },
    body: { reason: '录错', changes: [{ kind: 'voided', entry: '2' }] },
  })
  expect(body.history).toHaveLength(3)
  expect(body.history[1].attachments).toMatchObject([{ sha256 }])
  const stored = await server.context.store.get('cases', id)
  expect(effectiveSteps(stored!.history)).toHaveLength(1)
  expect((await filing.open(id, sha256)).statusCode).toBe(200)
  const { body: whole } = await server.ask(`/v1/cases/${id}`, { key: filing.doctor })
  expect(whole.damage).toEqual([])
  const receipt = await server.ask(`/v1/cases/${id}/receipt`, { key: filing.doctor })
  expect(receipt.body.about.case.history[1].attachments).toMatchObject([{ sha256 }])
  expect(readFileSync(filing.place(sha256)).length).toBeGreaterThan(0)
})
