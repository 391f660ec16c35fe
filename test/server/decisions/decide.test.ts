import { contentHash } from '@jieli/engine'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let key: string

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset(), '2024-01-01')
  key = await server.key(grants.integrator)
})
afterAll(() => server.close())

const decide = (body: object, query = '', decision = 'mayRefer') =>
  server.ask(`/v1/rulesets/small/decisions/${decision}${query}`, { key, body })

it('a decision comes with its reasons, the clause, the version and the trace', async () => {
  const { status, body } = await decide({ facts: { urgency: 'high' } })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    outcome: 'allow',
    reasons: [
      {
        rule: 'urgent',
        title: { zh: '紧急', en: 'urgent' },
        outcome: 'allow',
        cites: [{ clause: 'DP-39', document: 'plan', documentTitle: { zh: '方案' } }],
        origin: 'small',
      },
    ],
    needs: [],
    bundle: { ruleset: 'small', version: '1.0.0' },
    asOf: '2025-03-03',
  })
  expect(body.explanation.zh.join('')).toContain('紧急')
  expect(body.trace.lines.map((line: { id: string }) => line.id)).toEqual(['urgent', 'unstable'])
})

it('the trace is left out when not wanted', async () => {
  const { body } = await decide({ facts: { urgency: 'high' } }, '?trace=false')
  expect(body).not.toHaveProperty('trace')
})

it('what is not known is asked for, never guessed', async () => {
  const { body } = await decide({ facts: { urgency: null } })
  expect(body.outcome).toBe('needsFacts')
  expect(body.needs).toContainEqual({
    fact: 'urgency',
    title: { zh: '紧急程度', en: 'urgency' },
  })
})

it('a day is decided by the version in force on it', async () => {
  const later = smallRuleset({ version: '2.0.0', urgentOutcome: 'requireReview' })
  await server.publish(later, '2025-06-01')
  const on = async (asOf?: string) => {
    const { body } = await decide({ facts: { urgency: 'high' }, ...(asOf && { asOf }) })
    return [body.outcome, body.bundle?.version]
  }
  expect(await on()).toEqual(['allow', '1.0.0'])
  expect(await on('2025-05-31')).toEqual(['allow', '1.0.0'])
  expect(await on('2025-06-01')).toEqual(['requireReview', '2.0.0'])
  const before = await decide({ facts: {}, asOf: '2023-12-31' })
  expect([before.status, before.body.code]).toEqual([422, 'NOTHING_IN_FORCE'])
})

it('of versions from one day the one published last is in force', async () => {
  server.clock.advance(1)
  expect(await server.publish(smallRuleset({ version: '2.0.1' }), '2025-06-01')).toBe('2.0.1')
  const { body } = await decide({ facts: { urgency: 'high' }, asOf: '2025-07-01' })
  expect([body.outcome, body.bundle.version]).toEqual(['allow', '2.0.1'])
})

it('an unknown ruleset and an unknown decision are answered with the nearest name', async () => {
  const ruleset = await server.ask('/v1/rulesets/smal/decisions/mayRefer', {
    key,
    body: { facts: {} },
  })
  expect([ruleset.status, ruleset.body.code]).toEqual([404, 'RULESET_UNKNOWN'])
  expect(ruleset.body.message.en).toContain('"small"')
  const decision = await decide({ facts: {} }, '', 'mayReffer')
  expect([decision.status, decision.body.code]).toEqual([404, 'DECISION_UNKNOWN'])
  expect(decision.body.message.en).toContain('"mayRefer"')
})

it('what was asked and answered is in the audit log, without the facts themselves', async () => {
  await decide({ facts: { urgency: 'low', stable: false, 'patient.id': 'p-secret' } })
  const auditor = await server.key(grants.auditor)
  const { items } = (await server.ask('/v1/audit', { key: auditor })).body
  expect(items).toContainEqual(
    expect.objectContaining({
      action: 'decide',
      target: 'small/mayRefer',
      detail: expect.objectContaining({
        outcome: 'denyInstitutionalAction',
        facts: contentHash({ urgency: 'low', stable: false, 'patient.id': 'p-secret' }),
      }),
    }),
  )
  expect(JSON.stringify(items)).not.toContain('p-secret')
})
