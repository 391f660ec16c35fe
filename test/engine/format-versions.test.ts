import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import {
  bringForward,
  citationSchema,
  clauseOf,
  createCitation,
  currentFormat,
  currentPath,
  documentOf,
  exceptionsOver,
  type Layer,
  openBundle,
  resolvePublished,
  resolveRuleset,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

interface SignedFile {
  readonly bundle: string
  readonly layers: readonly { readonly id: string; readonly layer: Layer }[]
}

/** What a server of ruleset format 1 exported: a county, its template, the packs and the overlay it rests on. */
const old = JSON.parse(
  brotliDecompressSync(
    readFileSync(
      new URL('../formats/data-version-2/district-plan-demo-1.1.0.jieli.json.br', import.meta.url),
    ),
  ).toString(),
) as SignedFile

const layers = new Map(old.layers.map(({ id, layer }) => [id, layer]))
const own = layers.get('district-plan-demo') as Layer
const find = (id: string) => layers.get(id)
const findForward = (id: string) => bringForward(layers.get(id) as Layer)

/** Its lists by the ids of their items: in which order items of different lists came to stand together says nothing. */
const byId = (ruleset: object = {}) =>
  Object.fromEntries(
    Object.entries(ruleset).map(([list, items]) => [
      list,
      Array.isArray(items)
        ? items.toSorted((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1))
        : (items as unknown),
    ]),
  )

describe('a ruleset of format 1', () => {
  it('FV1 reads as it said, with citations as texts and lists under their new names', () => {
    const { ruleset, origin, issues } = resolveRuleset(own, find)
    expect(issues).toEqual([])
    expect(ruleset?.manifest.formatVersion).toBe(currentFormat)
    expect(ruleset?.pathways.find(({ id }) => id === 'preparation')?.title.zh).toBe('筹备阶段')
    expect(ruleset?.indicators.find(({ id }) => id === 'countySatisfaction')?.cites).toEqual([
      'district-plan#DP-42',
      'district-plan#DP-35',
    ])
    expect(ruleset?.pathwayRates.map(({ id }) => id)).toContain('pathwayEntryRate')
    expect(origin['/pathways/preparation']).toBe('district-plan-demo')
    expect(origin['/pathwayRates/pathwayEntryRate']).toBe('provincial-sample')
  })

  it('FV1 comes forward once: a second time changes nothing', () => {
    for (const layer of layers.values()) {
      const brought = bringForward(layer)
      expect(bringForward(brought)).toBe(brought)
      expect(bringForward({ ...brought, manifest: layer['manifest'] as Layer })).toEqual(brought)
      expect(JSON.stringify(brought)).not.toMatch(/"(clause|timeline|clinicalPathways)":/)
    }
  })

  it('FV2 comes to the same whether its layers are brought forward before they are laid, or after', () => {
    const before = resolveRuleset(bringForward(own), findForward)
    const published = resolvePublished(own, find)
    const after = published && openBundle(published, published.hash)
    expect(byId(after?.ruleset)).toEqual(byId(before.ruleset))
    expect(after?.origin).toEqual(before.origin)
  })

  it('FV3 comes to the hash it was published with, in the format it was written in', () => {
    expect(resolvePublished(own, find)?.hash).toBe(old.bundle)
    expect(resolvePublished(bringForward(own), find)?.hash).not.toBe(old.bundle)
  })

  it('FV3 may carry a layer of the present format: what rests on it is of its own', () => {
    const child: Layer = {
      manifest: {
        ...(bringForward(own)['manifest'] as Layer),
        id: 'child',
        version: '1.0.0',
        basedOn: { id: 'district-plan-demo', version: '1.1.0' },
        overlays: [],
      },
    }
    const published = resolvePublished(child, find)
    const { ruleset } = resolveRuleset(child, find)
    expect(published?.ruleset).toEqual(ruleset)
    expect(ruleset?.pathways.length).toBeGreaterThan(0)
  })
})

describe('a ruleset whose format is no format', () => {
  it.each(['2', 'one', 0, -1, 1.5, null, [], {}])(
    'FV1 is refused as it is: %j',
    (formatVersion) => {
      const manifest = { ...(bringForward(own)['manifest'] as Layer), formatVersion }
      const { ruleset, issues } = resolveRuleset({ ...bringForward(own), manifest }, find)
      expect(ruleset).toBeUndefined()
      expect(issues).toMatchObject([{ code: 'SCHEMA_INVALID', path: '/manifest/formatVersion' }])
    },
  )
})

describe('a ruleset of a later format', () => {
  const later = (layer: Layer): Layer => ({
    ...layer,
    manifest: { ...(layer['manifest'] as Layer), formatVersion: currentFormat + 1 },
  })

  it.each([
    ['itself', later(own), find],
    [
      'as a parent',
      own,
      (id: string) => (id === 'district-plan' ? later(find(id) as Layer) : find(id)),
    ],
    ['as an overlay', own, (id: string) => (id === 'amoeba' ? later(find(id) as Layer) : find(id))],
  ])('FV4 is refused %s', (_, layer, findLayer) => {
    const { ruleset, issues } = resolveRuleset(layer, findLayer)
    expect(ruleset).toBeUndefined()
    expect(issues.map(({ code }) => code)).toEqual(['FORMAT_NEWER'])
  })
})

describe('a citation', () => {
  it.each(['DP-39', '第十二条', '三(二)2', '第 3 章 第 2 节', '4.1.2', '附件1'])(
    'FV5 takes the clause %s as its document numbers it',
    (clause) => {
      const citation = createCitation('county-notice', clause)
      expect(citationSchema.safeParse(citation).success).toBe(true)
      expect([documentOf(citation), clauseOf(citation)]).toEqual(['county-notice', clause])
    },
  )

  it.each([
    '',
    'DP-39',
    '#DP-39',
    'plan#',
    'plan# ',
    'plan# 3',
    'plan#3 ',
    'plan#a#b',
    '方案#三',
    'plan#a\nb',
  ])('FV5 refuses %j', (text) => {
    expect(citationSchema.safeParse(text).success).toBe(false)
  })

  it('FV5 comes apart into what it was made of', () => {
    const clause = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter((text) => citationSchema.safeParse(createCitation('plan', text)).success)
    fc.assert(
      fc.property(clause, (text) => {
        const citation = createCitation('plan', text)
        expect(createCitation(documentOf(citation), clauseOf(citation))).toBe(citation)
        expect(clauseOf(citation)).toBe(text)
      }),
    )
  })
})

describe('an exception', () => {
  it('FV6 holds for its item under the name its list has since', () => {
    const signed = [{ item: '/clinicalPathways/pathwayEntryRate' }, { item: '/parameters/limit' }]
    expect(exceptionsOver(signed, '/pathwayRates/pathwayEntryRate/threshold')).toEqual([signed[0]])
    expect(exceptionsOver(signed, '/parameters/limit')).toEqual([signed[1]])
    expect(currentPath('/assessment')).toBe('/indicators')
    expect(currentPath('/assessmentGroups/x')).toBe('/assessmentGroups/x')
  })
})
