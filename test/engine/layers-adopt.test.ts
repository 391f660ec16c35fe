import {
  checkRuleset,
  describeChange,
  diffRulesets,
  gatherBinding,
  type Layer,
  resolveRuleset,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { cites, fact, layerOf, parameter, text } from './make-ruleset.ts'

const dated = (value: unknown) => [{ from: '2025-01-01', value }]
const place = text('plain county')
const reason = text('our document does not say')
const rules = (id: string, outcome: string) => ({
  kind: 'rules',
  id,
  title: text(id),
  cites,
  hitPolicy: 'priority',
  rules: [
    {
      id: 'first',
      title: text('first'),
      cites,
      conditions: { fact: 'a', operator: 'equal', value: true },
      then: { outcome, reason: text(outcome) },
    },
  ],
})

const base = layerOf({
  manifest: { id: 'base' },
  facts: [fact('a', 'boolean')],
  parameters: [parameter('limit', 'integer', { values: dated(1) })],
  decisions: [rules('stepDown', 'requireReview')],
})
const other = layerOf({
  manifest: { id: 'other', basedOn: { id: 'base', version: '^1.0.0' } },
  parameters: [
    { id: 'limit', values: dated(7) },
    parameter('share', 'integer', { values: dated(93) }),
  ],
  decisions: [
    { id: 'stepDown', rules: [{ id: 'first', then: { outcome: 'allow', reason: text('allow') } }] },
  ],
  scenarios: [
    {
      kind: 'decision',
      id: 'steps-down',
      title: text('steps down'),
      decision: 'stepDown',
      asOf: '2025-02-01',
      facts: { a: true },
      expect: { outcome: 'allow' },
    },
  ],
})
const layers: Readonly<Record<string, unknown>> = { base, other }
const adopt = (items: readonly string[], id = 'other') => ({
  from: { id, version: '^1.0.0' },
  items,
  place,
  reason,
})

function county(
  adopts: readonly object[],
  own: object = {},
  more: Readonly<Record<string, unknown>> = {},
) {
  const layer = layerOf({
    manifest: { id: 'county', basedOn: { id: 'base', version: '^1.0.0' }, adopts },
    ...own,
  })
  const find = (id: string) => more[id] ?? layers[id]
  return { ...resolveRuleset(layer, find), layer, find }
}
const codes = (issues: readonly { readonly code: string }[]) => issues.map(({ code }) => code)

describe('what a ruleset adopts by name', () => {
  it('LA15 an adopted item stands whole in the place of the parent’s, with its place and its origin', () => {
    const { ruleset, parent, base: alone, origin, issues } = county([adopt(['/parameters/limit'])])
    expect(issues).toEqual([])
    const [limit] = ruleset?.parameters ?? []
    expect(limit?.values.map(({ value }) => value)).toEqual([7])
    expect(limit?.derivedFrom).toEqual({ place, note: reason })
    expect(origin['/parameters/limit']).toBe('other')
    // Nothing else comes with it.
    expect(ruleset?.parameters.map(({ id }) => id)).toEqual(['limit'])
    // It lies under the ruleset's own files; the parent alone is what it may not weaken.
    expect(parent?.parameters[0]?.values[0]?.value).toBe(7)
    expect(alone?.parameters[0]?.values[0]?.value).toBe(1)
  })

  it('LA15 the scenarios that try an adopted decision come with it, and no others', () => {
    const taken = county([adopt(['/decisions/stepDown'])])
    expect(taken.ruleset?.scenarios.map(({ id }) => id)).toEqual(['steps-down'])
    expect(county([adopt(['/parameters/share'])]).ruleset?.scenarios).toEqual([])
    // Of an adopted decision changed here the scenario tells, as of an inherited one.
    const changed = county([adopt(['/decisions/stepDown'])], {
      decisions: [
        {
          id: 'stepDown',
          rules: [{ id: 'first', then: { outcome: 'requireReason', reason: text('why') } }],
        },
      ],
    })
    const found = checkRuleset(changed.ruleset!, { parent: changed.parent, publishing: true })
    expect(codes(found)).not.toContain('SCENARIO_FAILED')
    expect(changed.parent?.scenarios.map(({ id }) => id)).toEqual(['steps-down'])
  })

  it('LA15 a row, rule or value of its own stands beside what it adopts, and a child inherits both', () => {
    const own = { parameters: [{ id: 'limit', values: [{ from: '2026-01-01', value: 9 }] }] }
    const upper = county([adopt(['/parameters/limit'])], own)
    expect(upper.issues).toEqual([])
    expect(upper.ruleset?.parameters[0]?.values.map(({ value }) => value)).toEqual([7, 9])
    const child = resolveRuleset(
      layerOf({ manifest: { id: 'child', basedOn: { id: 'county', version: '^1.0.0' } } }),
      (id) => (id === 'county' ? upper.layer : layers[id]),
    )
    expect(child.ruleset?.parameters[0]?.derivedFrom).toEqual({ place, note: reason })
    expect(child.ruleset?.manifest.adopts).toBeUndefined()
  })

  it('LA16 an item its source does not have, and one adopted twice, are errors', () => {
    const unknown = county([adopt(['/parameters/nothing', '/limit/x', '/parameters/share'])])
    expect(codes(unknown.issues)).toEqual(['ADOPTION_UNKNOWN', 'ADOPTION_UNKNOWN'])
    expect(unknown.ruleset?.parameters.map(({ id }) => id)).toEqual(['limit', 'share'])
    expect(codes(county([adopt(['/parameters/share', '/parameters/share'])]).issues)).toEqual([
      'ADOPTION_TWICE',
    ])
    const both = [adopt(['/parameters/share']), adopt(['/parameters/share'])]
    expect(codes(county(both).issues)).toEqual(['ADOPTION_TWICE'])
  })

  it('LA16 one that is struck out as well is an error, and one said anew is told', () => {
    const struck = { parameters: [{ id: 'share', removed: text('not here') }] }
    expect(codes(county([adopt(['/parameters/share'])], struck).issues)).toEqual([
      'ADOPTION_STRUCK',
    ])
    const renamed = { parameters: [{ id: 'share', title: text('ours') }] }
    const { issues } = county([adopt(['/parameters/share'])], renamed)
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([
      ['ADOPTION_REDEFINED', 'warning'],
    ])
  })

  it('LA16 what an adopted item names has to be there', () => {
    const apart = layerOf({
      manifest: { id: 'apart' },
      facts: [fact('b', 'boolean')],
      decisions: [
        {
          ...rules('lane', 'allow'),
          rules: [
            {
              ...rules('lane', 'allow').rules[0],
              conditions: { fact: 'b', operator: 'equal', value: true },
            },
          ],
        },
      ],
    })
    const { ruleset } = county([adopt(['/decisions/lane'], 'apart')], {}, { apart })
    expect(codes(checkRuleset(ruleset!, { publishing: true }))).toContain('REFERENCE_UNKNOWN')
    const whole = county([adopt(['/decisions/lane', '/facts/b'], 'apart')], {}, { apart })
    expect(codes(checkRuleset(whole.ruleset!, { publishing: true }))).not.toContain(
      'REFERENCE_UNKNOWN',
    )
  })

  it('LA16 a source that is not there, or that rests on the ruleset itself, is an error', () => {
    expect(codes(county([adopt(['/parameters/share'], 'nowhere')]).issues)).toEqual([
      'PARENT_MISSING',
    ])
    const below = layerOf({
      manifest: { id: 'below', basedOn: { id: 'county', version: '^1.0.0' } },
    })
    const { layer } = county([adopt(['/parameters/share'], 'below')])
    const found = resolveRuleset(layer, (id) => ({ county: layer, below })[id] ?? layers[id])
    expect(codes(found.issues)).toEqual(['PARENT_CYCLE'])
  })

  it('LA17 to adopt is not to rest on: it meets no binding pack', () => {
    const { layer, find } = county([adopt(['/parameters/share'])])
    const node = { id: 'nation', level: 'nation' as const, title: text('nation') }
    const rule = { pack: { id: 'other', version: '^1.0.0', why: text('why') }, node }
    const { packs } = gatherBinding(layer as Layer, { placed: true, rules: [rule], left: [] }, find)
    expect(packs.map(({ standing }) => standing)).toEqual(['missing'])
  })

  it('LA17 what is adopted may not weaken what the parent says', () => {
    const locked = layerOf({
      manifest: { id: 'base' },
      facts: [fact('a', 'boolean')],
      parameters: [
        parameter('limit', 'integer', {
          values: dated(1),
          contract: { mode: 'locked', authority: 'province' },
        }),
      ],
    })
    const strange = layerOf({
      manifest: { id: 'strange' },
      parameters: [parameter('limit', 'integer', { values: dated(7) })],
    })
    const {
      ruleset,
      parent,
      base: alone,
    } = county(
      [adopt(['/parameters/limit'], 'strange')],
      {},
      {
        base: locked,
        strange,
      },
    )
    const found = checkRuleset(ruleset!, { parent, base: alone, publishing: true })
    expect(codes(found)).toContain('CONTRACT_BROKEN')
  })

  it('LA15 the difference to the parent tells where a rule was adopted from', () => {
    const { ruleset, base: alone } = county([adopt(['/parameters/limit'])])
    const [change] = diffRulesets(alone!, ruleset!).filter(
      ({ path }) => path === '/parameters/limit',
    )
    expect(change?.fields).toContain('derivedFrom')
    expect(describeChange({ before: alone!, after: ruleset! }, change!, 'en')).toContain(
      'plain county',
    )
  })
})
