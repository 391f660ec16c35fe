import type { Jurisdiction, Layer } from '@jieli/engine'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { beginJurisdictions } from '../../../server/src/upgrades/begin-jurisdictions.ts'
import { loadJurisdictions } from '../../../server/src/rulesets/load-jurisdictions.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { county, template } from '../pull/template-and-county.ts'
import { hillPlan, hills, pack, saveNode } from './hill-province.ts'

let server: TestServer
let admin: string
const title = { zh: '名', en: 'name' }

const shipped: readonly Jurisdiction[] = [
  { id: 'nation', level: 'nation', title, packs: [pack('national-pack')] },
  { id: 'sample', level: 'province', parent: 'nation', title, packs: [pack()] },
  { id: 'shown', level: 'county', parent: 'sample', title, packs: [] },
  { id: 'bare', level: 'county', parent: 'sample', title, packs: [] },
  { id: 'unused', level: 'county', parent: 'sample', title, packs: [] },
]

const national = (): Layer => {
  const layer = hills() as unknown as { manifest: Record<string, unknown> }
  Object.assign(layer.manifest, { id: 'national-pack', authority: 'nation' })
  return layer as unknown as Layer
}
/** The hills' pack resting on the nation's. */
const hillsBelow = (): Layer => {
  const layer = hills() as unknown as { manifest: Record<string, unknown>; parameters?: unknown }
  layer.manifest['basedOn'] = { id: 'national-pack', version: '^1.0.0' }
  return { manifest: layer.manifest } as unknown as Layer
}
const on = (id: string, of: string, basedOn: string): Layer => {
  const layer = county(id) as unknown as { manifest: Record<string, unknown> }
  Object.assign(layer.manifest, { county: of, basedOn: { id: basedOn, version: '^1.0.0' } })
  return layer as unknown as Layer
}
/** A ruleset of its county that says nothing beyond the nation's pack. */
const onNation = (id: string, of: string): Layer =>
  ({ manifest: on(id, of, 'national-pack')['manifest'] }) as unknown as Layer

beforeEach(async () => {
  server = await openTestServer()
  admin = await server.key(grants.administrator)
  await server.publish(national())
  await server.publish(hillsBelow())
  await server.publish(hillPlan())
  await server.publish(template())
  await server.publish(on('shown-rules', 'shown', 'hill-plan'))
  await server.publish(on('bare-rules', 'bare', 'plan'))
  await server.publish(on('old-rules', 'old', 'hill-plan'))
  await server.publish(onNation('old-other-rules', 'old'))
  await server.publish(on('older-rules', 'older', 'hill-plan'))
  await server.publish(smallRuleset({ id: 'free-rules', county: 'free' }))
})
afterEach(() => server.close())

const tree = async (): Promise<Jurisdiction[]> =>
  (await server.ask('/v1/jurisdictions', { key: admin })).body.items
const nodeOf = async (id: string) => (await tree()).find((node) => node.id === id)

it('a store without a tree gets the one that comes with the program', async () => {
  await beginJurisdictions(server.context, shipped)
  expect((await tree()).map(({ id }) => id)).toEqual(
    expect.arrayContaining(['nation', 'sample', 'shown', 'unused']),
  )
  expect(await nodeOf('shown')).toMatchObject({ parent: 'sample', packs: [] })
})

it('a county that has published rules gets a node with what they rest on today, and no more', async () => {
  await beginJurisdictions(server.context, shipped)
  const older = await nodeOf('older')
  expect(older).toMatchObject({
    level: 'county',
    parent: 'nation',
    packs: [{ id: 'hills-pack', version: '^1.0.0', since: '2025-03-03' }],
  })
  // Of two rulesets each is bound by what both rest on.
  expect(await nodeOf('old')).toMatchObject({ parent: 'nation', packs: [] })
  expect(await nodeOf('free')).toMatchObject({ packs: [] })
  expect(await nodeOf('free')).not.toHaveProperty('parent')
  // A county of the shipped tree that rests on less than that asks keeps what it has.
  expect(await nodeOf('bare')).toMatchObject({ packs: [] })
  expect(await nodeOf('bare')).not.toHaveProperty('parent')
})

it('what was published before is published again afterwards', async () => {
  await beginJurisdictions(server.context, shipped)
  for (const layer of [
    on('shown-rules', 'shown', 'hill-plan'),
    on('bare-rules', 'bare', 'plan'),
    on('old-rules', 'old', 'hill-plan'),
    onNation('old-other-rules', 'old'),
    smallRuleset({ id: 'free-rules', county: 'free' }),
  ])
    expect(await server.publish(layer)).toBe('1.0.1')
  await expect(server.publish(on('older-rules', 'older', 'plan'))).rejects.toMatchObject({
    code: 'PUBLISH_REFUSED',
  })
})

it('a tree is begun once, and stays as it was changed', async () => {
  await Promise.all([
    beginJurisdictions(server.context, shipped),
    beginJurisdictions(server.context, shipped),
  ])
  const before = await tree()
  expect(before.map(({ id }) => id)).toEqual([...new Set(before.map(({ id }) => id))])
  await saveNode(server, admin, { id: 'older', level: 'county', title }, 1)
  await beginJurisdictions(server.context, shipped)
  expect(await nodeOf('older')).toMatchObject({ packs: [], revision: 2 })
  const auditor = await server.key(grants.auditor)
  const { items } = (await server.ask('/v1/audit?limit=200', { key: auditor })).body
  const saved = (items as { action: string; target: string }[]).filter(
    ({ action, target }) => action === 'jurisdiction.save' && target === 'older',
  )
  expect(saved).toHaveLength(2)
})

it('the tree that comes with the program holds together and places every county that is shipped', async () => {
  const nodes = await loadJurisdictions()
  const placed = nodes.filter(({ level }) => level === 'county').map(({ id }) => id)
  expect(placed).toEqual([
    'demo-closing',
    'demo-district',
    'demo-mountain',
    'demo-plain',
    'demo-urban',
  ])
  expect(nodes.flatMap(({ packs }) => packs.map(({ id }) => id))).toEqual([
    'national',
    'provincial-sample',
  ])
})
