import { checkRuleset, resolveRuleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { cites, codesOf, fact, layerOf, parameter, text } from './make-ruleset.ts'

const removed = { removed: text('not here') }
const dated = (value: unknown) => [{ from: '2025-01-01', value }]
const overlay = (id: string, parts: object, version = '1.0.0') =>
  layerOf({ manifest: { id, kind: 'overlay', version }, ...parts })

function resolveWith(
  layers: Readonly<Record<string, unknown>>,
  own: object = {},
  manifest: object = {},
) {
  const overlays = Object.keys(layers)
    .filter((id) => id !== 'base')
    .map((id) => ({ id, version: '^1.0.0' }))
  const layer = layerOf({
    manifest: {
      id: 'county',
      ...('base' in layers ? { basedOn: { id: 'base', version: '^1.0.0' } } : {}),
      overlays,
      ...manifest,
    },
    ...own,
  })
  return resolveRuleset(layer, (id) => layers[id])
}

const base = layerOf({
  manifest: { id: 'base' },
  facts: [fact('a', 'boolean'), fact('b', 'boolean')],
  parameters: [parameter('limit', 'integer', { values: dated(1) })],
})
const titled = (word: string) => ({ facts: [{ id: 'a', title: text(word) }] })

describe('overlays', () => {
  it('LA9 an overlay lies over the parent and under the county’s own saying', () => {
    const over = overlay('pay', {
      facts: [{ id: 'a', title: text('overlaid') }, fact('c', 'code')],
    })
    const { ruleset, parent, origin, issues } = resolveWith({ base, pay: over }, titled('ours'))
    expect(issues).toEqual([])
    expect(ruleset?.facts.map(({ id, title }) => [id, title.en])).toEqual([
      ['a', 'ours (en)'],
      ['b', 'b (en)'],
      ['c', 'c (en)'],
    ])
    expect(parent?.facts[0]?.title).toEqual(text('overlaid'))
    expect([origin['/facts/a'], origin['/facts/b'], origin['/facts/c']]).toEqual([
      'county',
      'base',
      'pay',
    ])
  })

  it('LA9 an overlay needs no parent, and lends its documents but not its name', () => {
    const lent = { id: 'pay-paper', title: text('paper') }
    const over = layerOf({
      manifest: { id: 'pay', kind: 'overlay', sources: [lent], title: text('overlay') },
      facts: [fact('c', 'code')],
    })
    const { ruleset } = resolveWith({ pay: over }, {}, { sources: [] })
    expect(ruleset?.manifest).toMatchObject({ id: 'county', title: text('sample') })
    expect(ruleset?.manifest.sources).toEqual([lent])
  })

  const one = overlay('one', titled('one'))
  const other = overlay('other', titled('other'))

  it('LA10 two overlays that say different things of one item are told, whichever comes first', () => {
    for (const layers of [
      { base, one, other },
      { base, other, one },
    ]) {
      const { issues } = resolveWith(layers)
      expect(issues).toMatchObject([{ code: 'OVERLAY_CONFLICT', path: '/facts/a/title' }])
      expect(issues[0]?.message.en).toMatch(/one, other|other, one/)
    }
  })

  it('LA10 the county settles it by saying what holds; the same saying is no conflict', () => {
    expect(resolveWith({ base, one, other }, titled('ours')).issues).toEqual([])
    const twin = overlay('other', titled('one'))
    expect(resolveWith({ base, one, other: twin }).issues).toEqual([])
  })

  it('LA10 an overlay that removes what another changes is in conflict with it', () => {
    const gone = overlay('gone', { facts: [{ id: 'a', ...removed }] })
    expect(codesOf(resolveWith({ base, one, gone }).issues)).toEqual(['OVERLAY_CONFLICT'])
    expect(
      codesOf(resolveWith({ base, one, gone }, { facts: [{ id: 'b', title: text('x') }] }).issues),
    ).toEqual(['OVERLAY_CONFLICT'])
    expect(resolveWith({ base, one, gone }, { facts: [fact('a', 'boolean')] }).issues).toEqual([])
  })

  it('LA10 the county settles it also by removing the item', () => {
    expect(resolveWith({ base, one, other }, { facts: [{ id: 'a', ...removed }] }).issues).toEqual(
      [],
    )
  })

  it('LA11 an overlay that rests on rulesets itself, or on the county, is refused', () => {
    const deep = overlay('deep', {})
    ;(deep['manifest'] as Record<string, unknown>)['basedOn'] = { id: 'base', version: '1.0.0' }
    expect(codesOf(resolveWith({ base, deep }).issues)).toEqual(['SCHEMA_INVALID'])
    const own = layerOf({ manifest: { id: 'county', overlays: [{ id: 'county', version: '*' }] } })
    expect(codesOf(resolveRuleset(own, () => own).issues)).toEqual(['PARENT_CYCLE'])
  })

  it('LA11 an overlay may weaken its parent’s contracts and red lines no more than the county', () => {
    const guarded = layerOf({
      manifest: { id: 'base' },
      parameters: [
        parameter('limit', 'integer', {
          values: dated(1),
          contract: { mode: 'tightenOnly', direction: 'down' },
        }),
      ],
      redLines: [
        {
          id: 'RL',
          title: text('line'),
          authority: 'province',
          cites,
          checks: [{ kind: 'ceiling', parameter: 'limit', bound: 1 }],
        },
      ],
    })
    const sly = overlay('sly', {
      parameters: [{ id: 'limit', values: dated(9), contract: { mode: 'free' } }],
      redLines: [{ id: 'RL', ...removed }],
    })
    const { ruleset, parent, base: alone } = resolveWith({ base: guarded, sly })
    if (ruleset === undefined) throw new TypeError('it does not resolve')
    const codes = codesOf(checkRuleset(ruleset, { parent, base: alone, publishing: false }))
    expect(codes).toEqual(['RED_LINE_REMOVED', 'RED_LINE_CEILING', 'CONTRACT_BROKEN'])
  })
})

describe('versions', () => {
  const parentOf = (version: string) => layerOf({ manifest: { id: 'base', version } })
  const child = (range: string) =>
    layerOf({ manifest: { id: 'county', basedOn: { id: 'base', version: range } } })

  it.each([
    ['^1.2.0', '1.2.0', true],
    ['^1.2.0', '1.9.4', true],
    ['^1.2.0', '1.1.9', false],
    ['^1.2.0', '2.0.0', false],
    ['1.2.0', '1.2.0', true],
    ['1.2.0', '1.2.1', false],
    ['>=1.0.0 <2.0.0', '1.5.0', true],
    ['*', '7.0.0', true],
    ['newest', '1.0.0', false],
    ['', '1.0.0', false],
  ])('LA12 the range "%s" and the version %s: %s', (range, version, fits) => {
    const { ruleset, issues } = resolveRuleset(child(range), () => parentOf(version))
    expect(ruleset !== undefined).toBe(fits)
    if (!fits) expect(['PARENT_MISSING', 'SCHEMA_INVALID']).toContain(issues[0]?.code)
  })

  it('LA8 a missing overlay is told at its place', () => {
    const layer = layerOf({
      manifest: { id: 'county', overlays: [{ id: 'nobody', version: '1.0.0' }] },
    })
    expect(resolveRuleset(layer, () => undefined).issues).toMatchObject([
      { code: 'PARENT_MISSING', path: '/manifest/overlays/0' },
    ])
  })

  it('LA8 a circle three rulesets long is told whole', () => {
    const next: Record<string, string> = { county: 'middle', middle: 'top', top: 'county' }
    const of = (id: string) =>
      layerOf({ manifest: { id, basedOn: { id: next[id], version: '*' } } })
    const { issues } = resolveRuleset(of('county'), of)
    expect(issues[0]?.message.en).toContain('county → middle → top → county')
  })
})
