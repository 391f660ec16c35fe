import type { Ruleset } from '@jieli/engine'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let key: string

const url = '/v1/rulesets/small/draft'
const outcomes = (query = '', as = key) => server.ask(`${url}/outcomes${query}`, { key: as })

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  key = await server.key(grants.editor)
  const { ruleset } = (await server.ask(url, { key })).body as { ruleset: Ruleset }
  const unstable = ruleset.decisions
    .flatMap((each) => (each.kind === 'rules' ? each.rules : []))
    .find(({ id }) => id === 'unstable')
  unstable!.then.outcome = 'requireReview'
  unstable!.from = '2025-07-01'
  const saved = await server.ask(url, {
    method: 'PUT',
    key,
    body: { ruleset },
    headers: { 'if-match': '"0"' },
  })
  if (saved.status !== 200) throw new Error(`The draft is not saved: ${saved.status}.`)
})
afterAll(() => server.close())

it('DI3 DI5 what the draft would decide otherwise is told in words, as of the day it would be in force', async () => {
  const { status, body } = await outcomes('?from=2025-07-01')
  expect(status).toBe(200)
  expect(body).toEqual({
    from: '2025-07-01',
    version: '1.0.0',
    changes: [
      {
        subject: 'care',
        title: { zh: '能否转诊', en: 'may refer' },
        was: { zh: '机构不得自行办理', en: 'not open to the institution' },
        now: { zh: '须人工复核', en: 'subject to review' },
        cases: [
          {
            conditions: {
              zh: '紧急程度不为高，病情平稳为否',
              en: 'urgency is not high; stable is no',
            },
            example: {
              asOf: '2025-07-01',
              decision: 'mayRefer',
              facts: { urgency: 'low', stable: false },
            },
          },
        ],
      },
    ],
    undecided: [],
  })
})

it('the day is today where none is named, on which a rule that begins later says nothing yet', async () => {
  const { body } = await outcomes()
  expect(body.from).toBe('2025-03-03')
  expect(body.changes.map(({ now }: { now: { zh: string } }) => now.zh)).toEqual(['须写明理由'])
})

it('where no version is in force on the day there is nothing to compare with', async () => {
  const { body } = await outcomes('?from=1999-01-01')
  expect(body).toEqual({ from: '1999-01-01', changes: [], undecided: [] })
})

it('a day that is none is refused, and so is whoever may not read drafts', async () => {
  expect((await outcomes('?from=2025-02-30')).body.code).toBe('REQUEST_INVALID')
  const reader = await server.key(grants.integrator)
  expect((await outcomes('', reader)).body.code).toBe('PERMISSION_MISSING')
  const missing = await server.ask('/v1/rulesets/nowhere/draft/outcomes', { key })
  expect(missing.body.code).toBe('RULESET_UNKNOWN')
})
