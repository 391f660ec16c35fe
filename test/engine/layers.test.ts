import {
  canonicalJson,
  contentHash,
  createBundle,
  differenceLayer,
  evaluateDecision,
  type Issue,
  resolveRuleset,
  type Ruleset,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryBundle } from './arbitrary-decision.ts'
import { deepFreeze } from './deep-freeze.ts'
import {
  cites,
  codesOf,
  day,
  fact,
  is,
  layerOf,
  parameter,
  rule,
  rulesDecision,
  rulesetOf,
  text,
} from './make-ruleset.ts'

const removed = { removed: { zh: '本地不采用', en: 'not used here' } }
const based = {
  manifest: { id: 'child', version: '2.0.0', basedOn: { id: 'sample', version: '1.0.0' } },
}
const parentLayer = layerOf({
  facts: [fact('a', 'boolean'), fact('b', 'boolean'), fact('c', 'boolean')],
  parameters: [
    parameter('limit', 'integer', {
      values: [
        { from: '2025-01-01', value: 1 },
        { from: '2026-01-01', value: 2 },
      ],
    }),
  ],
  decisions: [rulesDecision([rule('first', is('a')), rule('second', is('b'))])],
})
const findParent = (id: string) => (id === 'sample' ? parentLayer : undefined)

function childOf(parts: object): {
  ruleset: Ruleset
  origin: Readonly<Record<string, string>>
  issues: readonly Issue[]
} {
  const { ruleset, ...rest } = resolveRuleset(layerOf({ ...based, ...parts }), findParent)
  if (ruleset === undefined) throw new TypeError(JSON.stringify(rest.issues))
  return { ruleset, ...rest }
}
const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id)
const refused = (layer: unknown) => resolveRuleset(layer, findParent)

