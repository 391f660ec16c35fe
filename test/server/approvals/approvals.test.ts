import assert from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Ruleset } from '@jieli/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approvalRecordSchema } from '../../../server/src/contracts/approval-record.ts'
import { openSignedFile } from '../../../server/src/package-file/signed-file.ts'
import { forgetUploads } from '../../../server/src/operations/cases/attachments/forget-uploads.ts'
import { verifyAll } from '../audit/tamper.ts'
import { Filing, pdf } from '../cases/filing.ts'
import { runCli } from '../cli/run-cli.ts'
import { bodies, governedRuleset } from '../harness/governed-ruleset.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'

let server: TestServer
let editor: string
const workers = new Map<string, string>()
const as = (unit: string) => workers.get(unit) ?? ''

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(governedRuleset())
  editor = await server.key(grants.editor)
  for (const { id } of [...bodies, { id: 'T09' }])
    workers.set(id, await server.key(caseWorker('north', id)))
  const assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  const read = await server.ask(`${url}/units`, { key: assessor })
  const listed = await server.ask(`${url}/units`, {
    method: 'PUT',
    key: assessor,
    body: { units: bodies },
    headers: { 'if-match': `"${read.body.revision}"` },
  })
  assert.equal(listed.status, 200)
})
// Whatever happened, what is stored is as the log says.
afterAll(() => server.close())

const url = '/v1/rulesets/small'

/** Saves a draft changed somehow; the revision it then has. */
async function save(change: (ruleset: Ruleset) => void, key = editor): Promise<number> {
  const { body } = await server.ask(`${url}/draft`, { key: editor })
  change(body.ruleset as Ruleset)
  const saved = await server.ask(`${url}/draft`, {
    method: 'PUT',
    key,
    body: { ruleset: body.ruleset },
    headers: { 'if-match': `"${body.revision}"` },
  })
  expect([saved.status, saved.body.issues]).toEqual([200, expect.anything()])
  return saved.body.revision as number
}
const ceiling =
  (percent: number) =>
  ({ parameters }: Ruleset): void => {
    const value = { numerator: percent, denominator: 100 }
    parameters.find(({ id }) => id === 'varianceCeiling')!.values[0]!.value = value
  }
/** What the server works with, a day and two hours later. */
const dayLater = ({ context }: TestServer) => {
  const at = new Date(Date.parse(context.clock.now()) + 26 * 3_600_000).toISOString()
  return { ...context, clock: { now: () => at } }
}
const publish = (revision: number) => server.publishDraft('small', revision)
const begin = (key = as('D01')) =>
  server.ask('/v1/cases', {
    key,
    body: { ruleset: 'small', pathway: 'approval', facts: {}, draft: true },
  })
const send = (id: string, type: string, key: string, reason?: string) =>
  server.ask(`/v1/cases/${id}/events`, { key, body: { type, ...(reason && { reason }) } })
const departments = { finance: 'F01', hr: 'R01', health: 'H01', insurance: 'I01' } as const
async function approve(id: string, ...names: (keyof typeof departments)[]): Promise<void> {
  for (const name of names) {
    const { status, body } = await send(id, `approve-${name}`, as(departments[name]))
    expect([status, body.code]).toEqual([200, undefined])
  }
}
const everybody = ['finance', 'hr', 'health', 'insurance'] as const
const approvals = async () => (await server.ask(`${url}/draft/approvals`, { key: editor })).body
const codeOf = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code]

