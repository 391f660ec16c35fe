import type { Ruleset } from '@jieli/engine'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { minute } from '../harness/turnable-clock.ts'

let server: TestServer
let key: string

beforeEach(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  key = await server.key(grants.editor, grants.publisher)
})
afterEach(() => server.close())

const url = '/v1/rulesets/small'
const readDraft = async () => (await server.ask(`${url}/draft`, { key })).body
const save = (ruleset: unknown, revision: number | undefined, as = key) =>
  server.ask(`${url}/draft`, {
    method: 'PUT',
    key: as,
    body: { ruleset },
    headers: revision === undefined ? {} : { 'if-match': `"${revision}"` },
  })
const publish = (revision: number, from = '2025-03-03') =>
  server.publishDraft('small', revision, from)

/** The ruleset with its variance ceiling at so many percent. */
function withCeiling(ruleset: Ruleset, percent: number): Ruleset {
  const copy = structuredClone(ruleset)
  copy.parameters.find((each) => each.id === 'varianceCeiling')!.values[0]!.value = {
    numerator: percent,
    denominator: 100,
  }
  return copy
}

it('without a draft the latest version is there to begin from, as revision 0', async () => {
  const answer = await server.ask(`${url}/draft`, { key })
  expect(answer.reply.headers['etag']).toBe('"0"')
  expect(answer.body).toMatchObject({ revision: 0, parent: null, issues: [] })
  expect(answer.body.ruleset.manifest.id).toBe('small')
  expect(answer.body).not.toHaveProperty('savedBy')
})

it('a saved draft comes back as it was saved, with who saved it and when', async () => {
  const edited = withCeiling((await readDraft()).ruleset, 12)
  const saved = await save(edited, 0)
  expect(saved.status).toBe(200)
  expect(saved.body).toMatchObject({ revision: 1, issues: [] })
  expect(await readDraft()).toMatchObject({
    revision: 1,
    ruleset: edited,
    savedBy: 'test key',
    savedAt: server.clock.now(),
  })
  const summary = (await server.ask(url, { key })).body
  expect(summary.draft).toEqual({ revision: 1, savedAt: server.clock.now(), savedBy: 'test key' })
})

it("a draft never overwrites somebody else's newer one", async () => {
  const { ruleset } = await readDraft()
  await save(withCeiling(ruleset, 12), 0)
  const late = await save(withCeiling(ruleset, 11), 0)
  expect(late.status).toBe(412)
  expect(late.body).toMatchObject({ code: 'DRAFT_STALE', revision: 1, savedBy: 'test key' })
  expect((await readDraft()).ruleset).toEqual(withCeiling(ruleset, 12))
})

it('of drafts saved at once over one revision exactly one is kept', async () => {
  const { ruleset } = await readDraft()
  const answers = await Promise.all(
    [11, 12, 13].map((percent) => save(withCeiling(ruleset, percent), 0)),
  )
  expect(answers.map((each) => `${each.status}`).toSorted()).toEqual(['200', '412', '412'])
})

it('saving without saying which revision one edited is refused', async () => {
  const answer = await save((await readDraft()).ruleset, undefined)
  expect([answer.status, answer.body.code]).toEqual([428, 'REVISION_NEEDED'])
})

it('a draft that was given up is gone, and an old revision never fits again', async () => {
  const { ruleset } = await readDraft()
  await save(withCeiling(ruleset, 12), 0)
  const discard = (revision: number) =>
    server.ask(`${url}/draft`, {
      method: 'DELETE',
      key,
      headers: { 'if-match': `"${revision}"` },
    })
  expect((await discard(7)).status).toBe(412)
  expect((await discard(1)).status).toBe(204)
  const draft = await readDraft()
  expect(draft).toMatchObject({ revision: 2, ruleset })
  expect(draft).not.toHaveProperty('savedBy')
  expect((await save(ruleset, 1)).status).toBe(412)
  expect((await save(ruleset, 2)).body.revision).toBe(3)
})