describe('layers', () => {
  it('LA1 a child that says nothing is its parent under its own name', () => {
    const { ruleset, issues } = childOf({})
    const { manifest, ...items } = ruleset
    const { manifest: _, ...inherited } = rulesetOf(parentLayer)
    expect(items).toEqual(inherited)
    expect(manifest).toMatchObject({ id: 'child', version: '2.0.0' })
    expect(issues).toEqual([])
  })

  it('LA1 an item is changed by id, what the child leaves out stays', () => {
    const { ruleset } = childOf({
      facts: [{ id: 'b', title: text('changed') }],
      decisions: [
        {
          id: 'sample',
          rules: [{ id: 'second', then: { outcome: 'allow', reason: text('new') } }],
        },
      ],
    })
    expect(ruleset.facts).toEqual([
      fact('a', 'boolean'),
      { ...fact('b', 'boolean'), title: text('changed') },
      fact('c', 'boolean'),
    ])
    expect(ruleset.decisions[0]).toMatchObject({
      hitPolicy: 'first',
      rules: [
        { id: 'first' },
        { id: 'second', conditions: is('b'), then: { reason: text('new') } },
      ],
    })
  })

  it('LA1 a dated value is known by its first day', () => {
    const values = [
      { from: '2026-01-01', value: 20 },
      { from: '2027-01-01', value: 30 },
    ]
    const { ruleset } = childOf({ parameters: [{ id: 'limit', values }] })
    expect(ruleset.parameters[0]?.values).toEqual([{ from: '2025-01-01', value: 1 }, ...values])
  })

  it('LA1 a condition is one thing and is replaced whole', () => {
    const conditions = { any: [is('c')] }
    const { ruleset } = childOf({
      decisions: [{ id: 'sample', rules: [{ id: 'first', conditions }] }],
    })
    expect(ruleset.decisions[0]).toMatchObject({ rules: [{ conditions }, {}] })
  })

  it('LA2 a removal takes an item away, one of an item that is not there is told', () => {
    const { ruleset, issues } = childOf({ facts: [{ id: 'b', ...removed }] })
    expect(idsOf(ruleset.facts)).toEqual(['a', 'c'])
    expect(issues).toEqual([])
    expect(childOf({ facts: [{ id: 'nobody', ...removed }] }).issues).toMatchObject([
      { code: 'REMOVAL_UNKNOWN', path: '/facts/nobody' },
    ])
  })

  it('LA2 a field is taken away by name, and one that is not there is told', () => {
    expect(
      childOf({ manifest: { ...based.manifest, sources: [], calendar: removed } }).issues,
    ).toMatchObject([{ code: 'REMOVAL_UNKNOWN', path: '/manifest/calendar' }])
    const { ruleset, issues } = childOf({ facts: [{ id: 'b', description: removed }] })
    expect(ruleset.facts[1]).toEqual(fact('b', 'boolean'))
    expect(codesOf(issues)).toEqual(['REMOVAL_UNKNOWN'])
  })

  it('LA3 new items follow the inherited ones, and an order puts all in their place', () => {
    const d = fact('d', 'boolean')
    expect(idsOf(childOf({ facts: [d] }).ruleset.facts)).toEqual(['a', 'b', 'c', 'd'])
    const { ruleset } = childOf({ facts: [d, { order: ['d', 'c', 'a', 'b'] }] })
    expect(idsOf(ruleset.facts)).toEqual(['d', 'c', 'a', 'b'])
    expect(idsOf(childOf({ facts: [{ order: ['c'] }] }).ruleset.facts)).toEqual(['c', 'a', 'b'])
  })

  it('LA4 EX1 the origin of an item is whoever spoke of it last, and explanations tell it', () => {
    const then = { outcome: 'allow', reason: text('ours') }
    const { ruleset, origin } = childOf({
      decisions: [{ id: 'sample', rules: [{ id: 'second', then }] }],
    })
    expect(origin['/decisions/sample/rules/first']).toBe('sample')
    expect(origin['/decisions/sample/rules/second']).toBe('child')
    expect(origin['/facts/a']).toBe('sample')
    const bundle = createBundle(ruleset, origin)
    const originWith = (facts: Record<string, boolean>) =>
      evaluateDecision(bundle, 'sample', facts, day).reasons.map((reason) => reason.origin)
    expect(originWith({ a: true })).toEqual(['sample'])
    expect(originWith({ a: false, b: true })).toEqual(['child'])
  })

  it('LA5 what differs, laid over the parent, gives the edited ruleset back', () => {
    fc.assert(
      fc.property(arbitraryRuleset('sample'), arbitraryRuleset('child'), (parent, edited) => {
        deepFreeze(parent)
        deepFreeze(edited)
        const layer = differenceLayer(parent, edited)
        const again = resolveRuleset(JSON.parse(JSON.stringify(layer)), () => parent)
        expect(again.issues).toEqual([])
        expect(again.ruleset).toEqual(edited)
      }),
      { numRuns: 300 },
    )
  })

  it('LA5 what does not differ is not written', () => {
    const { ruleset: parent } = resolveRuleset(parentLayer, findParent)
    const { ruleset } = childOf({ facts: [{ id: 'b', title: text('changed') }] })
    const layer = differenceLayer(parent, ruleset)
    expect(Object.keys(layer).toSorted()).toEqual(['facts', 'manifest'])
    expect(layer['facts']).toEqual([{ id: 'b', title: text('changed') }])
  })

  it('LA6 BU1 the order of keys means nothing', () => {
    fc.assert(
      fc.property(arbitraryRuleset('sample'), (ruleset) => {
        const turned = reversedKeys(ruleset)
        const one = resolveRuleset(ruleset, () => undefined)
        const other = resolveRuleset(turned, () => undefined)
        expect(canonicalJson(other)).toBe(canonicalJson(one))
        expect(contentHash(turned)).toBe(contentHash(ruleset))
      }),
      { numRuns: 50 },
    )
  })

  it('LA7 a ruleset that does not parse says where by id, and says what is expected in both languages', () => {
    const broken = rule('second', { fact: 'a', operator: 'equals', value: true })
    const { ruleset, issues } = refused(
      layerOf({ decisions: [rulesDecision([rule('first', is('a')), broken])] }),
    )
    expect(ruleset).toBeUndefined()
    expect(issues).toMatchObject([
      { code: 'SCHEMA_INVALID', path: '/decisions/sample/rules/second/conditions/operator' },
    ])
    expect(issues[0]?.message.zh).toContain('lessThanInclusive')
  })

  it.each([
    ['a field nobody knows', { facts: [{ ...fact('a', 'boolean'), colour: 'red' }] }, '/facts/a'],
    ['a type nobody knows', { facts: [fact('a', 'number')] }, '/facts/a/type'],
    ['an id with a blank', { facts: [fact('a b', 'boolean')] }, '/facts/a b/id'],
    ['an item without an id', { facts: [{ type: 'boolean', title: text('x') }] }, '/facts/0/id'],
    ['an object for a list', { facts: { a: fact('a', 'boolean') } }, '/facts'],
    ['null for a list', { facts: null }, '/facts'],
    [
      'an empty Chinese title',
      { facts: [{ ...fact('a', 'boolean'), title: { zh: '', en: 'A' } }] },
      '/facts/a/title/zh',
    ],
    ['a version that is none', { manifest: { version: '1' } }, '/manifest/version'],
    ['a list nobody knows', { fakts: [] }, ''],
  ])('LA7 %s is told at its path', (_, parts, path) => {
    const { ruleset, issues } = refused(layerOf(parts))
    expect(ruleset).toBeUndefined()
    expect(issues[0]).toMatchObject({ code: 'SCHEMA_INVALID', path })
  })

  it.each([null, 7, 'text', [], {}, { manifest: [] }, { manifest: null }])(
    'LA7 %j is no ruleset',
    (layer) => {
      expect(refused(layer)).toMatchObject({
        ruleset: undefined,
        issues: [{ code: 'SCHEMA_INVALID' }],
      })
    },
  )

  it('LA8 a parent that cannot be found is told', () => {
    const manifest = { id: 'child', basedOn: { id: 'nobody', version: '1.0.0' } }
    expect(codesOf(refused(layerOf({ manifest })).issues)).toEqual(['PARENT_MISSING'])
  })

  it('LA8 rulesets based on each other are told as a circle', () => {
    const of = (id: string, other: string) =>
      layerOf({ manifest: { id, basedOn: { id: other, version: '1.0.0' } } })
    const { issues } = resolveRuleset(of('one', 'two'), (id) =>
      id === 'two' ? of('two', 'one') : of('one', 'two'),
    )
    expect(codesOf(issues)).toEqual(['PARENT_CYCLE'])
    expect(issues[0]?.message.en).toContain('one → two → one')
  })

  it.each(['__proto__', 'constructor', 'prototype'])(
    'FA6 LA8 the key %s is refused wherever it stands',
    (key) => {
      const at = JSON.parse(`{"${key}": {"polluted": true}}`) as object
      for (const parts of [
        at,
        { facts: [at] },
        { layout: at },
        { decisions: [{ id: 'x', rules: [at] }] },
      ])
        expect(
          codesOf(
            refused({ ...layerOf({}), ...parts, ...(parts === at ? { extra: at } : {}) }).issues,
          ),
        ).toContain('KEY_FORBIDDEN')
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    },
  )

  it.each(['constructor', 'prototype', '__proto__'])('FA6 %s is no id', (id) => {
    expect(codesOf(refused(layerOf({ facts: [fact(id, 'boolean')] })).issues)).toEqual([
      'SCHEMA_INVALID',
    ])
  })

  it('LA8 conditions nested ten thousand deep are refused, not followed', () => {
    const deep: unknown = JSON.parse(`${'{"not":'.repeat(10_000)}{}${'}'.repeat(10_000)}`)
    const { issues } = refused(layerOf({ decisions: [rulesDecision([rule('deep', deep)])] }))
    expect(codesOf(issues)).toEqual(['TOO_DEEP'])
    expect(issues[0]?.path.length).toBeLessThanOrEqual(200)
  })
})

