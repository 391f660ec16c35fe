import type { Layer } from '@jieli/engine'
import type { EvaluatePilotInput } from '@jieli/server/contracts'
import { expect } from 'vitest'
import { type Answer, grants, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { publisherOf } from './suspending.ts'

/** The version for all, and the one on trial after it. */
export const before = '1.0.0'
export const tried = '1.0.1'
export const pilotUnit = 'T01'
export const otherUnit = 'T02'

/** The small ruleset with its decision under the name that CDS Hooks asks for, before the trial. */
export function triedRuleset(): Layer {
  return JSON.parse(JSON.stringify(smallRuleset()).replaceAll('mayRefer', 'referralCheck')) as Layer
}

/** The units of its community. */
export async function saveUnits(server: TestServer): Promise<void> {
  const units = [
    [pilotUnit, '河东镇卫生院'],
    [otherUnit, '河西镇卫生院'],
    ['D01', '县人民医院'],
  ].map(([id, title]) => ({ id, title }))
  const key = await server.key({ role: 'assessor', county: 'north', units: '*' })
  const put = { method: 'PUT', key, headers: { 'if-match': '"0"' }, body: { units } } as const
  expect((await server.ask('/v1/rulesets/small/units', put)).status).toBe(200)
}

/** A draft after the latest version, which asks for a review of what is urgent; its revision. */
export async function saveStricter(server: TestServer, outcome = 'requireReview'): Promise<number> {
  const key = await server.key(grants.editor)
  const { body } = await server.ask('/v1/rulesets/small/draft', { key })
  const ruleset = structuredClone(body.ruleset)
  ruleset.decisions[0].rules[0].then.outcome = outcome
  ruleset.scenarios[0].expect.outcome = outcome
  const saved = await server.ask('/v1/rulesets/small/draft', {
    method: 'PUT',
    key,
    headers: { 'if-match': `"${body.revision}"` },
    body: { ruleset },
  })
  expect(saved.status).toBe(200)
  return saved.body.revision as number
}

/** Publishes the draft for pilot units first. */
export async function publishOnTrial(
  server: TestServer,
  asked: { revision: number; from?: string; evaluateBy?: string; units?: readonly string[] },
): Promise<Answer> {
  const { revision, from = '2025-03-05', evaluateBy = '2025-04-05', units = [pilotUnit] } = asked
  const key = await publisherOf(server)
  const body = { revision, from, pilot: { units, evaluateBy } }
  return await server.ask('/v1/rulesets/small/publish', { key, body })
}

/** Writes down what was found of the trial. */
export async function evaluate(
  server: TestServer,
  decision: EvaluatePilotInput['decision'],
  day: string,
  version = '1.0.1',
): Promise<Answer> {
  const key = await publisherOf(server)
  const body = { decision, day, findings: '复核及时，无延误' }
  return await server.ask(`/v1/rulesets/small/versions/${version}/evaluations`, { key, body })
}

/** A version on trial in one unit from 5 March, to be evaluated by 5 April. */
export async function onTrial(server: TestServer): Promise<void> {
  const published = await publishOnTrial(server, { revision: await saveStricter(server) })
  expect([published.status, published.body.version]).toEqual([201, tried])
}

/** Moves the clock to the morning of a day. */
export function toDay(server: TestServer, date: string): void {
  server.clock.advance(Date.parse(`${date}T09:00:00+08:00`) - Date.parse(server.clock.now()))
}

export const factsOf = (unit?: string) =>
  unit === undefined ? { urgency: 'high' } : { urgency: 'high', 'fromUnit.id': unit }