it('a ruleset that does not parse is not stored, and each place at fault is named', async () => {
  const { ruleset } = await readDraft()
  const broken = structuredClone(ruleset)
  broken.decisions[0].hitPolicy = 'whatever'
  delete broken.facts[1].title
  const answer = await save(broken, 0)
  expect([answer.status, answer.body.code]).toEqual([422, 'DRAFT_INVALID'])
  const paths = answer.body.issues.map((issue: { path: string }) => issue.path)
  expect(paths).toEqual(
    expect.arrayContaining(['/facts/fromUnit.id/title', '/decisions/mayRefer/hitPolicy']),
  )
  expect((await readDraft()).revision).toBe(0)
})

it.each([
  null,
  undefined,
  'text',
  7,
  [],
  {},
  { id: 5 },
  { id: 'small', county: 5 },
  { id: 'small', title: 3 },
])(
  'a ruleset with %j for a manifest is refused by its place, drafted before or not',
  async (manifest) => {
    const { ruleset } = await readDraft()
    for (const id of ['small', 'other']) {
      const answer = await server.ask(`/v1/rulesets/${id}/draft`, {
        method: 'PUT',
        key,
        body: { ruleset: { ...ruleset, manifest } },
        headers: { 'if-match': '"0"' },
      })
      expect(['DRAFT_INVALID', 'DRAFT_OTHER_RULESET']).toContain(answer.body.code)
    }
    expect((await readDraft()).revision).toBe(0)
  },
)

it('a breach of a red line may be saved, is reported, and cannot be published', async () => {
  const { ruleset } = await readDraft()
  const saved = await save(withCeiling(ruleset, 20), 0)
  expect(saved.status).toBe(200)
  expect(saved.body.issues.map((issue: { code: string }) => issue.code)).toContain(
    'RED_LINE_CEILING',
  )
  const refused = await publish(1)
  expect([refused.status, refused.body.code]).toEqual([422, 'PUBLISH_REFUSED'])
  const breach = refused.body.issues.find(
    (issue: { code: string }) => issue.code === 'RED_LINE_CEILING',
  )
  expect(breach.message.en).toContain('DP-39')
  expect((await server.ask(url, { key })).body.versions).toHaveLength(1)
  expect((await readDraft()).revision).toBe(1)
})

it('a draft that passes is published under the next number and decides from its day on', async () => {
  const { ruleset } = await readDraft()
  const changed = structuredClone(ruleset) as Ruleset
  const decision = changed.decisions[0]!
  if (decision.kind === 'rules') decision.rules[0]!.then.outcome = 'allowWithAdvice'
  const scenario = changed.scenarios[0]!
  if (scenario.kind === 'decision') scenario.expect = { outcome: 'allowWithAdvice' }
  await save(changed, 0)
  server.clock.advance(minute)
  const published = await publish(1, '2025-03-04')
  expect(published.status).toBe(201)
  expect(published.body).toMatchObject({ version: '1.0.1', from: '2025-03-04' })

  const integrator = await server.key(grants.integrator)
  const decide = async (asOf: string) =>
    (
      await server.ask(`${url}/decisions/mayRefer`, {
        key: integrator,
        body: { facts: { urgency: 'high' }, asOf },
      })
    ).body
  expect((await decide('2025-03-03')).outcome).toBe('allow')
  expect(await decide('2025-03-04')).toMatchObject({
    outcome: 'allowWithAdvice',
    bundle: { version: '1.0.1', hash: published.body.hash },
  })
  const summary = (await server.ask(url, { key })).body
  expect(summary.versions.map((each: { version: string }) => each.version)).toEqual([
    '1.0.1',
    '1.0.0',
  ])
  expect(summary.inForce).toBe('1.0.0')
  expect(summary).not.toHaveProperty('draft')
  expect((await publish(2)).body.code).toBe('DRAFT_MISSING')
})

it('a published version can be read in full, and an unknown one is said to be unknown', async () => {
  const { body } = await server.ask(`${url}/versions/1.0.0`, { key })
  expect(body).toMatchObject({ version: '1.0.0', from: '2020-01-01' })
  expect(body.ruleset.manifest.version).toBe('1.0.0')
  expect(body.origin['/facts/age']).toBe('small')
  const unknown = await server.ask(`${url}/versions/9.9.9`, { key })
  expect([unknown.status, unknown.body.code]).toEqual([404, 'VERSION_UNKNOWN'])
})

