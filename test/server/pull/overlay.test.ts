import type { Layer } from '@jieli/engine'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { minute } from '../harness/turnable-clock.ts'
import { county, movedTemplate, template } from './template-and-county.ts'

let server: TestServer
let key: string
const url = '/v1/rulesets/north-county'
const parameter = '/parameters/shareForStaff/values/2020-01-01'

/** A way of paying staff that any county may add. */
const pay = (percent: number, version = '1.0.0'): Layer =>
  ({
    manifest: {
      id: 'pay',
      kind: 'overlay',
      title: { zh: '薪酬办法', en: 'pay scheme' },
      version,
      sources: [{ id: 'pay-paper', title: { zh: '薪酬文件', en: 'pay paper' } }],
    },
    parameters: [
      {
        id: 'shareForStaff',
        type: 'ratio',
        title: { zh: '人员经费占比', en: 'share for staff' },
        required: false,
        cites: ['pay-paper#PY-01'],
        values: [{ from: '2020-01-01', value: { numerator: percent, denominator: 100 } }],
      },
    ],
  }) as unknown as Layer

const countyOnBoth = (): Layer => {
  const layer = county() as unknown as { manifest: Record<string, unknown> }
  layer.manifest['overlays'] = [{ id: 'pay', version: '^1.0.0' }]
  return layer as unknown as Layer
}

const read = async (query = '') => (await server.ask(`${url}/draft/pull${query}`, { key })).body
const pull = async (parent: string, choices: object = {}) => {
  const { revision, parent: known } = await read(`?parent=${parent}`)
  return await server.ask(`${url}/draft/pull`, {
    key,
    body: { parent, to: known.to, revision, choices },
  })
}
const draft = async () => (await server.ask(`${url}/draft`, { key })).body.ruleset

beforeAll(async () => {
  server = await openTestServer()
  key = await server.key(grants.editor, grants.publisher)
  await server.publish(template())
  await server.publish(pay(60))
  await server.publish(countyOnBoth())
  server.clock.advance(minute)
  await server.publish(pay(65, '1.1.0'))
  server.clock.advance(minute)
  await server.publish(movedTemplate())
})
afterAll(() => server.close())

it('an overlay’s newer version waits beside the template’s, each with its own changes', async () => {
  const view = await read()
  expect(view.parents).toMatchObject([
    { id: 'plan', role: 'template', from: '1.0.0', to: '1.0.1', behind: 1 },
    { id: 'pay', role: 'overlay', from: '1.0.0', to: '1.1.0', behind: 1 },
  ])
  expect(view.parent).toMatchObject({ id: 'plan', title: { zh: expect.any(String) } })
  expect(view.parent.title.zh).not.toBe('北县')
  const overlay = await read('?parent=pay')
  expect(overlay.parent).toMatchObject({ id: 'pay', title: { zh: '薪酬办法' } })
  expect(overlay.items.map((item: { path: string }) => item.path)).toEqual([parameter])
  expect(overlay.items[0].sentence.zh).toContain('由 60% 改为 65%')
})

it('the worklist names the overlay that moved', async () => {
  const { body } = await server.ask('/v1/worklist', { key })
  expect(body.items.map((item: { kind: string }) => item.kind)).toEqual([
    'templateMoved',
    'overlayMoved',
  ])
  expect(body.items[1]).toMatchObject({
    overlay: { id: 'pay', title: { zh: '薪酬办法' } },
    from: '1.0.0',
    to: '1.1.0',
    changes: 1,
    conflicts: 0,
  })
})

it('pulling the overlay moves only the overlay', async () => {
  const pulled = await pull('pay')
  expect([pulled.status, pulled.body.issues]).toEqual([200, []])
  expect(pulled.body).toMatchObject({ parent: 'pay', from: '1.0.0', to: '1.1.0' })
  const { manifest, parameters, decisions } = await draft()
  expect([manifest.basedOn.version, manifest.overlays]).toEqual([
    '1.0.0',
    [{ id: 'pay', version: '1.1.0' }],
  ])
  expect(
    parameters.find(({ id }: { id: string }) => id === 'shareForStaff').values[0].value,
  ).toEqual({ numerator: 65, denominator: 100 })
  expect(decisions[0].rules[1].then.outcome).toBe('denyInstitutionalAction')
})

it('then the template is pulled by itself, and the overlay stays where it is', async () => {
  const pulled = await pull('plan', { '/parameters/varianceCeiling/values/2020-01-01': 'keep' })
  expect(pulled.status).toBe(200)
  const { manifest } = await draft()
  expect([manifest.basedOn.version, manifest.overlays[0].version]).toEqual(['1.0.1', '1.1.0'])
  expect((await read()).parents.map(({ behind }: { behind: number }) => behind)).toEqual([0, 0])
})

it('a ruleset it does not rest on is no parent to pull', async () => {
  const answer = await server.ask(`${url}/draft/pull?parent=elsewhere`, { key })
  expect([answer.status, answer.body.code]).toEqual([422, 'PULL_PARENT_UNKNOWN'])
})
