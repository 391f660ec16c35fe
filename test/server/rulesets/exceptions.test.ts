import type { Layer } from '@jieli/engine'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { authorityWithKey } from '../../setup/authority-key.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { hour } from '../harness/turnable-clock.ts'
import { county, template } from '../pull/template-and-county.ts'

const item = '/decisions/mayRefer/rules/unstable'
const province = authorityWithKey('province')
let server: TestServer
let key: string

const leave = {
  id: 'mountains',
  item,
  grantedBy: { zh: '省卫生健康委', en: 'the provincial health commission' },
  document: { zh: '山区例外批复', en: 'the reply on mountain counties' },
  reason: { zh: '山区路远。', en: 'The roads are long.' },
  // The day of the test's clock.
  until: '2025-03-03',
}

/** A county whose unstable patients are looked at by a person, by leave of the province. */
function excused(): Layer {
  const layer = county() as unknown as { manifest: Record<string, unknown> }
  layer.manifest['exceptions'] = [province.sign('north-county', leave)]
  return {
    ...layer,
    decisions: [
      {
        id: 'mayRefer',
        rules: [
          {
            id: 'unstable',
            then: {
              outcome: 'requireReview',
              reason: { zh: '请主任复核。', en: 'The head of the unit decides.' },
            },
          },
        ],
      },
    ],
  } as unknown as Layer
}

beforeAll(async () => {
  server = await openTestServer()
  key = await server.key(grants.editor)
  await server.publish(
    template((layer) => {
      layer.manifest['authorityKeys'] = [province.key]
      Object.assign(layer.decisions[0]!.rules[1]!, {
        contract: {
          mode: 'locked',
          authority: 'province',
          reason: { zh: '病情不平稳不得转诊。', en: 'Nobody unstable is moved.' },
          exceptions: true,
        },
      })
    }),
  )
  await server.publish(excused())
})
afterAll(() => server.close())

const get = async (path: string) =>
  (await server.ask(`/v1/rulesets/north-county/${path}`, { key })).body
const codes = (issues: { code: string; path: string }[]) =>
  issues.map(({ code, path }) => `${code} ${path}`)
const standings = (exceptions: { item: string; standing: string }[]) =>
  exceptions.map(({ item: excusedItem, standing }) => [excusedItem, standing])

it('CO10 leave is told of with the item it excuses: in the rule book and among the differences', async () => {
  const book = await get('book')
  expect(standings(book.exceptions)).toEqual([[item, 'inForce']])
  expect(book.exceptions[0]).not.toHaveProperty('signature')
  const { changes } = await get('differences?from=parent&to=1.0.0')
  const change = (path: string) => changes.find((each: { path: string }) => each.path === path)
  expect(standings(change(item).exceptions)).toEqual([[item, 'inForce']])
  expect(change('/parameters/varianceCeiling/values/2020-01-01').exceptions).toEqual([])
})

it('a draft is read with the titles of the layers its items come from', async () => {
  const { layers, origin } = await get('draft')
  expect(origin['/facts/age']).toBe('plan')
  expect(layers['plan']).toEqual({ zh: '小规则集', en: 'a small ruleset' })
})

it('CO7 from the day after, a draft shows the expired leave before anybody publishes it', async () => {
  const before = await server.ask('/v1/rulesets/north-county/draft/check', { key, method: 'POST' })
  expect(codes(before.body.issues)).toEqual(['EXCEPTION_HELD /manifest/exceptions/mountains'])
  server.clock.advance(24 * hour)
  const after = await server.ask('/v1/rulesets/north-county/draft/check', { key, method: 'POST' })
  const expired = ['EXCEPTION_EXPIRED /manifest/exceptions/mountains', `CONTRACT_BROKEN ${item}`]
  expect(codes(after.body.issues)).toEqual(expired)
  const draft = await get('draft')
  expect(codes(draft.issues)).toEqual(expired)
  const saved = await server.ask('/v1/rulesets/north-county/draft', {
    key,
    method: 'PUT',
    body: { ruleset: draft.ruleset },
    headers: { 'if-match': '"0"' },
  })
  expect([saved.status, codes(saved.body.issues)]).toEqual([200, expired])
  expect(standings((await get('book')).exceptions)).toEqual([[item, 'expired']])
})
