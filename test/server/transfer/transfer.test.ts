import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minute } from '../harness/turnable-clock.ts'
import { publishLayer } from '../../../server/src/operations/publications/publish.ts'
import { movedTemplate, template } from '../pull/template-and-county.ts'
import {
  acceptSender,
  exported,
  importFile,
  openSide,
  publishBoth,
  type Side,
} from './two-servers.ts'

let north: Side
let south: Side

beforeEach(async () => {
  north = await openSide()
  south = await openSide()
  await publishBoth(north)
})
afterEach(async () => {
  await north.server.close()
  await south.server.close()
})

const adaptation = {
  id: 'south-county',
  title: { zh: '南县', en: 'south county' },
  county: 'south',
  template: 'plan-plus',
  parameters: { varianceCeiling: { numerator: 12, denominator: 100 } },
  from: '2020-01-01',
}

/** Publishes the draft of a ruleset as it stands. */
async function publishDraft(side: Side, id: string) {
  const { revision } = (await side.server.ask(`/v1/rulesets/${id}/draft`, { key: side.staff })).body
  return await side.server.publishDraft(id, revision)
}

describe('a ruleset from one server to another', () => {
  it('is adapted there, and the next version in a newer file is named in the worklist, pulled and published', async () => {
    const first = await exported(north)
    await acceptSender(south, first)
    const taken = await importFile(south, first)
    expect([taken.status, taken.body.added]).toEqual([
      200,
      [
        { id: 'plan-plus', version: '1.0.0' },
        { id: 'plan', version: '1.0.0' },
      ],
    ])

    const ask = (url: string, body?: unknown) => south.server.ask(url, { key: south.staff, body })
    const created = await ask('/v1/rulesets', adaptation)
    expect(created.status).toBe(201)
    expect((await publishDraft(south, 'south-county')).status).toBe(201)
    const adapted = (await ask('/v1/rulesets/south-county/book')).body
    expect(adapted.origin['/decisions/mayRefer/rules/unstable']).toBe('plan')
    expect(adapted.ruleset.manifest.basedOn).toEqual({ id: 'plan-plus', version: '1.0.0' })
    expect((await ask('/v1/worklist')).body.items).toEqual([])

    north.server.clock.advance(minute)
    south.server.clock.advance(minute)
    await north.server.publish(movedTemplate())
    const pulled = await north.server.ask('/v1/rulesets/plan-plus/draft/pull', {
      key: north.staff,
      body: {
        parent: 'plan',
        to: '1.0.1',
        revision: 0,
        choices: { '/parameters/varianceCeiling/values/2020-01-01': 'keep' },
      },
    })
    expect(pulled.status).toBe(200)
    expect((await publishDraft(north, 'plan-plus')).body.version).toBe('1.0.1')
    const second = await exported(north, 'plan-plus', '1.0.1')
    const more = await importFile(south, second)
    expect(more.body.added).toEqual([
      { id: 'plan-plus', version: '1.0.1' },
      { id: 'plan', version: '1.0.1' },
    ])

    const [waiting] = (await ask('/v1/worklist')).body.items
    expect(waiting).toMatchObject({
      ruleset: 'south-county',
      kind: 'templateMoved',
      template: { id: 'plan-plus' },
      from: '1.0.0',
      to: '1.0.1',
      behind: 1,
    })
    const unstable = '/decisions/mayRefer/rules/unstable'
    const view = (await ask('/v1/rulesets/south-county/draft/pull?parent=plan-plus')).body
    expect(view.items.map(({ path }: { path: string }) => path)).toContain(unstable)
    const { revision } = view
    const taking = await ask('/v1/rulesets/south-county/draft/pull', {
      parent: 'plan-plus',
      to: '1.0.1',
      revision,
      choices: {},
    })
    expect(taking.status).toBe(200)
    expect((await publishDraft(south, 'south-county')).status).toBe(201)
    const now = (await ask('/v1/rulesets/south-county/book')).body.ruleset
    expect(now.manifest.basedOn.version).toBe('1.0.1')
    expect(now.decisions[0].rules[1].then.outcome).toBe('requireReview')
    expect(now.parameters[1].values[0].value).toEqual({ numerator: 12, denominator: 100 })
    expect((await ask('/v1/worklist')).body.items).toEqual([])
  })

  it('comes to the same bundle, and goes on to a third server with the signature of whoever made it', async () => {
    const file = await exported(north)
    await acceptSender(south, file)
    await importFile(south, file)
    const hashOn = async ({ server, staff }: Side) =>
      (await server.ask('/v1/rulesets/plan-plus/versions/1.0.0', { key: staff })).body.hash
    expect(await hashOn(south)).toBe(await hashOn(north))
    expect(JSON.parse(await exported(south))).toEqual(JSON.parse(file))
    // What only came along is sealed anew: nobody has signed it as what a file is about.
    const own = (await south.server.ask('/v1/signers', { key: south.staff })).body.own.publicKey
    expect(JSON.parse(await exported(south, 'plan')).publicKey).toBe(own)
  })

  it('is there to be read and adapted, not to be edited or run, and says whose it is', async () => {
    const file = await exported(north)
    const signer = await acceptSender(south, file)
    await importFile(south, file)
    const ask = (url: string, more: object = {}) =>
      south.server.ask(url, { key: south.staff, ...more })
    const [plan] = (await ask('/v1/templates')).body.items
    expect(plan.elsewhere).toMatchObject({ signer, signerTitle: '邻市平台' })
    expect((await ask('/v1/rulesets/plan-plus')).body.elsewhere).toMatchObject({ signer })
    expect((await ask('/v1/rulesets/plan-plus/book')).body.elsewhere).toMatchObject({ signer })

    const { ruleset } = (await ask('/v1/rulesets/plan-plus/draft')).body
    const saved = await ask('/v1/rulesets/plan-plus/draft', {
      method: 'PUT',
      body: { ruleset },
      headers: { 'if-match': '"0"' },
    })
    expect([saved.status, saved.body.code]).toEqual([409, 'RULESET_ELSEWHERE'])
    const key = await south.server.key({ role: 'integrator', county: '*', units: '*' })
    const started = await ask('/v1/cases', {
      key,
      body: { ruleset: 'plan-plus', pathway: 'referral', facts: {} },
    })
    expect([started.status, started.body.code]).toEqual([409, 'RULESET_ELSEWHERE'])
  })

  it('survives a restart, with the keys accepted before and the key it signs with', async () => {
    const file = await exported(north)
    await acceptSender(south, file)
    await importFile(south, file)
    const before = (await south.server.ask('/v1/signers', { key: south.staff })).body
    south = { ...south, server: await south.server.restart() }
    expect((await south.server.ask('/v1/signers', { key: south.staff })).body).toEqual(before)
    expect((await importFile(south, file)).body.added).toEqual([])
  })

  it('adds to what comes with the program on both, which is nobody else’s', async () => {
    const layer = template()
    await publishLayer(
      south.server.context,
      { kind: 'system', id: 'first-start', title: 'first start' },
      { manifest: layer['manifest'] as never, layer, from: '2020-01-01', program: true },
    )
    const first = await exported(north)
    await acceptSender(south, first)
    const { added, present } = (await importFile(south, first)).body
    expect([added, present]).toEqual([
      [{ id: 'plan-plus', version: '1.0.0' }],
      [{ id: 'plan', version: '1.0.0' }],
    ])
    south.server.clock.advance(minute)
    await north.server.publish(movedTemplate())
    const moved = await importFile(south, await exported(north, 'plan', '1.0.1'))
    expect(moved.body.added).toEqual([{ id: 'plan', version: '1.0.1' }])
  })

  it('takes an older version in behind the newer one, which stays the newest', async () => {
    const first = await exported(north)
    north.server.clock.advance(minute)
    await north.server.publish(movedTemplate())
    const newer = await exported(north, 'plan', '1.0.1')
    await acceptSender(south, newer)
    await importFile(south, newer)
    south.server.clock.advance(minute)
    const preview = (await importFile(south, first, '/preview')).body
    expect(preview.versions).toMatchObject([
      { id: 'plan-plus', standing: 'new', carried: false },
      { id: 'plan', standing: 'older', latest: '1.0.1', carried: true },
    ])
    await importFile(south, first)
    const { versions, inForce } = (
      await south.server.ask('/v1/rulesets/plan', { key: south.staff })
    ).body
    expect(versions.map(({ version }: { version: string }) => version)).toEqual(['1.0.1', '1.0.0'])
    expect(inForce).toBe('1.0.1')
  })
})
