import assert from 'node:assert/strict'
import type { Layer } from '@jieli/engine'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bodies, governedRuleset } from '../harness/governed-ruleset.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let editor: string
let lead: string

/** A county whose ruleset has four departments approve its parameters, and a template to make others from. */
beforeAll(async () => {
  server = await openTestServer()
  await server.publish(governedRuleset())
  const { county: _, ...manifest } = smallRuleset()['manifest'] as Record<string, unknown>
  const template = { ...smallRuleset(), manifest: { ...manifest, id: 'plan', kind: 'template' } }
  await server.publish(template as unknown as Layer)
  editor = await server.key(grants.editor)
  lead = await server.key(caseWorker('north', 'D01'))
  const key = await server.key({ role: 'assessor', county: 'north', units: '*' })
  const put = {
    method: 'PUT',
    key,
    headers: { 'if-match': '"0"' },
    body: { units: bodies },
  } as const
  assert.equal((await server.ask('/v1/rulesets/small/units', put)).status, 200)
})
afterAll(() => server.close())

/** A ruleset of a county after the template, as a draft. */
async function create(id: string, county = 'north'): Promise<void> {
  const title = { zh: '新规则集', en: 'a new ruleset' }
  const body = { id, county, title, template: 'plan', parameters: {}, from: '2025-01-01' }
  expect((await server.ask('/v1/rulesets', { key: editor, body })).status).toBe(201)
}
const approvals = async (id: string) =>
  (await server.ask(`/v1/rulesets/${id}/draft/approvals`, { key: editor })).body
const begin = async (draft: unknown, key = lead) =>
  await server.ask('/v1/cases', {
    key,
    body: { ruleset: 'small', pathway: 'approval', facts: {}, draft },
  })
const send = async (id: string, type: string, unit: string) =>
  await server.ask(`/v1/cases/${id}/events`, {
    key: await server.key(caseWorker('north', unit)),
    body: { type },
  })

it('VE21 the first version of another ruleset of the county is published once the same departments approved its content', async () => {
  await create('second')
  const asked = await approvals('second')
  expect(asked).toMatchObject({
    governedBy: null,
    procedures: [{ ruleset: 'small', pathway: 'approval', standing: 'none' }],
  })
  const changed = asked.procedures[0].changed.map(({ path }: { path: string }) => path)
  expect(changed).toEqual(['/parameters/answerLimit', '/parameters/varianceCeiling'])
  const { revision } = asked.draft
  const refused = await server.publishDraft('second', revision)
  expect([refused.status, refused.body.code]).toEqual([409, 'PUBLISH_UNAPPROVED'])

  const begun = await begin({ ruleset: 'second' })
  expect([begun.status, begun.body.history[0].draft.ruleset]).toEqual([201, 'second'])
  const id = begun.body.id as string
  expect((await approvals('second')).procedures[0]).toMatchObject({
    standing: 'underWay',
    case: id,
  })
  expect((await send(id, 'submit-draft', 'D01')).status).toBe(200)
  const key = await server.key(caseWorker('north', 'F01'))
  const shown = (await server.ask(`/v1/cases/${id}/draft`, { key })).body
  expect(shown).toMatchObject({ present: 'same', draft: { ruleset: 'second', revision } })
  // What is new is told by what it says, not by its name alone.
  const told = shown.changes.map(({ sentence }: { sentence: { zh: string } }) => sentence.zh)
  expect(told).toEqual([
    expect.stringMatching(/答复时限.*2 小时/),
    expect.stringMatching(/变异率上限.*15%/),
  ])
  const body = { path: '/parameters/answerLimit', words: '为何两小时？' }
  const comment = await server.ask(`/v1/cases/${id}/comments`, { key, body })
  expect([comment.status, comment.body.title.zh]).toEqual([201, '答复时限'])
  const address = `/v1/cases/${id}/comments/${comment.body.id}/answer`
  await server.ask(address, { key: lead, body: { words: '按方案。' } })

  for (const [name, unit] of [
    ['finance', 'F01'],
    ['hr', 'R01'],
    ['health', 'H01'],
    ['insurance', 'I01'],
  ] as const)
    expect((await send(id, `approve-${name}`, unit)).status).toBe(200)
  expect((await send(id, 'put-in-force', 'D01')).status).toBe(200)
  const published = await server.publishDraft('second', revision)
  expect([published.status, published.body.hash]).toEqual([201, asked.draft.content])
  const record = (await server.ask(`/v1/cases/${id}/approval-record`, { key: lead })).body
  expect(record).toMatchObject({ publishedAs: '1.0.0', draft: { ruleset: 'second' } })
})

it('VE21 nobody approves a first version of which they saved a part', async () => {
  await create('fourth')
  const writer = await server.key(grants.editor, caseWorker('north', 'F01'))
  const { body } = await server.ask('/v1/rulesets/fourth/draft', { key: writer })
  await server.ask('/v1/rulesets/fourth/draft', {
    method: 'PUT',
    key: writer,
    headers: { 'if-match': `"${body.revision}"` },
    body: {
      ruleset: {
        ...body.ruleset,
        manifest: { ...body.ruleset.manifest, title: { zh: '改', en: 'x' } },
      },
    },
  })
  const { id } = (await begin({ ruleset: 'fourth' })).body
  await send(id, 'submit-draft', 'D01')
  const own = await server.ask(`/v1/cases/${id}/events`, {
    key: writer,
    body: { type: 'approve-finance' },
  })
  expect([own.status, own.body.code]).toEqual([403, 'APPROVAL_OWN'])
})

it('VE21 asks nobody in a county of which no ruleset is in force, nor about the draft of another county or of one in force', async () => {
  await create('third', 'south')
  const { draft, procedures } = await approvals('third')
  expect(procedures).toEqual([])
  expect((await server.publishDraft('third', draft.revision)).status).toBe(201)
  await create('fifth', 'south')
  for (const ruleset of ['fifth', 'second', 'nowhere']) {
    const { status, body } = await begin({ ruleset })
    expect([ruleset, status, body.code]).toEqual([ruleset, 409, 'PROCEDURE_OTHER_DRAFT'])
  }
})
