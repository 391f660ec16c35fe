import {
  canonicalJson,
  contentHash,
  createBundle,
  openBundle,
  type Ruleset,
  rulesetLists,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bundleOf,
  day,
  fact,
  is,
  parameter,
  rule,
  rulesDecision,
  rulesetOf,
  text,
} from './make-ruleset.ts'

const parts = {
  facts: [fact('a', 'boolean')],
  parameters: [parameter('p', 'integer', { values: [{ from: '2025-01-01', value: 1 }] })],
  decisions: [rulesDecision([rule('r', is('a'))])],
}
const hash = bundleOf(parts).hash

describe('bundles', () => {
  it('BU1 the hash says how it was made', () => {
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(contentHash({})).toBe(
      'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    )
  })

  it('BU1 JSON that is equal has one canonical text and one hash', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const again: unknown = JSON.parse(JSON.stringify(value))
        expect(canonicalJson(again)).toBe(canonicalJson(value))
        expect(contentHash(again)).toBe(contentHash(value))
      }),
    )
    expect(canonicalJson({ b: 1, a: [2, { d: 3, c: '接' }] })).toBe(
      '{"a":[2,{"c":"接","d":3}],"b":1}',
    )
  })

  it.each([
    ['a fact', { facts: [fact('a', 'boolean'), fact('b', 'boolean')] }],
    [
      'a value',
      { parameters: [parameter('p', 'integer', { values: [{ from: '2025-01-01', value: 2 }] })] },
    ],
    [
      'a day',
      { parameters: [parameter('p', 'integer', { values: [{ from: '2025-01-02', value: 1 }] })] },
    ],
    [
      'a sentence',
      { decisions: [rulesDecision([{ ...rule('r', is('a')), title: text('said') }])] },
    ],
    ['a hit policy', { decisions: [rulesDecision([rule('r', is('a'))], { hitPolicy: 'unique' })] }],
    [
      'the calendar',
      { manifest: { calendar: { utcOffset: '+08:00', holidays: ['2025-10-01'], workdays: [] } } },
    ],
  ])('BU2 another %s is another bundle', (_, changed) => {
    expect(bundleOf({ ...parts, ...changed }).hash).not.toBe(hash)
  })

  it('BU2 another layer behind a rule is another bundle', () => {
    const origin = { '/decisions/sample/rules/r': 'province' }
    expect(createBundle(rulesetOf(parts), origin).hash).not.toBe(hash)
  })

  it('BU2 scenarios and canvas positions do not count', () => {
    const scenario = {
      id: 's',
      title: text('s'),
      kind: 'decision',
      decision: 'sample',
      asOf: day,
      facts: { a: true },
      expect: { outcome: 'allow' },
    }
    const layout = { walk: { one: { x: 1, y: 2 } } }
    const ruleset = rulesetOf({ ...parts, scenarios: [scenario], layout })
    expect(createBundle(ruleset, { '/scenarios/s': 'sample' }).hash).toBe(hash)
  })

  it('BU3 a bundle stored before a list existed opens under its hash with the list empty', () => {
    const { measures: _measures, assessmentSchemes: _schemes, ...then } = rulesetOf(parts)
    const stored = createBundle(then as Ruleset, {})
    const opened = openBundle({ ruleset: stored.ruleset, origin: {} }, stored.hash)
    expect(opened?.hash).toBe(stored.hash)
    expect(opened?.ruleset.measures).toEqual([])
    for (const list of rulesetLists) expect(Array.isArray(opened?.ruleset[list])).toBe(true)
  })

  it('BU3 what is not what was published does not open', () => {
    const stored = bundleOf(parts)
    const altered = { ...stored.ruleset, decisions: [] }
    expect(openBundle({ ruleset: altered, origin: stored.origin }, stored.hash)).toBeUndefined()
  })

  it('BU3 whatever was stored in the place of a bundle does not open and is no crash', () => {
    const { ruleset, origin, hash: sealed } = bundleOf(parts)
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(openBundle({ ruleset: value, origin }, sealed)).toBeUndefined()
        expect(openBundle({ ruleset: value, origin: value }, sealed)).toBeUndefined()
      }),
    )
    expect(openBundle({ ruleset, origin: null }, sealed)).toBeUndefined()
    expect(openBundle({ ruleset: undefined, origin: undefined }, sealed)).toBeUndefined()
  })
})
