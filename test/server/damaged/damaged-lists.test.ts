import { createBundle } from '@jieli/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchRulesets } from '../../../server/src/jobs/watch-rulesets.ts'
import type {
  BundleDocument,
  PublicationDocument,
} from '../../../server/src/documents/publication-document.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import { VersionWatch } from '../../../server/src/operations/timers/version-watch.ts'
import { watchedRuleset } from '../assessment/watched-ruleset.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { hour, minute, TurnableClock } from '../harness/turnable-clock.ts'
import { county, movedTemplate, template } from '../pull/template-and-county.ts'
import { damageVersion, type Restore } from '../timers/damage.ts'

let server: TestServer
afterEach(() => server.discard())

const everything = { county: '*', units: '*' } as const
const get = async (url: string, key: string) => {
  const answer = await server.ask(`/v1${url}`, { key })
  expect(`${url} ${answer.status}`).toBe(`${url} 200`)
  return answer.body
}
const problem = { code: 'BUNDLE_DAMAGED', message: { en: expect.stringContaining('is damaged') } }

describe('where a template has a damaged version', () => {
  let key: string
  let restore: Restore
  beforeEach(async () => {
    server = await openTestServer()
    await server.publish(template())
    await server.publish(county('north-county'))
    await server.publish(county('south-county', 11))
    await server.publish(smallRuleset({ id: 'other-plan' }))
    restore = await damageVersion(server, 'plan@1.0.0', 'changed')
    server = await server.restart()
    for (let run = 0; run < 6; run++) await new VersionWatch(server.context).run()
    key = await server.key(
      { role: 'editor', ...everything },
      { role: 'administrator', ...everything },
    )
    await get('/templates', key)
  })

  it('the list of rulesets says so of that version, and of no other', async () => {
    const { items } = await get('/rulesets', key)
    const told = items.flatMap(
      ({ id, versions }: { id: string; versions: { problem?: object }[] }) =>
        versions.map((version) => [id, version.problem !== undefined]),
    )
    expect(told).toEqual([
      ['north-county', false],
      ['other-plan', false],
      ['plan', true],
      ['south-county', false],
    ])
    expect(items[2].versions[0]).toMatchObject({ problem })
    expect((await get('/rulesets/plan', key)).versions[0]).toMatchObject({ problem })
  })

  it('the gallery goes on without it and shows it as damaged', async () => {
    const { items, damaged } = await get('/templates', key)
    expect(items.map(({ id }: { id: string }) => id)).not.toContain('plan')
    expect(damaged).toMatchObject([
      { ruleset: 'plan', version: '1.0.0', title: { zh: '小规则集' }, problem },
    ])
  })

  it('the matrix shows the counties on it, and says that their template says nothing', async () => {
    const { rulesets, damaged } = await get('/matrix', key)
    expect(damaged).toMatchObject([{ ruleset: 'plan', problem }])
    expect(rulesets.map(({ id }: { id: string }) => id)).toEqual([
      'north-county',
      'other-plan',
      'south-county',
    ])
    expect(rulesets[0]).toMatchObject({ templateProblem: problem })
    expect(rulesets[1]).not.toHaveProperty('templateProblem')
  })

  it('the worklist tells whoever looks after the ruleset, or rests on it', async () => {
    const { items } = await get('/worklist', key)
    const told = items
      .filter(({ kind }: { kind: string }) => kind === 'versionDamaged')
      .map(({ ruleset }: { ruleset: string }) => ruleset)
    expect(told.toSorted()).toEqual(['north-county', 'plan', 'south-county'])
    const north = await server.key({ role: 'editor', county: 'north-county', units: '*' })
    expect((await get('/worklist', north)).items).toMatchObject([
      { kind: 'versionDamaged', ruleset: 'north-county', version: '1.0.0', problem },
    ])
    const worker = await server.key({ role: 'caseWorker', county: 'north-county', units: '*' })
    expect((await get('/worklist', worker)).items).toEqual([])
  })

  it('a draft on it says what is wrong instead of going on without its parent', async () => {
    const answer = await server.ask('/v1/rulesets/north-county/draft', { key })
    expect(answer.body).toMatchObject({ code: 'BUNDLE_DAMAGED', ruleset: 'plan', version: '1.0.0' })
  })

  it('a county on it goes on running on what it was published with', async () => {
    const worker = await server.key(grants.integrator)
    const body = { ruleset: 'north-county', pathway: 'referral', facts: referralFacts() }
    expect((await server.ask('/v1/cases', { key: worker, body })).status).toBe(201)
    await get('/rulesets/north-county/book', key)
  })

  it('all is as before once it is restored', async () => {
    await restore(server)
    await new VersionWatch(server.context).run()
    expect((await get('/templates', key)).damaged).toEqual([])
    expect((await get('/matrix', key)).damaged).toEqual([])
    expect((await get('/rulesets/plan', key)).versions[0]).not.toHaveProperty('problem')
    expect((await server.ask('/v1/rulesets/north-county/draft', { key })).status).toBe(200)
  })

  it('its newer version can be published and taken all the same', async () => {
    server.clock.advance(minute)
    const version = await server.publish(movedTemplate())
    expect((await get('/templates', key)).items).toMatchObject([{ id: 'plan', version }])
  })
})

