import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codeOf } from '../harness/code-of.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { minute } from '../harness/turnable-clock.ts'
import { county, template } from '../pull/template-and-county.ts'
import {
  confirmNode,
  hillPlan,
  hills,
  pack,
  placeNorth,
  proposeNode,
  saveNode,
} from './hill-province.ts'

let server: TestServer
let key: string
let publisher: string
let admin: string
const url = '/v1/rulesets/north-county'

beforeEach(async () => {
  server = await openTestServer()
  admin = await server.key(grants.administrator)
  key = await server.key(grants.editor)
  publisher = await server.key(grants.publisher)
  await server.publish(hills())
  await server.publish(template())
  await server.publish(hillPlan())
  await placeNorth(server, admin)
})
afterEach(() => server.close())

const create = async (onto: string, id = 'north-county') =>
  await server.ask('/v1/rulesets', {
    key,
    body: {
      id,
      county: id,
      title: { zh: '北县', en: 'north county' },
      template: onto,
      parameters: {},
      from: '2025-01-01',
    },
  })
const publish = async (revision = 1, at = url) =>
  await server.ask(`${at}/publish`, { key: publisher, body: { from: '2025-03-03', revision } })
const errorsOf = (issues: { code: string; severity: string }[]) =>
  issues.filter(({ severity }) => severity === 'error').map(({ code }) => code)

