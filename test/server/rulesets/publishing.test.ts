import type { Ruleset } from '@jieli/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PublicationDocument } from '../../../server/src/documents/publication-document.ts'
import { runUpgrades } from '../../../server/src/upgrades/run-upgrades.ts'
import {
  caseWorker,
  grants,
  madeByTest,
  openTestServer,
  type TestServer,
} from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { hour } from '../harness/turnable-clock.ts'

let server: TestServer
let editor: string
let publisher: string

beforeEach(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  editor = await server.key(grants.editor)
  publisher = await server.key(grants.publisher)
})
afterEach(() => server.close())

const url = '/v1/rulesets/small'

/** Saves a draft with another ceiling; the revision it then has. */
async function save(percent: number, as: object = { key: editor }): Promise<number> {
  const { body } = await server.ask(`${url}/draft`, { key: publisher })
  const ruleset = body.ruleset as Ruleset
  ruleset.parameters.find(({ id }) => id === 'varianceCeiling')!.values[0]!.value = {
    numerator: percent,
    denominator: 100,
  }
  const saved = await server.ask(`${url}/draft`, {
    method: 'PUT',
    ...as,
    body: { ruleset },
    headers: { 'if-match': `"${body.revision}"`, ...(as as { headers?: object }).headers },
  })
  expect(saved.status).toBe(200)
  return saved.body.revision as number
}
const publish = (revision: number, more: object = {}, as: object = { key: publisher }) =>
  server.ask(`${url}/publish`, { ...as, body: { revision, from: '2025-03-03', ...more } })
const inForce = async () => (await server.ask(url, { key: editor })).body.inForce as string

describe('the order of versions', () => {
  it('is that of their numbers: one published while the clock was ahead never stands above a later one', async () => {
    server.clock.advance(24 * hour)
    expect((await publish(await save(14), { from: '2025-03-04' })).status).toBe(201)
    server.clock.advance(-24 * hour)
    const later = await publish(await save(13))
    expect([later.status, later.body.version]).toEqual([201, '1.0.2'])
    expect(await inForce()).toBe('1.0.2')
    expect((await publish(await save(12))).body.version).toBe('1.0.3')
    expect(await inForce()).toBe('1.0.3')
    server.clock.advance(24 * hour)
    expect(await inForce()).toBe('1.0.3')
    const { body } = await server.ask(url, { key: editor })
    expect(body.versions.map((each: { version: string }) => each.version)).toEqual([
      '1.0.3',
      '1.0.2',
      '1.0.1',
      '1.0.0',
    ])
  })

  it('the tenth version comes after the ninth', async () => {
    const layer = smallRuleset({ version: '1.0.9' })
    await server.publish(layer)
    await server.publish(layer)
    expect(await inForce()).toBe('1.0.10')
  })

  it('publications of before are put in their places, once, whatever their clock said', async () => {
    await server.publish(smallRuleset())
    const stored = async (version: string) =>
      (await server.store.get<PublicationDocument>('publications', `small@${version}`))!
    for (const [version, publishedAt] of [
      ['1.0.0', '2035-01-01T00:00:00.000+08:00'],
      ['1.0.1', '2025-01-01T00:00:00.000+08:00'],
    ] as const) {
      const { sequence: _, ...old } = await stored(version)
      const document = { ...old, publishedAt, revision: old.revision + 1 }
      await server.store.commit(
        [{ kind: 'replace', collection: 'publications', document, expectedRevision: old.revision }],
        madeByTest('ruleset.publish', 'small'),
      )
    }
    expect(await runUpgrades(server.context)).toContain('number-versions')
    expect(await inForce()).toBe('1.0.1')
    expect(await runUpgrades(server.context)).toEqual([])
  })
})

