import type { Layer } from '@jieli/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { minute } from '../harness/turnable-clock.ts'
import { county, template } from '../pull/template-and-county.ts'

let server: TestServer
let northern: string

/** A ruleset of the south, and a template and an overlay that the south keeps for itself. */
const southern = (id: string, kind: string) => {
  const layer = smallRuleset({ id, county: 'south' }) as unknown as { manifest: object }
  layer.manifest = { ...layer.manifest, kind }
  return layer as unknown as Layer
}

beforeEach(async () => {
  server = await openTestServer(
    undefined,
    new Map([['south-bundled', southern('south-bundled', 'county')]]),
  )
  northern = await server.key(
    { role: 'editor', county: 'north', units: '*' },
    { role: 'publisher', county: 'north', units: '*' },
  )
  await server.publish(template())
  await server.publish(southern('south-secret', 'county'))
  await server.publish(southern('south-template', 'template'))
  await server.publish(southern('south-overlay', 'overlay'))
})
afterEach(() => server.close())

const text = { zh: '北县', en: 'north' }
const draftOn = (manifest: object) =>
  server.ask('/v1/rulesets/north-rules/draft', {
    method: 'PUT',
    key: northern,
    body: {
      ruleset: {
        ...smallRuleset({ id: 'north-rules' }),
        manifest: { ...(smallRuleset()['manifest'] as object), id: 'north-rules', ...manifest },
      },
    },
    headers: { 'if-match': '"0"' },
  })
const create = (change: object) =>
  server.ask('/v1/rulesets', {
    key: northern,
    body: {
      id: 'north-rules',
      county: 'north',
      title: text,
      template: 'plan',
      parameters: {},
      from: '2025-01-01',
      ...change,
    },
  })

/** The answer without the name that was sent, to be compared with what is said of a name nobody has. */
const said = ({ status, body }: { status: number; body: unknown }, name: string) => [
  status,
  JSON.stringify(body).replaceAll(name, 'NAME'),
]

describe('a ruleset that the editor may not read', () => {
  it.each(['south-secret', 'south-template', 'south-bundled'])(
    'is no parent for a new draft: %s',
    async (id) => {
      const refused = await draftOn({ basedOn: { id, version: '1.0.0' } })
      expect(refused.body).toMatchObject({
        code: 'DRAFT_INVALID',
        issues: [{ code: 'PARENT_MISSING', path: '/manifest/basedOn' }],
      })
      const none = await draftOn({ basedOn: { id: 'nobody-has-it', version: '1.0.0' } })
      expect(said(refused, id)).toEqual(said(none, 'nobody-has-it'))
      const draft = await server.ask('/v1/rulesets/north-rules/draft', { key: northern })
      expect(draft.status).toBe(404)
    },
  )

  it('is no overlay for a new draft', async () => {
    const overlaid = (id: string) => draftOn({ overlays: [{ id, version: '1.0.0' }] })
    const refused = await overlaid('south-overlay')
    expect(refused.body.issues).toMatchObject([
      { code: 'PARENT_MISSING', path: '/manifest/overlays/0' },
    ])
    expect(said(refused, 'south-overlay')).toEqual(
      said(await overlaid('nobody-has-it'), 'nobody-has-it'),
    )
  })

  it('is nothing a new county is made from', async () => {
    const refused = await create({ template: 'south-template' })
    expect([refused.status, refused.body.code]).toEqual([422, 'ADAPTATION_INVALID'])
    expect(said(refused, 'south-template')).toEqual(
      said(await create({ template: 'nobody-has-it' }), 'nobody-has-it'),
    )
    const overlaid = (id: string) => create({ overlays: [{ id }] })
    expect(said(await overlaid('south-overlay'), 'south-overlay')).toEqual(
      said(await overlaid('nobody-has-it'), 'nobody-has-it'),
    )
    expect((await create({})).status).toBe(201)
  })

  it('is nothing a draft is laid under or moved to', async () => {
    await create({})
    const lay = (overlay: string) =>
      server.ask('/v1/rulesets/north-rules/draft/overlays', {
        key: northern,
        body: { overlay, from: '2025-01-01' },
        headers: { 'if-match': '"1"' },
      })
    expect(said(await lay('south-overlay'), 'south-overlay')).toEqual(
      said(await lay('nobody-has-it'), 'nobody-has-it'),
    )
    const move = (onto: string) =>
      server.ask(`/v1/rulesets/north-rules/draft/rebase?template=${onto}`, { key: northern })
    const refused = await move('south-template')
    expect(refused.body.code).toBe('REBASE_TEMPLATE_UNKNOWN')
    expect(said(refused, 'south-template')).toEqual(
      said(await move('nobody-has-it'), 'nobody-has-it'),
    )
    expect((await move('south-templat')).body.message.en).not.toContain('south-template')
  })

  it('is not pulled from, where an older server let it be named', async () => {
    const layer = county('north-rules') as unknown as { manifest: Record<string, unknown> }
    layer.manifest['county'] = 'north'
    layer.manifest['basedOn'] = { id: 'south-secret', version: '1.0.0' }
    await server.publish(layer as unknown as Layer)
    server.clock.advance(minute)
    await server.publish(southern('south-secret', 'county'))
    const pull = async (query = '', as = northern) =>
      await server.ask(`/v1/rulesets/north-rules/draft/pull${query}`, { key: as })
    expect((await pull()).body.code).toBe('TEMPLATE_NONE')
    expect((await pull('?parent=south-secret')).body.code).toBe('TEMPLATE_NONE')
    const work = (await server.ask('/v1/worklist', { key: northern })).body.items
    expect(JSON.stringify(work)).not.toContain('south-secret')
    // Whoever may read both goes on pulling.
    const everywhere = await server.key(grants.editor)
    expect((await pull('', everywhere)).body.parent).toMatchObject({
      id: 'south-secret',
      to: '1.0.1',
    })
  })

  it.each([
    ['decisions/mayRefer', { facts: {} }],
    ['cds-services/pathway-entry', undefined],
  ])('is not suggested to whoever asks %s', async (path, body) => {
    const integrator = await server.key({ role: 'integrator', county: 'north', units: '*' })
    const ask = async (id: string) =>
      await server.ask(`/v1/rulesets/${id}/${path}`, {
        key: integrator,
        body: body ?? {
          hook: 'encounter-start',
          hookInstance: '4f2f2d7c-6a35-4a8a-9f0e-1f7c6a0b9c1d',
          context: { patientId: 'p-1', encounterId: 'e-1', userId: 'Practitioner/1' },
          prefetch: { encounter: { resourceType: 'Encounter' } },
        },
      })
    for (const near of ['south-secre', 'south-bundle']) {
      const answer = await ask(near)
      expect([answer.status, answer.body.code]).toEqual([404, 'RULESET_UNKNOWN'])
      expect(JSON.stringify(answer.body)).not.toMatch(/south-(?:secret|bundled)/)
    }
    expect((await ask('plam')).body.message.en).toContain('plan')
  })

  it('is not suggested to whoever starts a case', async () => {
    const worker = await server.key({ role: 'caseWorker', county: 'north', units: ['T01'] })
    const started = await server.ask('/v1/cases', {
      key: worker,
      body: { ruleset: 'south-secre', pathway: 'referral', facts: {} },
    })
    expect(started.body.code).toBe('RULESET_UNKNOWN')
    expect(JSON.stringify(started.body)).not.toContain('south-secret')
  })
})
