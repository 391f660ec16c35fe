import { afterAll, beforeAll, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { publishAndMove } from './template-and-county.ts'

let server: TestServer
let key: string

beforeAll(async () => {
  server = await openTestServer()
  key = await server.key(grants.editor)
  await publishAndMove(server)
})
afterAll(() => server.close())

const differences = (id: string, from: string, to: string, as = key) =>
  server.ask(`/v1/rulesets/${id}/differences?from=${from}&to=${to}`, { key: as })

it('two versions of a template differ in sentences of both languages', async () => {
  const { status, body } = await differences('plan', '1.0.0', '1.0.1')
  expect(status).toBe(200)
  expect(body.changes.map((change: { sentence: unknown }) => change.sentence)).toEqual([
    {
      zh: '参数“变异率上限”自 2020-01-01 起由 15% 改为 14%',
      en: 'Parameter "variance ceiling" changes from 15% to 14%, from 2020-01-01',
    },
    {
      zh: '决策“能否转诊”的规则“不平稳”：结论由“机构不得自行办理”改为“须人工复核”',
      en:
        'Rule "unstable" of decision "may refer": outcome changes from ' +
        '"not open to the institution" to "subject to review"',
    },
  ])
  expect(body.changes[0].rows[0].sides).toEqual([
    { zh: '15%', en: '15%' },
    { zh: '14%', en: '14%' },
  ])
})

it('a county differs from the template version it rests on, not from a newer one', async () => {
  const { body } = await differences('north-county', 'parent', '1.0.0')
  const sentences = body.changes.map((change: { sentence: { zh: string } }) => change.sentence.zh)
  expect(sentences).toContain('参数“变异率上限”自 2020-01-01 起由 15% 改为 12%')
  expect(sentences.join()).not.toContain('不平稳')
  const draft = await differences('north-county', '1.0.0', 'draft')
  expect(draft.body.changes).toEqual([])
})

it('what is not there is told by its own code', async () => {
  expect((await differences('plan', 'parent', '1.0.0')).body.code).toBe('TEMPLATE_NONE')
  expect((await differences('plan', '7.0.0', '1.0.0')).body.code).toBe('VERSION_UNKNOWN')
  expect((await differences('nowhere', '1.0.0', 'draft')).body.code).toBe('RULESET_UNKNOWN')
  expect((await differences('plan', '1.0.0', '')).body.code).toBe('REQUEST_INVALID')
})

it('a draft is not compared for somebody who may not read drafts', async () => {
  const reader = await server.key(grants.integrator)
  expect((await differences('north-county', '1.0.0', 'draft', reader)).body.code).toBe(
    'SCOPE_MISSING',
  )
})
