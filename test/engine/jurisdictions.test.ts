import {
  type BindingRules,
  bindingRules,
  checkJurisdictions,
  checkRuleset,
  createBundle,
  type Exception,
  gatherBinding,
  type Jurisdiction,
  type Layer,
  resolveRuleset,
  checkScenarios,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { authorityWithKey } from '../setup/authority-key.ts'
import { cites, codesOf, fact, layerOf, parameter, text } from './make-ruleset.ts'

const pack = (id: string, version = '^1.0.0', more: object = {}) => ({
  id,
  version,
  why: text('why'),
  ...more,
})
const node = (id: string, level: Jurisdiction['level'], more: Partial<Jurisdiction> = {}) =>
  ({ id, level, title: text(id), packs: [], ...more }) satisfies Jurisdiction

const tree: readonly Jurisdiction[] = [
  node('nation', 'nation', { packs: [pack('national')] }),
  node('hills', 'province', { parent: 'nation', packs: [pack('provincial')] }),
  node('town', 'city', {
    parent: 'hills',
    packs: [pack('municipal', '*', { since: '2025-07-01' })],
  }),
  node('north', 'county', { parent: 'town', packs: [pack('own')] }),
  node('lost', 'county', { packs: [pack('own')] }),
  node('plains', 'province', { parent: 'nation', packs: [pack('other-province')] }),
]

const bound = (county: string | undefined, more: object = {}, asOf = '2025-03-03') => {
  const { placed, rules } = bindingRules(
    tree,
    { kind: 'county', ...(county && { county }), ...more },
    asOf,
  )
  return { placed, packs: rules.map((rule) => `${rule.node.id}: ${rule.pack.id}`) }
}

describe('what binds a county', () => {
  it('JU1 is what its node and each above it names, from the day it is named for', () => {
    expect(bound('north')).toEqual({
      placed: true,
      packs: ['north: own', 'hills: provincial', 'nation: national'],
    })
    expect(bound('north', {}, '2025-07-01').packs).toContain('town: municipal')
  })

  it('JU1 is asked of every ruleset of the county but an overlay, and of none that belongs to no county', () => {
    expect(bound('north', { kind: 'template' }).packs).toHaveLength(3)
    expect(bound('north', { kind: 'overlay' }).packs).toEqual([])
    expect(bound(undefined, { kind: 'template' })).toEqual({ placed: true, packs: [] })
  })

  it('JU5 without a place is what the nation names, or its own node', () => {
    expect(bound('nowhere')).toEqual({ placed: false, packs: ['nation: national'] })
    expect(bound(undefined)).toEqual({ placed: false, packs: ['nation: national'] })
    expect(bound('lost')).toEqual({ placed: false, packs: ['lost: own'] })
    expect(bindingRules([], { kind: 'county', county: 'north' }, '2025-03-03').placed).toBe(true)
  })

  it('JU7 comes from a tree in which every parent is there and stands above', () => {
    expect(checkJurisdictions(tree)).toEqual([])
    const faulty = [
      ...tree,
      node('hills', 'province', { parent: 'nation' }),
      node('adrift', 'county', { parent: 'hils' }),
      node('upside-down', 'province', { parent: 'town' }),
      node('second', 'nation', { parent: 'nation' }),
    ]
    expect(checkJurisdictions(faulty).map(({ code, path }) => `${code} ${path}`)).toEqual([
      'ID_DUPLICATE /jurisdictions/hills',
      'REFERENCE_UNKNOWN /jurisdictions/adrift/parent',
      'JURISDICTION_LEVEL /jurisdictions/upside-down/parent',
      'JURISDICTION_LEVEL /jurisdictions/second/parent',
    ])
    expect(checkJurisdictions(faulty)[1]?.message.en).toContain('hills')
  })
})

const dated = (value: unknown, from = '2025-01-01') => ({ from, value })
const province = authorityWithKey('province')

/** A province's pack: a limit that may only fall, a red line under it, and a scenario that guards the line. */
const provincial = (version = '1.0.0', manifest: object = {}): Layer =>
  layerOf({
    manifest: { id: 'provincial', kind: 'pack', authority: 'province', version, ...manifest },
    facts: [fact('urgent', 'boolean')],
    parameters: [
      parameter('limit', 'integer', {
        values: [dated(10)],
        contract: {
          mode: 'tightenOnly',
          direction: 'down',
          authority: 'province',
          exceptions: true,
        },
      }),
    ],
    decisions: [
      {
        kind: 'rules',
        id: 'lane',
        title: text('lane'),
        hitPolicy: 'first',
        cites,
        rules: [
          {
            id: 'urgent',
            title: text('urgent'),
            cites,
            conditions: { all: [{ fact: 'urgent', operator: 'equal', value: true }] },
            then: { outcome: 'allow', reason: text('open') },
          },
        ],
        otherwise: { outcome: 'requireReason', reason: text('why') },
      },
    ],
    redLines: [
      {
        id: 'RL-1',
        title: text('limit'),
        authority: 'province',
        cites,
        checks: [{ kind: 'ceiling', parameter: 'limit', bound: 10 }],
      },
    ],
    scenarios: [
      {
        id: 'urgent-passes',
        title: text('urgent passes'),
        kind: 'decision',
        guards: ['RL-1'],
        decision: 'lane',
        asOf: '2025-03-03',
        facts: { urgent: true },
        expect: { outcome: 'allow' },
      },
    ],
  }) as unknown as Layer

const above = (id: string, basedOn: string, parts: object = {}, manifest: object = {}): Layer =>
  layerOf({
    manifest: { id, basedOn: { id: basedOn, version: '*' }, ...manifest },
    ...parts,
  }) as unknown as Layer

const rule = (version = '^1.0.0') => ({
  pack: { ...pack('provincial', version), cites },
  node: { id: 'hills', level: 'province' as const, title: text('hills') },
})

/** What the checks say of a county's files over the layers given, the last of them its template. */
function judge(
  own: Layer,
  layers: readonly Layer[],
  binding: Partial<BindingRules> = { rules: [rule()] },
) {
  const find = (id: string) =>
    layers.findLast((layer) => (layer['manifest'] as { id?: unknown }).id === id)
  const { ruleset, parent, issues } = resolveRuleset(own, find)
  if (ruleset === undefined) throw new TypeError(JSON.stringify(issues))
  const set = gatherBinding(own, { placed: true, rules: [], left: [], ...binding }, find)
  return [...issues, ...checkRuleset(ruleset, { parent, binding: set, publishing: false })].filter(
    ({ code }) => code !== 'EXCEPTION_HELD',
  )
}
const county = (basedOn: string | undefined, parts: object = {}): Layer =>
  layerOf({
    manifest: {
      id: 'north-rules',
      kind: 'county',
      county: 'north',
      ...(basedOn !== undefined && { basedOn: { id: basedOn, version: '*' } }),
    },
    ...parts,
  }) as unknown as Layer

describe('a pack that binds', () => {
  it('JU2 is rested on wherever it lies below: as template, under it, or laid over', () => {
    const template = above('plan', 'provincial')
    const deep = above('deeper', 'plan')
    expect(codesOf(judge(county('provincial'), [provincial()]))).toEqual([])
    expect(codesOf(judge(county('plan'), [provincial(), template]))).toEqual([])
    expect(codesOf(judge(county('deeper'), [provincial(), template, deep]))).toEqual([])
    const overlaid = county(undefined)
    const laid = {
      ...overlaid,
      manifest: {
        ...(overlaid['manifest'] as object),
        overlays: [{ id: 'provincial', version: '*' }],
      },
    } as unknown as Layer
    expect(codesOf(judge(laid, [provincial('1.0.0', { kind: 'overlay' })]))).toEqual([])
  })

  it('JU2 and that is not rested on is told with the authority, the clause and what to do', () => {
    const [issue, ...more] = judge(county(undefined), [provincial()])
    expect([issue?.code, issue?.path, issue?.severity]).toEqual([
      'BINDING_PACK_MISSING',
      '/manifest/basedOn',
      'error',
    ])
    for (const part of ['province', 'hills', 'provincial', 'DP-01', 'move the draft'])
      expect(issue?.message.en).toContain(part)
    for (const part of ['省', 'DP-01', '请把草稿改到']) expect(issue?.message.zh).toContain(part)
    expect(more).toEqual([])
  })

  it('JU2 has to be rested on in a version that binds', () => {
    const [issue] = judge(county('provincial'), [provincial()], { rules: [rule('^1.1.0')] })
    expect(issue?.code).toBe('BINDING_PACK_VERSION')
    expect(issue?.message.en).toContain('its version 1.0.0')
  })

  it('JU2 and of which no such version is to be found cannot be said to be kept', () => {
    expect(codesOf(judge(county(undefined), []))).toEqual(['BINDING_PACK_UNKNOWN'])
    expect(codesOf(judge(county(undefined), [provincial()], { rules: [rule('^2.0.0')] }))).toEqual([
      'BINDING_PACK_UNKNOWN',
    ])
  })

  const removed = { removed: text('gone') }
  const shed: readonly [string, object, readonly string[]][] = [
    [
      'a contract, and the red line over it',
      { parameters: [{ id: 'limit', values: [dated(20)] }] },
      ['RED_LINE_CEILING', 'CONTRACT_BROKEN'],
    ],
    [
      'the contract itself',
      { parameters: [{ id: 'limit', contract: removed }] },
      ['CONTRACT_BROKEN'],
    ],
    ['an item', { parameters: [{ id: 'limit', ...removed }] }, ['CONTRACT_BROKEN']],
    ['a red line', { redLines: [{ id: 'RL-1', ...removed }] }, ['RED_LINE_REMOVED']],
    [
      'the class of a fact',
      { facts: [{ id: 'urgent', personal: 'none' }] },
      ['PERSONAL_CLASS_LOWERED'],
    ],
    [
      'a scenario',
      { scenarios: [{ id: 'urgent-passes', ...removed }] },
      ['GUARD_SCENARIO_REMOVED'],
    ],
    [
      'what a scenario expects',
      { scenarios: [{ id: 'urgent-passes', expect: { outcome: 'requireReason' } }] },
      ['GUARD_SCENARIO_REMOVED'],
    ],
  ]

  it.each(shed)(
    'JU3 binds the county where a template between dropped %s',
    (_what, parts, codes) => {
      const template = above('plan', 'provincial', parts)
      const found = judge(county('plan'), [provincial(), template])
      for (const code of codes)
        expect(found.filter((issue) => issue.code.startsWith(code))).not.toEqual([])
      // The template alone says nothing of it.
      expect(
        codesOf(judge(county('plan'), [provincial(), template], {})).filter((code) =>
          /^(?:RED_LINE_REMOVED|CONTRACT|GUARD)/.test(code),
        ),
      ).toEqual([])
    },
  )

  it('JU3 tells once what the parent shows too', () => {
    const own = { parameters: [{ id: 'limit', values: [dated(20)] }] }
    const found = codesOf(judge(county('provincial', own), [provincial()]))
    expect(found.toSorted()).toEqual(['CONTRACT_BROKEN', 'RED_LINE_CEILING'])
  })

  it('JU3 leaves alone what a template adds beyond it', () => {
    const template = above('plan', 'provincial', {
      facts: [fact('night', 'boolean')],
      parameters: [
        parameter('beds', 'integer', { values: [dated(3)], contract: { mode: 'locked' } }),
      ],
      redLines: [
        {
          id: 'RL-2',
          title: text('beds'),
          authority: 'county',
          cites,
          checks: [{ kind: 'floor', parameter: 'beds', bound: 3 }],
        },
      ],
    })
    expect(codesOf(judge(county('plan'), [provincial(), template]))).toEqual([])
  })

  const leave = (until: string): Exception =>
    province.sign('plan', {
      id: 'hills',
      item: '/parameters/limit',
      grantedBy: text('health commission'),
      document: text('reply'),
      reason: text('mountains'),
      until,
    }) as Exception

  it('JU4 excuses with a template what rests on it, for as long as its leave runs', () => {
    const keyed = {
      ...provincial('1.0.0', { authorityKeys: [province.key] }),
      redLines: [],
      scenarios: [],
    } as unknown as Layer
    const parts = {
      parameters: [{ id: 'limit', values: [dated(20), dated(10, '2031-01-01')] }],
    }
    const excused = (until: string) =>
      above('plan', 'provincial', parts, { exceptions: [leave(until)] })
    expect(codesOf(judge(county('plan'), [keyed, excused('2030-12-31')]))).not.toContain(
      'CONTRACT_BROKEN',
    )
    expect(codesOf(judge(county('plan'), [keyed, excused('2024-12-31')]))).toContain(
      'CONTRACT_BROKEN',
    )
    const unsigned = above('plan', 'provincial', parts, {
      exceptions: [{ ...leave('2030-12-31'), signature: '0'.repeat(128) }],
    })
    expect(codesOf(judge(county('plan'), [keyed, unsigned]))).toContain('CONTRACT_BROKEN')
  })
})

describe('a ruleset whose county has no place', () => {
  it('JU5 is told so, as a warning', () => {
    const [issue] = judge(county('provincial'), [provincial()], { placed: false, rules: [rule()] })
    expect([issue?.code, issue?.severity]).toEqual(['COUNTY_UNPLACED', 'warning'])
    expect(issue?.message.en).toContain('north')
  })
})

describe('a ruleset that was moved to another template', () => {
  const line = (id: string, authority: string) => ({
    id,
    title: text(id),
    authority,
    cites,
    checks: [{ kind: 'ceiling', parameter: 'limit', bound: 10 }],
  })
  const other = above('other', 'provincial')
  const plan = above('plan', 'provincial', {
    redLines: [line('RL-8', 'nation'), line('RL-9', 'county')],
  })
  const left = [{ id: 'plan', version: '1.0.0' }]

  it('JU6 keeps the red lines that authorities above the county set in the one it left, and those alone', () => {
    const found = judge(county('other'), [provincial(), plan, other], { left })
    expect(found.map(({ code, redLine }) => [code, redLine])).toEqual([
      ['RED_LINE_REMOVED', 'RL-8'],
    ])
    expect(codesOf(judge(county('other'), [provincial(), plan, other], {}))).toEqual([])
  })

  it('JU6 cannot be said to keep them where that version is not to be found', () => {
    expect(codesOf(judge(county('other'), [provincial(), other], { left }))).toEqual([
      'LEFT_TEMPLATE_UNKNOWN',
    ])
  })
})

describe('a scenario that guards a red line', () => {
  const told = (own: Layer) => {
    const { ruleset, origin, parent } = resolveRuleset(own, () => provincial())
    if (ruleset === undefined) throw new TypeError('the sample does not resolve')
    return checkScenarios(createBundle(ruleset, origin), { parent })
  }

  it('VE11 names a red line that is there', () => {
    const faulty = structuredClone(provincial()) as unknown as { scenarios: { guards: string[] }[] }
    faulty.scenarios[0]!.guards = ['RL-7']
    expect(codesOf(judge(faulty as unknown as Layer, [], {}))).toEqual(['REFERENCE_UNKNOWN'])
  })

  it('VE11 fails as an error where it is inherited', () => {
    const denied = { id: 'urgent', then: { outcome: 'requireReview', reason: text('wait') } }
    const [issue] = told(county('provincial', { decisions: [{ id: 'lane', rules: [denied] }] }))
    expect([issue?.code, issue?.severity, issue?.redLine]).toEqual([
      'GUARD_SCENARIO_FAILED',
      'error',
      'RL-1',
    ])
    expect(told(county('provincial'))).toEqual([])
  })

  it('VE11 may be given another name, and may come to guard more', () => {
    const own = {
      scenarios: [{ id: 'urgent-passes', title: text('renamed'), guards: ['RL-1', 'RL-1'] }],
    }
    expect(codesOf(judge(county('provincial', own), [provincial()]))).toEqual([])
  })
})
