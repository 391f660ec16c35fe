import type { ConditionTrace, Facts, Truth } from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideWith, fact, is, parameter, rule, rulesDecision, text } from './make-ruleset.ts'

const letters = ['a', 'b', 'c'].map((letter) => fact(letter, 'boolean'))

/** The truth of a condition over facts, read from the trace of the one rule that states it. */
function truthOf(conditions: unknown, facts: Facts, parts: object = {}): Truth | undefined {
  return traceOf(conditions, facts, parts)?.result
}

function traceOf(
  conditions: unknown,
  facts: Facts,
  parts: object = {},
): ConditionTrace | undefined {
  const decisions = [rulesDecision([rule('only', conditions)])]
  const result = decideWith({ facts: letters, decisions, ...parts }, facts)
  return result.trace.lines[0]?.condition
}

const truths: readonly Truth[] = [true, false, 'unknown']
const known = (values: Readonly<Record<string, Truth>>): Facts =>
  Object.fromEntries(
    Object.entries(values).flatMap(([id, value]) => (value === 'unknown' ? [] : [[id, value]])),
  )
const both = truths.flatMap((a) => truths.map((b) => [a, b] as const))

describe('conditions with three values', () => {
  it.each(both)('TV1 all, any and not of %s and %s are as Kleene says', (a, b) => {
    const facts = known({ a, b })
    const pair = [is('a'), is('b')]
    const all = a === false || b === false ? false : a === true && b === true ? true : 'unknown'
    const any = a === true || b === true ? true : a === false && b === false ? false : 'unknown'
    expect(truthOf({ all: pair }, facts)).toBe(all)
    expect(truthOf({ any: pair }, facts)).toBe(any)
    expect(truthOf({ not: is('a') }, facts)).toBe(a === 'unknown' ? a : !a)
    // De Morgan holds with three values too.
    expect(truthOf({ not: { all: pair } }, facts)).toBe(
      truthOf({ any: pair.map((one) => ({ not: one })) }, facts),
    )
  })

  it('TV1 a condition known early is what every completion makes it', () => {
    const condition = fc.letrec((again) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(is('a'), is('b', false), is('c')),
        fc.record({ all: fc.array(again('node'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ any: fc.array(again('node'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ not: again('node') }),
      ),
    })).node
    const facts = fc.record(
      { a: fc.boolean(), b: fc.boolean(), c: fc.boolean() },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(condition, facts, (node, some) => {
        const early = truthOf(node, some as Facts)
        const late = new Set<Truth | undefined>()
        for (let bits = 0; bits < 8; bits++)
          late.add(
            truthOf(node, { a: (bits & 1) > 0, b: (bits & 2) > 0, c: (bits & 4) > 0, ...some }),
          )
        if (early === 'unknown') expect(late.has('unknown')).toBe(false)
        else expect([...late]).toEqual([early])
      }),
      { numRuns: 300 },
    )
  })

  it('TV2 a comparison with an unknown fact on either side is unknown, and so is its opposite', () => {
    const facts = [fact('i', 'integer'), fact('j', 'integer')]
    for (const operator of ['equal', 'notEqual', 'lessThan', 'greaterThanInclusive']) {
      const test = { fact: 'i', operator, value: { fact: 'j' } }
      for (const some of [{}, { i: 1 }, { j: 1 }])
        for (const node of [test, { not: test }])
          expect(truthOf(node, some, { facts })).toBe('unknown')
      expect(truthOf(test, { i: 1, j: 1 }, { facts })).not.toBe('unknown')
    }
  })

  it.each(['toString', 'valueOf', 'hasOwnProperty'])(
    'TV2 FA6 an unknown fact named %s is unknown, not what every object inherits',
    (name) => {
      const facts = [fact(name, 'boolean')]
      expect(truthOf(is(name), {}, { facts })).toBe('unknown')
      expect(truthOf(is(name), { [name]: true }, { facts })).toBe(true)
    },
  )

  it('TV2 a missing number is neither above a limit nor not above it', () => {
    const facts = [fact('minutes', 'integer')]
    const above = { fact: 'minutes', operator: 'greaterThan', value: 180 }
    expect(truthOf(above, {}, { facts })).toBe('unknown')
    expect(truthOf({ not: above }, {}, { facts })).toBe('unknown')
  })

  it('TV2 a parameter without a value on the day leaves the comparison unknown', () => {
    const parts = { facts: [fact('i', 'integer')], parameters: [parameter('limit', 'integer')] }
    expect(
      truthOf({ fact: 'i', operator: 'equal', value: { parameter: 'limit' } }, { i: 1 }, parts),
    ).toBe('unknown')
  })

  const named = (id: string, condition: unknown) => ({ id, title: text(id), condition })

  it('TV3 a named condition has the value of what it names', () => {
    const conditions = [named('ready', { not: is('a') })]
    for (const a of truths)
      expect(truthOf({ condition: 'ready' }, known({ a }), { conditions })).toBe(
        a === 'unknown' ? a : !a,
      )
  })

  it('TV3 a name nobody defined and a circle of names are unknown, and so are their opposites', () => {
    const conditions = [named('x', { condition: 'y' }), named('y', { not: { condition: 'x' } })]
    for (const name of ['x', 'nobody'])
      for (const node of [{ condition: name }, { not: { condition: name } }])
        expect(truthOf(node, { a: true }, { conditions })).toBe('unknown')
  })

  it('TV3 a chain of ten thousand names is unknown rather than too much for the stack', () => {
    const conditions = Array.from({ length: 10_000 }, (_, at) =>
      named(`n${at}`, at === 0 ? is('a') : { condition: `n${at - 1}` }),
    )
    expect(truthOf({ condition: 'n9999' }, { a: true }, { conditions })).toBe('unknown')
    expect(truthOf({ condition: 'n63' }, { a: true }, { conditions })).toBe(true)
    expect(truthOf({ condition: 'n64' }, { a: true }, { conditions })).toBe('unknown')
  })

  it('TV3 names that double at every level are given up soon', () => {
    const conditions = Array.from({ length: 60 }, (_, at) => {
      const inner = { condition: `n${at - 1}` }
      return named(`n${at}`, at === 0 ? is('a') : { all: [inner, inner] })
    })
    const begun = performance.now()
    expect(truthOf({ condition: 'n59' }, { a: true }, { conditions })).toBe('unknown')
    expect(performance.now() - begun).toBeLessThan(20_000)
  })

  it('TV5 no part is skipped, also where an earlier one has settled the matter', () => {
    const trace = traceOf({ any: [is('a'), { all: [is('b'), is('c')] }] }, { a: true, b: false })
    expect(trace).toMatchObject({
      result: true,
      children: [
        { result: true, actual: true },
        {
          result: false,
          children: [
            { result: false, actual: false },
            { result: 'unknown', actual: null },
          ],
        },
      ],
    })
  })
})

type Row = readonly [type: string, left: unknown, operator: string, right: unknown, holds: boolean]
const rows: readonly Row[] = [
  ['boolean', true, 'equal', true, true],
  ['boolean', false, 'equal', true, false],
  ['boolean', false, 'notEqual', true, true],
  ['integer', 179, 'lessThan', 180, true],
  ['integer', 180, 'lessThan', 180, false],
  ['integer', 180, 'lessThanInclusive', 180, true],
  ['integer', 181, 'lessThanInclusive', 180, false],
  ['integer', 181, 'greaterThan', 180, true],
  ['integer', 180, 'greaterThan', 180, false],
  ['integer', 180, 'greaterThanInclusive', 180, true],
  ['integer', 179, 'greaterThanInclusive', 180, false],
  ['integer', 9, 'greaterThan', 180, false],
  ['money', 9007199254740991, 'greaterThan', 9007199254740990, true],
  ['decimal', '9', 'lessThan', '180', true],
  ['decimal', '1.50', 'equal', '1.5', true],
  ['decimal', '-0.1', 'lessThan', '0', true],
  ['decimal', '0.30', 'notEqual', '0.300000000000000000000000000001', true],
  ['ratio', { numerator: 70, denominator: 100 }, 'equal', { numerator: 7, denominator: 10 }, true],
  [
    'ratio',
    { numerator: 7, denominator: 10 },
    'greaterThanInclusive',
    { numerator: 70, denominator: 100 },
    true,
  ],
  [
    'ratio',
    { numerator: 699, denominator: 1000 },
    'greaterThanInclusive',
    { numerator: 7, denominator: 10 },
    false,
  ],
  [
    'ratio',
    { numerator: 1, denominator: 3 },
    'lessThan',
    { numerator: 333333334, denominator: 1000000000 },
    true,
  ],
  ['code', 'a', 'equal', 'a', true],
  ['code', 'a', 'in', ['b', 'a'], true],
  ['code', 'a', 'in', ['b', 'ab'], false],
  ['code', 'a', 'notIn', ['b', 'ab'], true],
  ['code', 'a', 'notIn', ['a'], false],
  ['codeList', ['a', 'b'], 'contains', 'a', true],
  ['codeList', ['ab'], 'contains', 'a', false],
  ['codeList', ['ab'], 'doesNotContain', 'a', true],
  ['codeList', ['a'], 'doesNotContain', 'a', false],
  ['codeList', ['a', 'b'], 'containsAny', ['b', 'c'], true],
  ['codeList', ['a'], 'containsAny', ['b', 'c'], false],
  ['codeList', [], 'containsAny', ['b'], false],
  ['codeList', [], 'containsNone', ['b'], true],
  ['codeList', ['b'], 'containsNone', ['b'], false],
  ['codeList', ['a', 'b'], 'countAtLeast', 2, true],
  ['codeList', ['a'], 'countAtLeast', 2, false],
  ['date', '2025-03-03', 'lessThan', '2025-03-04', true],
  ['date', '2025-03-03', 'lessThan', '2025-03-03', false],
  ['date', '2025-03-03', 'greaterThanInclusive', '2025-03-03', true],
  ['dateTime', '2025-03-03T09:00:00+08:00', 'equal', '2025-03-03T01:00:00Z', true],
  ['dateTime', '2025-03-03T09:00:01+08:00', 'greaterThan', '2025-03-03T01:00:00Z', true],
  ['dateTime', '2025-03-03T09:00:00+08:00', 'greaterThan', '2025-03-03T02:00:00Z', false],
  ['duration', 'PT24H', 'equal', 'P1D', true],
  ['duration', 'P7D', 'equal', 'P1W', true],
  ['duration', 'PT90M', 'greaterThan', 'PT1H', true],
  ['duration', 'PT9H', 'lessThan', 'PT10H', true],
  ['text', 'a', 'equal', 'a', true],
  ['text', 'a', 'notEqual', 'b', true],
]

describe('operators', () => {
  it.each(rows)('OP2 OP3 OP4 %s: %j %s %j is %s', (...row: Row) => {
    const [type, left, operator, right, holds] = row
    const test = { fact: 'left', operator, value: right }
    const facts = { left: left as boolean }
    expect(truthOf(test, facts, { facts: [fact('left', type)] })).toBe(holds)
  })

  it('OP5 the right-hand side may be a fact or a parameter', () => {
    const parts = {
      facts: [fact('i', 'integer'), fact('j', 'integer')],
      parameters: [parameter('limit', 'integer', { values: [{ from: '2025-01-01', value: 2 }] })],
    }
    const test = (value: unknown) => ({ fact: 'i', operator: 'lessThan', value })
    for (const [i, less] of [
      [1, true],
      [2, false],
    ] as const) {
      expect(truthOf(test({ fact: 'j' }), { i, j: 2 }, parts)).toBe(less)
      expect(truthOf(test({ parameter: 'limit' }), { i }, parts)).toBe(less)
    }
  })

  it('OP5 the trace says where the right-hand side came from', () => {
    const parts = { facts: [fact('i', 'integer'), fact('j', 'integer')] }
    const test = { fact: 'i', operator: 'lessThan', value: { fact: 'j' } }
    expect(traceOf(test, { i: 1, j: 2 }, parts)).toMatchObject({
      actual: 1,
      expected: 2,
      expectedFrom: { fact: 'j' },
    })
  })
})