describe('four eyes', () => {
  it('whoever saved the draft last does not publish it', async () => {
    const both = await server.key(grants.editor, grants.publisher)
    const revision = await save(14, { key: both })
    const own = await publish(revision, {}, { key: both })
    expect([own.status, own.body.code]).toEqual([403, 'DRAFT_OWN'])
    expect((await server.ask(`${url}/draft`, { key: both })).body.own).toBe(true)
    expect((await server.ask(`${url}/draft`, { key: publisher })).body.own).toBe(false)
    expect((await publish(revision)).status).toBe(201)
  })

  it('a person does not publish by a key what they saved signed in, nor the other way round', async () => {
    const password = 'a long enough password'
    const all = [grants.editor, grants.publisher, grants.administrator]
    await server.user('both', password, ...all)
    const reply = await server.ask('/v1/sign-in', { body: { username: 'both', password } })
    const [cookie = ''] = String(reply.reply.headers['set-cookie']).split(';')
    const person = { headers: { cookie } }
    const made = await server.ask('/v1/keys', {
      ...person,
      body: { title: 'theirs', grants: [grants.editor, grants.publisher] },
    })
    const key = { key: made.body.key as string }
    for (const [saves, publishes] of [
      [person, key],
      [key, person],
    ] as const) {
      const answer = await publish(await save(14, saves), {}, publishes)
      expect(answer.body.code).toBe('DRAFT_OWN')
    }
  })

  it('a draft that is saved while it is published is not published', async () => {
    const revision = await save(14)
    const { body: before } = await server.ask(`${url}/draft`, { key: publisher })
    const again = {
      method: 'PUT',
      key: editor,
      body: { ruleset: before.ruleset },
      headers: { 'if-match': `"${revision}"` },
    } as const
    const [answer, saved] = await Promise.all([
      publish(revision),
      server.ask(`${url}/draft`, again),
    ])
    // Exactly one of the two got its way.
    expect([answer.status, saved.status].toSorted((a, b) => a - b)).toEqual([
      answer.status === 201 ? 201 : 200,
      412,
    ])
    expect(await inForce()).toBe(answer.status === 201 ? '1.0.1' : '1.0.0')
  })
})

describe('publishing for days that have passed', () => {
  const start = async (from: string, to: string) =>
    (
      await server.ask('/v1/cases', {
        key: await server.key(grants.integrator),
        body: { ruleset: 'small', pathway: 'referral', facts: referralFacts(from, to) },
      })
    ).status
  const work = async (key: string) =>
    (await server.ask('/v1/worklist', { key })).body.items.filter(
      ({ kind }: { kind: string }) => kind === 'publishedForPast',
    ) as { version: string; reason: string; cases?: number; by: string }[]

  it('today needs no reason, the day before does, and nothing is published without', async () => {
    const revision = await save(14)
    const refused = await publish(revision, { from: '2025-03-02' })
    expect([refused.status, refused.body.code]).toEqual([422, 'PUBLISH_PAST'])
    expect(await inForce()).toBe('1.0.0')
    const published = await publish(revision, { from: '2025-03-02', reason: 'a mistake' })
    expect(published.status).toBe(201)
    expect((await publish(await save(13), { from: '2025-03-03' })).status).toBe(201)
  })

  it('the refusal says how many cases began since then, of which units', async () => {
    await start('T01', 'D01')
    await start('T02', 'D01')
    const { body } = await publish(await save(14), { from: '2025-03-01' })
    expect(body).toMatchObject({ cases: 2, units: { T01: 1, T02: 1, D01: 2 } })
    const tomorrow = await publish(await save(13), { from: '2025-03-04' })
    expect(tomorrow.status).toBe(201)
  })

  it('the units whose cases it touches are told, with the reason and by whom, and no others', async () => {
    await start('T01', 'D01')
    const reason = 'the notice was filed late'
    await publish(await save(14), { from: '2025-03-01', reason })
    const told = { version: '1.0.1', from: '2025-03-01', reason, by: 'test key' }
    expect(await work(await server.key(caseWorker('north', 'T01')))).toMatchObject([told])
    expect(await work(await server.key(caseWorker('north', 'T02')))).toEqual([])
    expect(await work(await server.key(caseWorker('south', 'T01')))).toEqual([])
    const whole = await server.key({ role: 'caseWorker', county: 'north', units: '*' })
    expect(await work(whole)).toMatchObject([{ ...told, cases: 1 }])
    expect(await work(editor)).toHaveLength(1)
    server.clock.advance(31 * 24 * hour)
    expect(await work(whole)).toEqual([])
  })

  it('the version keeps the reason, in the list of versions and in the audit log', async () => {
    await publish(await save(14), { from: '2025-03-01', reason: 'a mistake' })
    const [latest] = (await server.ask(url, { key: editor })).body.versions
    expect(latest).toMatchObject({ version: '1.0.1', backdated: { reason: 'a mistake', cases: 0 } })
    const auditor = await server.key(grants.auditor)
    const { items } = (await server.ask('/v1/audit?limit=50', { key: auditor })).body
    const published = items.filter(({ action }: { action: string }) => action === 'ruleset.publish')
    expect(published).toContainEqual(
      expect.objectContaining({
        detail: expect.objectContaining({
          version: '1.0.1',
          from: '2025-03-01',
          reason: 'a mistake',
        }),
      }),
    )
  })
})
