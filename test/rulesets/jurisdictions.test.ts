import {
  bindingRules,
  checkRuleset,
  gatherBinding,
  type Layer,
  type Manifest,
  resolveRuleset,
} from '@jieli/engine'
import { createMutationTester, mutateRuleset } from '@jieli/engine/mutations'
import { loadJurisdictions } from '@jieli/server/rulesets'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadBundledLayers } from '../../server/src/rulesets/load-bundled-layers.ts'

const day = '2026-01-01'
const tree = await loadJurisdictions()
const shipped = await loadBundledLayers()
const counties = [...shipped].filter(
  ([, layer]) => (layer['manifest'] as { kind?: unknown }).kind === 'county',
)
const text = (word: string) => ({ zh: word, en: word })

/** The errors of a layer over the shipped rulesets and those given, held to what binds its county. */
function errorsOf(layer: Layer, more: ReadonlyMap<string, Layer> = new Map()): string[] {
  const find = (id: string) => more.get(id) ?? shipped.get(id)
  const { ruleset, parent, base, issues } = resolveRuleset(layer, find)
  if (ruleset === undefined) throw new TypeError(JSON.stringify(issues))
  const rules = bindingRules(tree, ruleset.manifest, day)
  const binding = gatherBinding(layer, { ...rules, left: [] }, find)
  const found = checkRuleset(ruleset, { parent, base, binding, publishing: true, asOf: day })
  return [...issues, ...found]
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} ${path}`)
}

describe('what the shipped tree binds', () => {
  it.each(counties)('%s keeps it', (_id, layer) => {
    expect(errorsOf(layer)).toEqual([])
  })

  it('is rested on by every county through its templates, and by name', () => {
    for (const [, layer] of counties) {
      const { kind, county } = layer['manifest'] as { kind: 'county'; county: string }
      const { placed, rules } = bindingRules(tree, { kind, county }, day)
      expect([placed, rules.map(({ pack }) => pack.id)]).toEqual([
        true,
        ['provincial-sample', 'national'],
      ])
      const find = (id: string) => shipped.get(id)
      const { packs } = gatherBinding(layer, { placed, rules, left: [] }, find)
      expect(packs.map(({ standing }) => standing)).toEqual(['rested', 'rested'])
    }
  })
})

describe('a county that sheds what binds it', () => {
  it('MU8 is refused when it rests on nothing, or on what is not there', () => {
    const layer = shipped.get('demo-plain-county')!
    const find = (id: string) => shipped.get(id)
    const { ruleset } = resolveRuleset(layer, find)
    if (ruleset === undefined) throw new TypeError('It does not resolve.')
    const rules = bindingRules(tree, ruleset.manifest, day)
    const bindingOf = ({ basedOn, overlays }: Manifest) => {
      const own = layer['manifest'] as unknown as Manifest
      const manifest = JSON.parse(JSON.stringify({ ...own, basedOn, overlays })) as Layer
      return gatherBinding({ ...layer, manifest }, { ...rules, left: [] }, find)
    }
    const kinds = ['basedOnDropped', 'basedOnChanged']
    const options = { seed: 1, count: 4, kinds }
    expect(mutateRuleset(ruleset, options)).toEqual([])
    const variants = mutateRuleset(ruleset, { ...options, bound: true })
    expect(variants.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted())
    const test = createMutationTester(ruleset, bindingOf(ruleset.manifest))
    for (const variant of variants) {
      const { fate, issue } = test(variant, bindingOf(variant.ruleset.manifest))
      expect([fate, issue?.code]).toEqual(['refused', 'BINDING_PACK_MISSING'])
    }
  })
})

describe('JU3 nothing a shipped pack holds is shed through a template between', () => {
  interface Item {
    readonly id: string
    readonly contract?: { readonly mode: string }
    readonly guards?: readonly string[]
  }
  const held: [string, string, string][] = []
  for (const id of ['national', 'provincial-sample']) {
    const layer = shipped.get(id) as unknown as Record<string, Item[]>
    for (const list of ['parameters', 'indicators', 'pathwayRates', 'redLines', 'scenarios'])
      for (const item of layer[list] ?? [])
        if ((item.contract?.mode ?? 'free') !== 'free' || item.guards || list === 'redLines')
          held.push([id, list, item.id])
  }
  let plain: string[]
  const over = (parts: object) => {
    const template = {
      manifest: {
        id: 'between',
        kind: 'template',
        title: text('between'),
        version: '1.0.0',
        basedOn: { id: 'provincial-sample', version: '*' },
        sources: [],
      },
      ...parts,
    } as unknown as Layer
    const county = {
      manifest: {
        id: 'plain-rules',
        kind: 'county',
        county: 'demo-plain',
        title: text('county'),
        version: '1.0.0',
        basedOn: { id: 'between', version: '*' },
        sources: [],
      },
    } as unknown as Layer
    return errorsOf(county, new Map([['between', template]]))
  }
  beforeAll(() => {
    plain = over({})
  })

  it('there is something held in both', () => {
    expect(new Set(held.map(([id]) => id)).size).toBe(2)
    expect(held.length).toBeGreaterThan(15)
  })

  it.each(held)('%s %s %s', (_pack, list, id) => {
    const found = over({ [list]: [{ id, removed: text('dropped') }] })
    const guards = found.filter((issue) => /^(?:CONTRACT|RED_LINE|GUARD)/.test(issue))
    expect(guards.filter((issue) => !plain.includes(issue))).not.toEqual([])
  })
})