describe('a draft that a procedure governs', () => {
  it('is published once four departments have approved exactly what it says, and not before', async () => {
    const revision = await save(ceiling(14))
    expect(await approvals()).toMatchObject({
      version: '1.0.1',
      governedBy: '1.0.0',
      procedures: [
        {
          pathway: 'approval',
          standing: 'none',
          changed: [{ path: '/parameters/varianceCeiling' }],
          offices: everybody.map(() => expect.anything()),
        },
      ],
    })
    const refused = await publish(revision)
    expect(codeOf(refused)).toEqual([409, 'PUBLISH_UNAPPROVED'])
    expect(refused.body.procedures).toMatchObject([{ pathway: 'approval', standing: 'none' }])

    const begun = await begin()
    expect(begun.status).toBe(201)
    const id = begun.body.id as string
    expect(begun.body.history[0].draft).toMatchObject({ revision })
    await send(id, 'submit-draft', as('D01'))
    await approve(id, 'finance', 'hr', 'health')
    expect(codeOf(await send(id, 'put-in-force', as('D01')))).toEqual([409, 'EVENT_REFUSED'])
    expect(codeOf(await publish(revision))).toEqual([409, 'PUBLISH_UNAPPROVED'])
    expect((await approvals()).procedures[0]).toMatchObject({ standing: 'underWay', case: id })
    await approve(id, 'insurance')
    // All have approved; it is in force once the lead unit says so.
    expect(codeOf(await publish(revision))).toEqual([409, 'PUBLISH_UNAPPROVED'])
    expect((await send(id, 'put-in-force', as('D01'))).status).toBe(200)
    const { draft, procedures } = await approvals()
    expect(procedures[0]).toMatchObject({ standing: 'inForce', case: id })
    const published = await publish(revision)
    expect([published.status, published.body.hash]).toEqual([201, draft.content])
    const stored = await server.store.get('publications', 'small@1.0.1')
    expect(stored).toMatchObject({ approvedIn: [{ pathway: 'approval', case: id }] })
    const shown = await server.ask(`/v1/cases/${id}/draft`, { key: as('F01') })
    expect(shown.body).toMatchObject({ present: 'published', rounds: 1, draft })
  })

  it('AT9 takes documents with a comment, its answer and an approval of a department, and shows them there', async () => {
    await save(ceiling(13))
    const id = (await begin()).body.id as string
    await send(id, 'submit-draft', as('D01'))
    const upload = async (unit: string, name: string) =>
      (await new Filing(server, as(unit)).upload(id, pdf(), { name })).body.sha256 as string
    const [question, reply, opinion] = [
      await upload('H01', '测算表.pdf'),
      await upload('D01', '说明.pdf'),
      await upload('F01', '会签意见.pdf'),
    ]
    const remark = (attachments: string[]) =>
      server.ask(`/v1/cases/${id}/comments`, {
        key: as('H01'),
        body: { path: '/parameters/varianceCeiling', words: '见附件', attachments },
      })
    expect(codeOf(await remark(['0'.repeat(64)]))).toEqual([422, 'ATTACHMENT_NOT_UPLOADED'])
    const comment = await remark([question])
    expect([comment.status, comment.body.attachments]).toMatchObject([
      201,
      [{ sha256: question, name: '测算表.pdf' }],
    ])
    const answered = await server.ask(`/v1/cases/${id}/comments/${comment.body.id}/answer`, {
      key: as('D01'),
      body: { words: '见说明', attachments: [reply] },
    })
    expect(answered.body.answer.attachments).toMatchObject([{ name: '说明.pdf' }])
    const approved = await server.ask(`/v1/cases/${id}/events`, {
      key: as('F01'),
      body: { type: 'approve-finance', attachments: [opinion] },
    })
    expect(approved.body.history.at(-1).attachments).toMatchObject([{ name: '会签意见.pdf' }])

    while ((await forgetUploads(dayLater(server))).more);
    const filing = new Filing(server, as('I01'))
    for (const sha256 of [question, reply, opinion])
      expect((await filing.open(id, sha256)).statusCode).toBe(200)
    expect((await filing.open(id, question, as('T09'))).json()).toMatchObject({
      code: 'CASE_UNKNOWN',
    })
    const { body: record } = await server.ask(`/v1/cases/${id}/approval-record`, { key: as('H01') })
    expect(record.comments).toMatchObject([
      { attachments: [{ sha256: question }], answer: { attachments: [{ sha256: reply }] } },
    ])
    // What a comment filed is verified as what a step filed is.
    const kept = readFileSync(filing.place(question))
    rmSync(filing.place(question))
    expect((await verifyAll(server)).problems).toMatchObject([{ code: 'ATTACHMENT_MISSING' }])
    expect((await filing.open(id, question)).json()).toMatchObject({ code: 'ATTACHMENT_MISSING' })
    writeFileSync(filing.place(question), kept)
    await send(id, 'return-draft', as('H01'), '不再需要')
  })

  it('stands in the worklist of each department, which reads what it changes in words', async () => {
    await save(ceiling(13))
    const id = (await begin()).body.id as string
    await send(id, 'submit-draft', as('D01'))
    const { items } = (await server.ask('/v1/worklist', { key: as('I01') })).body
    expect(items).toMatchObject([{ kind: 'procedureWaiting', case: id }])
    const { status, body } = await server.ask(`/v1/cases/${id}/draft`, { key: as('I01') })
    expect([status, body.present]).toEqual([200, 'same'])
    expect(body.changes).toMatchObject([
      { sentence: { zh: '参数“变异率上限”自 2020-01-01 起由 14% 改为 13%' } },
    ])
    expect(body.approvals.map((each: { unit: string }) => each.unit)).toEqual([
      'F01',
      'R01',
      'H01',
      'I01',
    ])
    const stranger = await server.ask(`/v1/cases/${id}/draft`, { key: as('T09') })
    expect(codeOf(stranger)).toEqual([404, 'CASE_UNKNOWN'])

    // A comment on an item is answered by the unit that drafts before anybody approves.
    const remark = (path: string, words: string) =>
      server.ask(`/v1/cases/${id}/comments`, { key: as('H01'), body: { path, words } })
    expect(codeOf(await remark('/parameters/none', '？'))).toEqual([422, 'COMMENT_PLACE'])
    const comment = await remark('/parameters/varianceCeiling', '为何调低？')
    expect([comment.status, comment.body.title.zh]).toEqual([201, '变异率上限'])
    const held = await send(id, 'approve-finance', as('F01'))
    expect(codeOf(held)).toEqual([409, 'COMMENTS_OPEN'])
    const answer = (key: string) =>
      server.ask(`/v1/cases/${id}/comments/${comment.body.id}/answer`, {
        key,
        body: { words: '按去年实际情况测算。' },
      })
    expect(codeOf(await answer(as('F01')))).toEqual([403, 'COMMENT_NOT_YOURS'])
    expect((await answer(as('D01'))).body.answer).toMatchObject({ by: { unit: 'D01' } })
    expect(codeOf(await answer(as('D01')))).toEqual([409, 'COMMENT_ANSWERED'])

    // A refusal with a reason, and a second round in which nothing of the first counts.
    await approve(id, 'finance', 'hr')
    expect(codeOf(await send(id, 'return-draft', as('H01')))).toEqual([409, 'EVENT_REFUSED'])
    await send(id, 'return-draft', as('H01'), '上限过低，请说明')
    const revision = await save(ceiling(12))
    await send(id, 'submit-draft', as('D01'))
    const second = (await server.ask(`/v1/cases/${id}/draft`, { key: as('H01') })).body
    expect(second).toMatchObject({
      rounds: 2,
      draft: { revision },
      refusals: [{ reason: '上限过低，请说明', by: { unit: 'H01' } }],
    })
    expect(second.approvals.every((each: object) => !('given' in each))).toBe(true)
    await approve(id, ...everybody)
    await send(id, 'put-in-force', as('D01'))
    expect((await publish(revision)).body.version).toBe('1.0.2')

    // The record of both rounds can be read and checked by whoever has the file alone.
    const { body: record } = await server.ask(`/v1/cases/${id}/approval-record`, { key: as('H01') })
    expect(record).toMatchObject({
      publishedAs: '1.0.2',
      inForce: true,
      rounds: 2,
      comments: [{ words: '为何调低？', answer: { words: '按去年实际情况测算。' } }],
      refusals: [{ reason: '上限过低，请说明' }],
    })
    expect(record.approvals.every((each: object) => 'given' in each)).toBe(true)
    const text = JSON.stringify(record)
    expect(openSignedFile(approvalRecordSchema, '{}').found).toBe('none')
    const changed = text.replace('上限过低', '上限合适')
    expect([text, changed].map((each) => openSignedFile(approvalRecordSchema, each).found)).toEqual(
      ['whole', 'changed'],
    )
    const file = path.join(server.folder, 'record.json')
    writeFileSync(file, changed)
    const told = await runCli('verify-approval', file, '--language', 'zh')
    expect([told.code, told.output]).toEqual([1, expect.stringContaining('签名不符')])
  })

  it('loses what was approved when it changes', async () => {
    await save(ceiling(11))
    const id = (await begin()).body.id as string
    await send(id, 'submit-draft', as('D01'))
    await approve(id, 'finance')
    const revision = await save(ceiling(10))
    const late = await send(id, 'approve-hr', as('R01'))
    expect(codeOf(late)).toEqual([409, 'APPROVAL_DRAFT_CHANGED'])
    const shown = (await server.ask(`/v1/cases/${id}/draft`, { key: as('R01') })).body
    expect([shown.present, shown.changes]).toEqual(['changed', []])
    expect((await approvals()).procedures[0]).toMatchObject({ standing: 'otherContent' })
    // What they approved is approved again where the draft comes back to it.
    await save(ceiling(11))
    await approve(id, 'hr', 'health', 'insurance')
    await send(id, 'put-in-force', as('D01'))
    const after = await save(ceiling(9))
    expect(codeOf(await publish(after))).toEqual([409, 'PUBLISH_UNAPPROVED'])
    expect(revision).toBeLessThan(after)
  })

  it('is approved by nobody who wrote any of it, and by each department in another account', async () => {
    const both = await server.key(caseWorker('north', 'F01', 'R01'))
    const writer = await server.key(grants.editor, caseWorker('north', 'F01'))
    await save(ceiling(8), writer)
    await save(ceiling(7))
    const id = (await begin()).body.id as string
    await send(id, 'submit-draft', as('D01'))
    expect(codeOf(await send(id, 'approve-finance', writer))).toEqual([403, 'APPROVAL_OWN'])
    expect((await send(id, 'approve-finance', both)).status).toBe(200)
    expect(codeOf(await send(id, 'approve-hr', both))).toEqual([403, 'APPROVAL_SAME_PERSON'])
    await send(id, 'return-draft', as('R01'), '重来')
    await send(id, 'withdraw', as('D01'))
  })

  it('is governed by the version in force, whatever it says of the procedure itself', async () => {
    const revision = await save((ruleset) => {
      ceiling(6)(ruleset)
      ruleset.pathways = ruleset.pathways.filter(({ id }) => id !== 'approval')
    })
    const { procedures } = await approvals()
    expect(procedures[0].changed.map(({ path }: { path: string }) => path)).toEqual([
      '/parameters/varianceCeiling',
      '/pathways/approval',
    ])
    expect(codeOf(await publish(revision))).toEqual([409, 'PUBLISH_UNAPPROVED'])
    // And it cannot be begun about a draft where it governs nothing.
    const patients = { ruleset: 'small', pathway: 'referral', facts: {}, draft: true }
    const wrong = await server.ask('/v1/cases', { key: as('D01'), body: patients })
    expect(codeOf(wrong)).toEqual([422, 'PROCEDURE_GOVERNS_NOTHING'])
  })

  it('is published as ever where it changes nothing that is governed', async () => {
    await server.ask(`${url}/draft`, {
      method: 'DELETE',
      key: editor,
      headers: { 'if-match': '*' },
    })
    const revision = await save((ruleset) => {
      ruleset.decisions.find(({ id }) => id === 'mayRefer')!.title = { zh: '可否转诊', en: 'may' }
    })
    expect((await approvals()).procedures).toEqual([])
    expect((await publish(revision)).status).toBe(201)
    expect(await approvals()).toEqual({
      draft: null,
      version: null,
      governedBy: null,
      procedures: [],
    })
    const nothing = await begin()
    expect(codeOf(nothing)).toEqual([409, 'DRAFT_MISSING'])
  })
})