describe('where cases run on an older version that is damaged', () => {
  let key: string
  let restore: Restore
  beforeEach(async () => {
    server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
    await server.publish(watchedRuleset())
    key = await server.key(
      { role: 'assessor', ...everything },
      { role: 'integrator', ...everything },
      { role: 'editor', ...everything },
    )
    for (let index = 0; index < 3; index++) await start()
    server.clock.advance(hour)
    await server.publish(watchedRuleset())
    await start()
    restore = await damageVersion(server, 'small@1.0.0', 'missing')
    server = await server.restart()
  })

  async function start() {
    const facts = { 'patient.id': 'p', 'fromUnit.id': 'N', 'toUnit.id': 'D', urgency: 'high' }
    const body = { ruleset: 'small', pathway: 'referral', facts }
    const answer = await server.ask('/v1/cases', { key, body })
    expect(answer.status).toBe(201)
  }
  const leftOut = [{ version: '1.0.0', cases: 3, problem }]

  it('the board and the flows count the others, and say how many are left out and why', async () => {
    const board = await get('/rulesets/small/board', key)
    expect(board).toMatchObject({ version: '1.0.1', leftOut })
    expect(await get('/rulesets/small/flows?period=2025-02', key)).toMatchObject({ leftOut })
    const behind = await get(
      '/rulesets/small/board/cases?period=2025-02&measure=referrals.sent',
      key,
    )
    expect(behind).toMatchObject({ leftOut })
  })

  it('nothing left out is forgotten once the version opens again', async () => {
    const before = await get('/rulesets/small/board', key)
    await restore(server)
    await new VersionWatch(server.context).run()
    const after = await get('/rulesets/small/board', key)
    expect(after.leftOut).toEqual([])
    expect(after.caseCount).toBe(before.caseCount + 3)
  })

  it('no threshold is said to be crossed by what is left', async () => {
    const told = () =>
      watchRulesets(server.context, {
        watch: 'watchRuleset',
        failed: (_, error) => {
          throw error
        },
      })
    expect(await told()).toBe(0)
    await restore(server)
    await new VersionWatch(server.context).run()
    expect(await told()).toBe(1)
  })

  it('a run that would leave cases out is not computed', async () => {
    await server.ask('/v1/rulesets/small/units', {
      key,
      method: 'PUT',
      body: { units: [{ id: 'N', title: 'N', tier: 1 }] },
      headers: { 'if-match': '"0"' },
    })
    const answer = await server.ask('/v1/rulesets/small/runs', { key, body: { period: '2025-02' } })
    expect(answer.body).toMatchObject({ code: 'BUNDLE_DAMAGED', version: '1.0.0' })
  })
})

