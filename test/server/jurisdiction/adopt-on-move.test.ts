import type { Layer } from '@jieli/engine'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { minute } from '../harness/turnable-clock.ts'
import { county, template } from '../pull/template-and-county.ts'

let server: TestServer
let key: string
let publisher: string
const url = '/v1/rulesets/north-county'
const share = '/parameters/share'
const unstable = '/decisions/mayRefer/rules/unstable'

/** The plan of a district, with a figure of its own. */
const plan = () =>
  template((layer) => {
    layer.manifest['title'] = { zh: '某区方案', en: 'the plan of a district' }
    layer.parameters.push({
      id: 'share',
      type: 'ratio',
      title: { zh: '包干比例', en: 'contracted share' },
      required: false,
      cites: ['plan#DP-57'],
      values: [{ from: '2020-01-01', value: { numerator: 93, denominator: 100 } }],
    } as never)
  })

/** The same without that figure, and without one of its rules. */
const neutral = () =>
  template((layer) => {
    layer.manifest['id'] = 'neutral'
    layer.decisions[0]!.rules = layer.decisions[0]!.rules.filter(({ id }) => id !== 'unstable')
    layer['scenarios'] = []
  })

beforeEach(async () => {
  server = await openTestServer()
  key = await server.key(grants.editor)
  publisher = await server.key(grants.publisher)
  await server.publish(plan())
  await server.publish(neutral())
  await server.publish(county() as unknown as Layer)
  server.clock.advance(minute)
})
afterEach(() => server.close())

const move = async (choices: object, revision = 0) =>
  await server.ask(`${url}/draft/rebase`, {
    key,
    body: { template: 'neutral', version: '1.0.0', revision, choices },
  })
const draft = async () => (await server.ask(`${url}/draft`, { key })).body
const parameter = (ruleset: { parameters: { id: string }[] }) =>
  ruleset.parameters.find(({ id }) => id === 'share')

it('what a county had in silence from the document it leaves is listed, each with its value and whose it was', async () => {
  const { body } = await server.ask(`${url}/draft/rebase?template=neutral`, { key })
  const items = body.items as { path: string; status: string; ruleOf?: { en: string } }[]
  const silent = items.filter(({ ruleOf }) => ruleOf !== undefined)
  expect(silent.map(({ path, status, ruleOf }) => [path, status, ruleOf?.en])).toEqual([
    [share, 'conflict', 'the plan of a district'],
    [unstable, 'conflict', 'the plan of a district'],
  ])
  expect(JSON.stringify(silent[0])).toContain('93%')
  expect(JSON.stringify(silent[0])).toContain('DP-57')
})

it('none of it is kept or dropped without a choice', async () => {
  for (const choices of [{}, { [share]: 'take' }, { [unstable]: 'adopt' }]) {
    const open = await move(choices)
    expect([open.status, open.body.code]).toEqual([422, 'PULL_UNDECIDED'])
  }
  expect(await server.context.store.get('drafts', 'north-county')).toBeUndefined()
})

it('what is adopted by name stays, with the place it comes from, and can be published', async () => {
  const moved = await move({ [share]: 'adopt', [unstable]: 'adopt' })
  expect([moved.status, moved.body.code]).toEqual([200, undefined])
  const { ruleset, parent } = await draft()
  expect(ruleset.manifest.basedOn).toEqual({ id: 'neutral', version: '1.0.0' })
  expect(ruleset.manifest.adopts).toEqual([
    {
      from: { id: 'plan', version: '1.0.0' },
      items: ['/decisions/mayRefer', share],
      place: { zh: '某区方案', en: 'the plan of a district' },
      reason: { zh: expect.any(String), en: expect.any(String) },
    },
  ])
  expect(parameter(ruleset)).toMatchObject({
    values: [{ value: { numerator: 93, denominator: 100 } }],
    derivedFrom: { place: { en: 'the plan of a district' } },
  })
  expect(ruleset.decisions[0].rules.map(({ id }: { id: string }) => id)).toContain('unstable')
  // It lies below the county's own files: of its own the county says no more than before.
  expect(parameter(parent)).toBeDefined()
  const published = await server.ask(`${url}/publish`, {
    key: publisher,
    body: { from: '2025-03-03', revision: 1 },
  })
  expect([published.status, published.body.issues ?? []]).toEqual([201, expect.any(Array)])
  const { judgedAgainst } = (await server.ask(`${url}/versions/1.0.1`, { key })).body
  expect(judgedAgainst).toContainEqual(
    expect.objectContaining({ id: 'plan', version: '1.0.0', role: 'adopted' }),
  )
})

it('what is kept becomes the county’s own, and what is dropped goes', async () => {
  expect((await move({ [share]: 'keep', [unstable]: 'take' })).status).toBe(200)
  const { ruleset, parent } = await draft()
  expect(ruleset.manifest.adopts).toBeUndefined()
  expect(parameter(ruleset)).not.toHaveProperty('derivedFrom')
  expect(parameter(parent)).toBeUndefined()
  expect(ruleset.decisions[0].rules.map(({ id }: { id: string }) => id)).not.toContain('unstable')
})

it('only what was had in silence can be adopted', async () => {
  const choices = { [share]: 'adopt', [unstable]: 'take', '/parameters/varianceCeiling': 'adopt' }
  const refused = await move(choices)
  expect([refused.status, refused.body.code]).toEqual([422, 'PULL_CHOICE_UNKNOWN'])
})

it('a saved draft keeps what it adopts, and says nothing else of it', async () => {
  await move({ [share]: 'adopt', [unstable]: 'take' })
  const { ruleset } = await draft()
  const save = async (manifest: object) =>
    await server.ask(`${url}/draft`, {
      method: 'PUT',
      key,
      body: { ruleset: { ...ruleset, manifest } },
      headers: { 'if-match': '"1"' },
    })
  const refused = await save({ ...ruleset.manifest, adopts: [] })
  expect([refused.status, refused.body.code]).toEqual([422, 'DRAFT_FIXED_FIELD'])
  const { adopts: _adopts, ...without } = ruleset.manifest
  expect((await save(without)).status).toBe(200)
  expect((await draft()).ruleset.manifest.adopts).toHaveLength(1)
})