/** A ruleset with decisions, dated values and a chart, some of it left out or in another order. */
function arbitraryRuleset(id: string): fc.Arbitrary<Ruleset> {
  const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items])
  const dated = fc
    .uniqueArray(fc.constantFrom('2025-01-01', '2026-01-01', '2027-01-01'), { maxLength: 3 })
    .chain((days) =>
      fc.tuple(...days.map((from) => fc.record({ from: fc.constant(from), value: fc.nat(3) }))),
    )
  const transition = fc.record(
    {
      target: fc.constantFrom('one', 'two'),
      meta: fc.record(
        { id: fc.constantFrom('t1', 't2'), title: fc.constantFrom(text('x'), text('y')) },
        { requiredKeys: ['id'] },
      ),
    },
    { requiredKeys: ['meta'] },
  )
  const transitions = fc.uniqueArray(transition, {
    minLength: 1,
    maxLength: 2,
    selector: ({ meta }) => meta.id,
  })
  const chartState = fc.record(
    {
      on: fc.dictionary(fc.constantFrom('go', 'stay'), transitions),
      after: fc.dictionary(fc.constantFrom('duration', 'limit'), transitions),
      description: fc.constantFrom('one', 'other'),
      meta: fc.record({ title: fc.constantFrom(text('s'), text('t')) }),
    },
    { requiredKeys: ['meta'] },
  )
  const chart = fc.record({
    id: fc.constant('walk'),
    title: fc.constantFrom(text('walk'), text('way')),
    cites: fc.constantFrom(cites, []),
    parties: fc.constant([]),
    events: fc.constant([]),
    delays: fc.constantFrom(
      [],
      [{ id: 'duration', title: text('d'), after: { duration: 'PT1H' } }],
      [{ id: 'duration', title: text('d'), after: { workingDays: 1 } }],
    ),
    machine: fc.record({
      id: fc.constant('walk'),
      initial: fc.constantFrom('one', 'two'),
      states: fc.dictionary(fc.constantFrom('one', 'two', 'three'), chartState),
    }),
  })
  return fc
    .record({
      bundle: arbitraryBundle,
      values: dated,
      pathways: fc.array(chart, { maxLength: 1 }),
      layout: fc.dictionary(
        fc.constantFrom('walk'),
        fc.dictionary(fc.constantFrom('one', 'one.two'), fc.record({ x: fc.nat(2), y: fc.nat(2) })),
      ),
    })
    .chain(({ bundle: { ruleset }, values, pathways, layout }) =>
      fc
        .record({
          facts: shuffled(ruleset.facts),
          decisions: shuffled(ruleset.decisions),
          conditions: shuffled(ruleset.conditions),
        })
        .map((lists) =>
          rulesetOf({
            ...ruleset,
            ...lists,
            pathways,
            layout,
            parameters: [{ ...ruleset.parameters[0], values }],
            manifest: {
              id,
              version: '1.0.0',
              ...(id === 'child' ? { description: text('child') } : { notes: [text('note')] }),
            },
          }),
        ),
    )
    .map((ruleset) =>
      id === 'child'
        ? {
            ...ruleset,
            manifest: { ...ruleset.manifest, basedOn: { id: 'sample', version: '1.0.0' } },
          }
        : ruleset,
    )
}

function reversedKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversedKeys) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reversedKeys(inner)]),
  ) as T
}