describe('where what is stored of one case is not whole', () => {
  it('it is listed, says what is wrong when it is opened, is left out of counts, and stops no other', async () => {
    server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
    await server.publish(watchedRuleset())
    const key = await server.key(
      { role: 'assessor', ...everything },
      { role: 'integrator', ...everything },
      { role: 'editor', ...everything },
    )
    const start = async () => {
      const facts = { 'patient.id': 'p', 'fromUnit.id': 'N', 'toUnit.id': 'D', urgency: 'high' }
      const body = { ruleset: 'small', pathway: 'referral', facts }
      return (await server.ask('/v1/cases', { key, body })).body.id as string
    }
    const [damaged, whole] = [await start(), await start()]
    const { history: _, ...rest } = (await server.raw.get<CaseDocument>('cases', damaged))!
    const next = { ...rest, revision: rest.revision + 1 }
    const write = { kind: 'replace', collection: 'cases', document: next } as const
    await server.raw.commit([{ ...write, expectedRevision: rest.revision }])
    const { items } = await get('/cases', key)
    expect(items.map(({ id }: { id: string }) => id).toSorted()).toEqual(
      [damaged, whole].toSorted(),
    )
    for (const url of [`/v1/cases/${damaged}`, `/v1/cases/${damaged}/events/available`])
      expect((await server.ask(url, { key })).body).toMatchObject({
        code: 'CASE_DAMAGED',
        message: { en: expect.stringContaining('history') },
      })
    expect(await get('/rulesets/small/board', key)).toMatchObject({
      caseCount: 1,
      leftOut: [{ cases: 1, problem: { code: 'CASE_DAMAGED' } }],
    })
    const sent = await server.ask(`/v1/cases/${whole}/events`, { key, body: { type: 'send' } })
    expect(sent.status).toBe(200)
    await get('/worklist', key)
  })
})

describe('what does not open', () => {
  beforeEach(async () => {
    server = await openTestServer()
    await server.publish(smallRuleset())
  })

  /** Alters a stored version together with the record of its publication, so that the hash is that of what is there. */
  async function replaceContent(change: (content: Record<string, unknown>) => void): Promise<void> {
    const published = await server.raw.get<PublicationDocument>('publications', 'small@1.0.0')
    const bundle = await server.raw.get<BundleDocument>('bundles', published?.bundle ?? '')
    if (published === undefined || bundle === undefined) throw new Error('not published')
    const content = structuredClone(bundle.content) as unknown as Record<string, unknown>
    change(content)
    const { hash } = createBundle(content as never, bundle.origin)
    for (const [collection, document] of [
      ['bundles', { ...bundle, content, hash }],
      ['publications', { ...published, hash }],
    ] as const)
      await server.raw.commit([
        {
          kind: 'replace',
          collection,
          document: { ...document, revision: 2 } as never,
          expectedRevision: 1,
        },
      ])
    server = await server.restart()
  }
  const read = async () => {
    const key = await server.key({ role: 'editor', ...everything })
    return (await server.ask('/v1/rulesets/small/versions/1.0.0', { key })).body
  }

  it('a content whose form this program does not know is not run, whatever its hash', async () => {
    await replaceContent((content) => {
      content['decisions'] = [{ id: 'mayRefer', kind: 'of a later program' }]
    })
    expect(await read()).toMatchObject({ code: 'BUNDLE_DAMAGED', damage: 'unreadable' })
  })

  it('a case whose version was published anew under the same number is not run by it', async () => {
    const key = await server.key(grants.integrator)
    const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
    const { id } = (await server.ask('/v1/cases', { key, body })).body
    await replaceContent((content) => {
      ;(content['manifest'] as { title: object }).title = { zh: '别的', en: 'another' }
    })
    expect((await read()).ruleset.manifest.title.en).toBe('another')
    const again = await server.key(grants.integrator)
    expect((await server.ask(`/v1/cases/${id}`, { key: again })).body).toMatchObject({
      state: 'draft',
      problem: { code: 'BUNDLE_DAMAGED', message: { en: expect.stringContaining('publication') } },
    })
  })
})