it('publishing an older revision than the draft has is refused', async () => {
  const { ruleset } = await readDraft()
  await save(withCeiling(ruleset, 12), 0)
  await save(withCeiling(ruleset, 11), 1)
  expect((await publish(1)).body.code).toBe('DRAFT_STALE')
})

it('a failing scenario stops publishing, and running the scenarios says why', async () => {
  const { ruleset } = await readDraft()
  ruleset.scenarios[0].expect = { outcome: 'requireReview' }
  await save(ruleset, 0)
  const { results } = (await server.ask(`${url}/draft/scenarios`, { method: 'POST', key })).body
  expect(results[0]).toMatchObject({ id: 'urgent-is-open', passed: false })
  expect(results[0].details[0].zh).toBeTypeOf('string')
  expect((await publish(1)).body.issues.map((issue: { code: string }) => issue.code)).toContain(
    'SCENARIO_FAILED',
  )
})

it('a required parameter without a value stops publishing', async () => {
  const { ruleset } = await readDraft()
  ruleset.parameters[0].values = []
  await save(ruleset, 0)
  const { issues } = (await server.ask(`${url}/draft/check`, { method: 'POST', key })).body
  expect(Array.isArray(issues)).toBe(true)
  expect((await publish(1)).body.issues.map((issue: { code: string }) => issue.code)).toContain(
    'PARAMETER_REQUIRED',
  )
})

it('a cycle of condition references is reported with its path and cannot be published', async () => {
  const { ruleset } = await readDraft()
  const named = (id: string, other: string) => ({
    id,
    title: { zh: id, en: id },
    condition: { condition: other },
  })
  ruleset.conditions = [named('one', 'two'), named('two', 'one')]
  const saved = await save(ruleset, 0)
  expect(saved.status).toBe(200)
  const cycle = saved.body.issues.find(
    (issue: { code: string }) => issue.code === 'REFERENCE_CYCLE',
  )
  expect(cycle.path).toContain('/conditions/')
  expect((await publish(1)).status).toBe(422)
})

it('a draft for another ruleset than the address names is refused', async () => {
  const { ruleset } = await readDraft()
  ruleset.manifest.id = 'other'
  expect((await save(ruleset, 0)).body.code).toBe('DRAFT_OTHER_RULESET')
})

it('nobody hands a ruleset to a county they have no say in', async () => {
  const northern = await server.key({ role: 'editor', county: 'north', units: '*' })
  const { ruleset } = await readDraft()
  expect((await save(ruleset, 0, northern)).status).toBe(200)
  ruleset.manifest.county = 'south'
  const moved = await save(ruleset, 1, northern)
  expect([moved.status, moved.body.code]).toEqual([403, 'SCOPE_MISSING'])
})

it("a county's draft holds only its difference from its parent", async () => {
  const template = smallRuleset({ id: 'plan' }) as unknown as Ruleset
  template.manifest.kind = 'template'
  delete template.manifest.county
  await server.publish(template as never)
  const child = structuredClone(template)
  child.manifest.id = 'east'
  child.manifest.kind = 'county'
  child.manifest.county = 'east'
  child.manifest.basedOn = { id: 'plan', version: '1.0.0' }
  const saved = await server.ask('/v1/rulesets/east/draft', {
    method: 'PUT',
    key,
    body: { ruleset: withCeiling(child, 10) },
    headers: { 'if-match': '"0"' },
  })
  expect(saved.body.issues).toEqual([])
  expect(saved.body.origin['/parameters/varianceCeiling']).toBe('east')
  expect(saved.body.origin['/parameters/answerLimit']).toBe('plan')
  const stored = await server.context.store.get('drafts', 'east')
  expect(Object.keys(stored?.layer ?? {}).toSorted()).toEqual(['manifest', 'parameters'])
  const draft = (await server.ask('/v1/rulesets/east/draft', { key })).body
  expect(draft.ruleset).toMatchObject(withCeiling(child, 10))
  expect(draft.parent.manifest.id).toBe('plan')
  const published = await server.publishDraft('east', 1)
  expect(published.status).toBe(201)
})