describe('the tree of jurisdictions', () => {
  it('is read by all who read rules, each county by its own people alone', async () => {
    const list = async (as: string) =>
      (await server.ask('/v1/jurisdictions', { key: as })).body.items.map(
        ({ id }: { id: string }) => id,
      )
    expect(await list(admin)).toEqual(['hills', 'nation', 'north-county'])
    const southern = await server.key({ role: 'editor', county: 'south', units: '*' })
    expect(await list(southern)).toEqual(['hills', 'nation'])
    const foreign = await server.ask('/v1/jurisdictions/north-county', { key: southern })
    const none = await server.ask('/v1/jurisdictions/north-countx', { key: southern })
    expect([foreign.status, foreign.body.code]).toEqual([404, 'JURISDICTION_UNKNOWN'])
    expect(none.body.message.en).not.toContain('north-county')
    const own = await server.ask('/v1/jurisdictions/hills', { key: southern })
    expect(own.reply.headers['etag']).toBe('"1"')
    expect(own.body).toMatchObject({ level: 'province', parent: 'nation', savedBy: 'test key' })
  })

  it('is told in pages, each as full as was asked for, however much of it is others’', async () => {
    for (const id of ['a-county', 'h-county', 'i-county'])
      await saveNode(server, admin, { id, level: 'county', parent: 'hills' })
    const pagesOf = async (as: string) => {
      const pages: string[][] = []
      let next: string | undefined = ''
      while (next !== undefined) {
        const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`
        const { body } = await server.ask(`/v1/jurisdictions?limit=2${cursor}`, { key: as })
        pages.push(body.items.map(({ id }: { id: string }) => id))
        next = body.next
      }
      return pages
    }
    expect(await pagesOf(admin)).toEqual([
      ['a-county', 'h-county'],
      ['hills', 'i-county'],
      ['nation', 'north-county'],
    ])
    const northern = await server.key({ role: 'editor', county: 'north-county', units: '*' })
    expect(await pagesOf(northern)).toEqual([['hills', 'nation'], ['north-county']])
  })

  it('keeps of each pack who said that it binds, and since when', async () => {
    const [first] = (await server.ask('/v1/jurisdictions/hills', { key })).body.packs
    expect(first).toEqual({ ...pack(), by: 'test key', since: '2025-03-03' })
    server.clock.advance(24 * 60 * minute)
    const later = await saveNode(
      server,
      admin,
      { id: 'hills', level: 'province', parent: 'nation', packs: [pack(), pack('plan', '*')] },
      1,
    )
    expect(later.body.packs.map(({ since }: { since: string }) => since)).toEqual([
      '2025-03-03',
      '2025-03-04',
    ])
  })

  it('is changed by an administrator of every county alone', async () => {
    for (const as of [
      key,
      await server.key({ role: 'administrator', county: 'north-county', units: '*' }),
    ]) {
      const refused = await saveNode(
        server,
        as,
        { id: 'hills', level: 'province', parent: 'nation' },
        1,
      )
      expect([refused.status, refused.body.code]).toEqual([403, 'PERMISSION_MISSING'])
    }
  })

  it('is changed over the revision that was read, and each change is audited with what it says', async () => {
    const change = { level: 'province', parent: 'nation', packs: [] }
    expect((await saveNode(server, admin, { id: 'hills', ...change }, 7)).body.code).toBe(
      'JURISDICTION_STALE',
    )
    const unsaid = await server.ask('/v1/jurisdictions/hills/proposals', {
      key: admin,
      body: { node: { ...change, title: { zh: '山区', en: 'hills' } }, reason: '来文' },
    })
    expect(unsaid.status).toBe(428)
    const [one, two] = await Promise.all([
      proposeNode(server, admin, { id: 'hills', ...change }, 1),
      proposeNode(server, admin, { id: 'hills', ...change }, 1),
    ])
    expect([one, two].map(({ body }) => codeOf(body)).toSorted()).toEqual([
      '',
      'JURISDICTION_PROPOSED',
    ])
    const second = await server.key(grants.administrator)
    const first = one.status === 200 ? one : two
    expect((await confirmNode(server, second, first.body)).status).toBe(200)
    const auditor = await server.key(grants.auditor)
    const { items } = (await server.ask('/v1/audit?limit=200', { key: auditor })).body
    const saved = (items as { action: string; target: string; detail: unknown }[]).filter(
      ({ action, target }) => action === 'jurisdiction.save' && target === 'hills',
    )
    expect(saved.map(({ detail }) => detail)).toEqual([
      expect.objectContaining({ revision: 2, packs: [], removed: ['hills-pack@^1.0.0'] }),
      expect.objectContaining({
        revision: 1,
        level: 'province',
        parent: 'nation',
        added: ['hills-pack@^1.0.0'],
      }),
    ])
  })

  it('tells whoever comes with a revision that is past what was changed since, and by whom', async () => {
    const node = { id: 'hills', level: 'province', parent: 'nation' }
    await saveNode(server, admin, { ...node, packs: [pack(), pack('plan', '*')] }, 1)
    const stale = await saveNode(server, admin, { ...node, packs: [] }, 1)
    expect(stale.body).toMatchObject({
      status: 412,
      code: 'JURISDICTION_STALE',
      revision: 2,
      changedSince: [
        { revision: 2, by: 'test key', items: ['/packs/plan'], what: { en: 'saved' } },
      ],
    })
    expect(stale.body.message.en).toContain('/packs/plan')
    const { body } = await server.ask('/v1/jurisdictions/hills', { key })
    expect([body.revision, body.packs.length, body.changes]).toEqual([2, 2, undefined])
  })

  it('is changed whatever it says where that is asked for, but only where there is one', async () => {
    const save = async (id: string) =>
      await saveNode(server, admin, { id, level: 'province', parent: 'nation' }, '*')
    expect((await save('hills')).body.revision).toBe(2)
    expect((await save('valleys')).body).toMatchObject({ status: 412, revision: 0 })
    expect((await server.ask('/v1/jurisdictions/valleys', { key })).status).toBe(404)
  })

  it('takes no node that does not hold together, and names each place', async () => {
    const wrong = await saveNode(server, admin, {
      id: 'west',
      level: 'county',
      parent: 'hils',
      packs: [pack('hill-pack'), pack('hills-pack', '^9.0.0'), pack('plan'), pack('plan')],
    })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'JURISDICTION_INVALID'])
    expect(
      wrong.body.issues.map(({ code, path }: { code: string; path: string }) => `${code} ${path}`),
    ).toEqual([
      'REFERENCE_UNKNOWN /packs/0/id',
      'PARENT_MISSING /packs/1/version',
      'ID_DUPLICATE /packs/3/id',
      'REFERENCE_UNKNOWN /parent',
    ])
    const moved = await saveNode(server, admin, { id: 'hills', level: 'city', parent: 'nation' }, 1)
    expect(moved.body.issues[0]).toMatchObject({ code: 'JURISDICTION_LEVEL_KEPT', path: '/level' })
    const under = await saveNode(
      server,
      admin,
      { id: 'hills', level: 'province', parent: 'north-county' },
      1,
    )
    expect(under.body.issues[0]).toMatchObject({ code: 'JURISDICTION_LEVEL', path: '/parent' })
    await server.publish(county('south-county'))
    const own = await saveNode(server, admin, {
      id: 'west',
      level: 'county',
      packs: [pack('south-county')],
    })
    expect(own.body.issues[0]).toMatchObject({ code: 'REFERENCE_UNKNOWN', path: '/packs/0/id' })
  })
})

describe('a county is bound by its jurisdiction', () => {
  it('a ruleset that does not rest on a pack that binds is told so from the start, and is not published', async () => {
    const created = await create('plan')
    expect(errorsOf(created.body.issues)).toEqual(['BINDING_PACK_MISSING'])
    const checked = await server.ask(`${url}/draft/check`, { method: 'POST', key })
    expect(errorsOf(checked.body.issues)).toEqual(['BINDING_PACK_MISSING'])
    const refused = await publish()
    expect([refused.status, refused.body.code]).toEqual([422, 'PUBLISH_REFUSED'])
    const [issue] = refused.body.issues
    expect(issue.message.en).toContain('hills')
    expect(issue.message.en).toContain('DP-57')
  })

  it('one that rests on it is published, and the version says what it was judged against', async () => {
    await create('hill-plan')
    expect((await publish()).status).toBe(201)
    const { judgedAgainst, hash } = (await server.ask(`${url}/versions/1.0.0`, { key })).body
    const hashOf = async (id: string) =>
      (await server.ask(`/v1/rulesets/${id}/versions/1.0.0`, { key })).body.hash
    expect(judgedAgainst).toEqual([
      { id: 'hill-plan', version: '1.0.0', hash: await hashOf('hill-plan'), role: 'template' },
      {
        id: 'hills-pack',
        version: '1.0.0',
        hash: await hashOf('hills-pack'),
        role: 'pack',
        jurisdiction: 'hills',
      },
    ])
    expect(hash).not.toBe('')
  })

  it('what an authority binds later holds from the next version on, and stops none that runs', async () => {
    await saveNode(server, admin, { id: 'hills', level: 'province', parent: 'nation' }, 1)
    await create('plan')
    expect((await publish()).status).toBe(201)
    await saveNode(
      server,
      admin,
      { id: 'hills', level: 'province', parent: 'nation', packs: [pack()] },
      2,
    )
    const decided = await server.ask(`${url}/decisions/mayRefer`, {
      key,
      body: { facts: { urgency: 'high' } },
    })
    expect(decided.body.outcome).toBe('allow')
    const draft = (await server.ask(`${url}/draft`, { key })).body
    expect(errorsOf(draft.issues)).toEqual(['BINDING_PACK_MISSING'])
    const { rulesets } = (await server.ask('/v1/jurisdictions/north-county/binding', { key })).body
    expect(rulesets).toMatchObject([
      { id: 'north-county', packs: [{ id: 'hills-pack', standing: 'missing' }] },
    ])
  })

  it('a pack binds from the day it is named for', async () => {
    const packs = [pack('hills-pack', '^1.0.0', { since: '2025-07-01' })]
    await saveNode(server, admin, { id: 'hills', level: 'province', parent: 'nation', packs }, 1)
    await create('plan')
    expect((await publish()).status).toBe(201)
    await server.ask(`${url}/draft`, {
      method: 'PUT',
      key,
      body: { ruleset: (await server.ask(`${url}/draft`, { key })).body.ruleset },
      headers: { 'if-match': '"2"' },
    })
    const later = await server.ask(`${url}/publish`, {
      key: publisher,
      body: { from: '2025-07-01', revision: 3 },
    })
    expect(errorsOf(later.body.issues)).toEqual(['BINDING_PACK_MISSING'])
  })

  it('a version outside what binds is not enough', async () => {
    await create('hill-plan')
    server.clock.advance(minute)
    await server.publish(hills('1.1.0', 4))
    const packs = [pack('hills-pack', '^1.1.0')]
    await saveNode(server, admin, { id: 'hills', level: 'province', parent: 'nation', packs }, 1)
    const refused = await publish()
    expect(errorsOf(refused.body.issues)).toEqual(['BINDING_PACK_VERSION'])
  })

  it('the editor is given what binds, so that the browser says what the server says', async () => {
    await create('plan')
    const { binding } = (await server.ask(`${url}/draft`, { key })).body
    expect(binding).toMatchObject({
      placed: true,
      packs: [{ pack: { id: 'hills-pack' }, node: { id: 'hills' }, standing: 'missing' }],
    })
    await create('hill-plan', 'other-north')
    await saveNode(server, admin, { id: 'other-north', level: 'county', parent: 'hills' })
    const rested = (await server.ask('/v1/rulesets/other-north/draft', { key })).body.binding
    expect(rested.packs[0]).toMatchObject({ standing: 'rested', version: '1.0.0' })
    expect(rested.packs[0].ruleset.redLines[0].id).toBe('RL-90')
    expect(rested.packs[0]).not.toHaveProperty('layer')
  })

  it('what binds a county is told with its authority, the reason and the clause', async () => {
    await create('hill-plan')
    await publish()
    const answer = await server.ask('/v1/jurisdictions/north-county/binding', { key })
    expect(answer.body).toMatchObject({
      county: 'north-county',
      placed: true,
      path: [{ id: 'north-county' }, { id: 'hills' }, { id: 'nation' }],
      packs: [
        {
          ...pack(),
          node: { id: 'hills', level: 'province' },
          begun: true,
          title: { en: 'rules of the hill province' },
        },
      ],
      rulesets: [
        {
          id: 'north-county',
          version: '1.0.0',
          packs: [
            { id: 'hills-pack', jurisdiction: 'hills', standing: 'rested', version: '1.0.0' },
          ],
        },
      ],
    })
    const southern = await server.key({ role: 'editor', county: 'south', units: '*' })
    const foreign = await server.ask('/v1/jurisdictions/north-county/binding', { key: southern })
    expect([foreign.status, foreign.body.code]).toEqual([404, 'JURISDICTION_UNKNOWN'])
  })

  it('an unplaced county is bound by the nation and by what its version rests on, and is told it has no place', async () => {
    await saveNode(server, admin, { id: 'nation', level: 'nation', packs: [pack()] }, 1)
    const created = await create('plan', 'west-county')
    expect(errorsOf(created.body.issues)).toEqual(['BINDING_PACK_MISSING'])
    expect(created.body.issues.map(({ code }: { code: string }) => code)).toContain(
      'COUNTY_UNPLACED',
    )
    await saveNode(server, admin, { id: 'nation', level: 'nation', packs: [] }, 2)
    await create('hill-plan', 'far-county')
    expect((await publish(1, '/v1/rulesets/far-county')).status).toBe(201)
    const { rulesets, placed } = (await server.ask('/v1/jurisdictions/far-county/binding', { key }))
      .body
    expect([placed, rulesets[0].packs]).toEqual([
      false,
      [{ id: 'hills-pack', jurisdiction: 'far-county', standing: 'rested', version: '1.0.0' }],
    ])
  })
})
