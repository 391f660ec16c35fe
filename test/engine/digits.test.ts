import {
  assess,
  type AssessmentInput,
  checkRuleset,
  digitLimit,
  evaluateFormula,
  type FormulaTrace,
  type Fraction,
  parseFormula,
  type Value,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryFormula } from './arbitrary-formula.ts'
import { bundleOf, cites, fact, parameter, rulesetOf, text } from './make-ruleset.ts'

type Parts = Readonly<Record<string, unknown>>

const indicator = (id: string, formula: string, more: object = {}) => ({
  id,
  title: text(id),
  definition: text(id),
  direction: 'higherIsBetter',
  unit: 'number',
  formula,
  cites,
  ...more,
})

/** Each the square of the one before: the twentieth multiplies a million figures together. */
const squares = (count: number) => ({
  facts: [fact('beds', 'integer')],
  assessment: Array.from({ length: count }, (_, at) =>
    indicator(`power${at + 1}`, at === 0 ? 'beds * beds' : `power${at} * power${at}`),
  ),
})

const input = (values: Readonly<Record<string, Value>>): AssessmentInput => {
  const figures = Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, { value, source: 'imported' as const }]),
  )
  return { period: '2025-01', units: [], community: { figures, baseline: figures } }
}

const largest = Number.MAX_SAFE_INTEGER
const issuesOf = (parts: Parts) => checkRuleset(rulesetOf(parts), { publishing: false })
const limitsOf = (parts: Parts) =>
  issuesOf(parts).flatMap(({ code, path }) =>
    code === 'FORMULA_DIGITS' || code === 'TOO_DEEP' ? [[code, path]] : [],
  )
const digits = (number: string) => number.replace('-', '').length

describe('numbers have a limit of digits', () => {
  it('FO21 twenty indicators, each the square of the one before, end a run at once and say why', () => {
    const { community } = assess(bundleOf(squares(20)), input({ beds: largest }))
    // 2^53 has 16 digits: 16 · 2^5 are within the limit, 16 · 2^6 are not.
    const valued = community.indicators.map(({ value }) => value !== null)
    expect(valued).toEqual(valued.map((_, at) => at < 5))
    const [, , , , , first, second] = community.indicators
    expect(first).toMatchObject({
      verdict: 'notAssessable',
      because: {
        zh: expect.stringContaining(`${digitLimit} 位`),
        en: expect.stringContaining(`${digitLimit} digits`),
      },
    })
    expect(first?.steps.at(-1)?.zh).toContain(`${digitLimit} 位`)
    expect(second?.because?.en).toContain('power6 (en)')
  })

  it('FO21 no number of a formula is longer than the limit, whatever it is worked out from', () => {
    const length = fc.integer({ min: 1, max: 2 * digitLimit })
    const long = fc
      .tuple(length, length, fc.integer({ min: -9, max: 9 }))
      .map(([n, d, sign]): Fraction => ({
        n: BigInt(sign) * 10n ** BigInt(n) + 1n,
        d: 7n ** BigInt(d),
      }))
    fc.assert(
      fc.property(
        arbitraryFormula,
        fc.array(long, { minLength: 4, maxLength: 4 }),
        (expression, values) => {
          let at = 0
          const known = new Map<string, Fraction | undefined>()
          const { trace } = evaluateFormula({ text: '', expression }, ({ kind, name }) => {
            const key = `${kind} ${name}`
            if (!known.has(key)) known.set(key, values[at++ % values.length])
            return known.get(key)
          })
          for (const { n, d } of numbersIn(trace)) {
            expect(digits(String(n))).toBeLessThanOrEqual(digitLimit)
            expect(digits(String(d))).toBeLessThanOrEqual(digitLimit)
          }
        },
      ),
    )
  })

  it('FO21 a sum of hundreds of fractions ends where it grows too long', () => {
    const names = Array.from({ length: 300 }, (_, at) => `n${at}`)
    const { formula } = parseFormula(`sum(${names.join(', ')})`)
    if (formula === undefined) throw new TypeError('The formula does not parse.')
    const outcome = evaluateFormula(formula, ({ name }) => ({
      n: 1n,
      d: 10n ** 900n + BigInt(name.slice(1)),
    }))
    expect(outcome).toMatchObject({ kind: 'notAssessable', reason: 'tooManyDigits' })
  })

  it('FO22 formulas that could grow too long are refused when the ruleset is checked, once, where it arises', () => {
    expect(limitsOf(squares(5))).toEqual([])
    expect(limitsOf(squares(20))).toEqual([['FORMULA_DIGITS', '/indicators/power6/formula']])
    const [issue] = issuesOf(squares(20)).filter(({ code }) => code === 'FORMULA_DIGITS')
    expect(issue?.message.en).toContain('power5 * power5')
  })

  it('FO22 what the figures are known to be, and what a parameter has been given, is counted as such', () => {
    const power = (name: string, times: number) => Array(times).fill(name).join(' * ')
    const chained = (facts: readonly unknown[], parameters: readonly unknown[] = []) => ({
      facts,
      parameters,
      indicators: [indicator('first', power('x', 20)), indicator('second', power('first', 4))],
    })
    expect(limitsOf(chained([fact('x', 'integer')]))).toHaveLength(1)
    expect(limitsOf(chained([fact('x', 'integer', { minimum: 0, maximum: 999 })]))).toEqual([])
    const given = parameter('x', 'decimal', { values: [{ from: '2025-01-01', value: '0.85' }] })
    expect(limitsOf(chained([], [given]))).toEqual([])
    expect(limitsOf(chained([], [parameter('x', 'decimal')]))).toHaveLength(1)
  })

  it('FO22 a weighted sum of fifty shares is within the limit', () => {
    const facts = Array.from({ length: 50 }, (_, at) => [
      fact(`part${at}`, 'integer'),
      fact(`whole${at}`, 'integer'),
      fact(`weight${at}`, 'decimal'),
    ])
    const shares = facts.map((_, at) => indicator(`share${at}`, `part${at} / whole${at}`))
    const all = indicator('all', `sum(${shares.map(({ id }) => id).join(', ')})`)
    expect(limitsOf({ facts: facts.flat(), indicators: [...shares, all] })).toEqual([])
  })

  it('FO22 what passes the check never grows too long, whatever the figures', () => {
    fc.assert(
      fc.property(arbitraryChain, ({ formulas, values }) => {
        const parts = {
          facts: [
            fact('a', 'integer'),
            fact('b', 'decimal'),
            fact('c', 'ratio'),
            fact('d', 'money'),
          ],
          assessment: formulas.map((formula, at) => indicator(`p${at}`, formula)),
        }
        const refused = new Set(limitsOf(parts).map(([, path]) => path))
        const { indicators } = assess(bundleOf(parts), input(values)).community
        const long = indicators.findIndex(({ because }) => because?.en.includes('digits') === true)
        expect(long === -1 || refused.has(`/assessment/p${long}/formula`)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('FO23 indicators one behind the other have a limit, at the check and at run', () => {
    const row = (count: number) => ({
      facts: [fact('beds', 'integer')],
      assessment: Array.from({ length: count }, (_, at) =>
        indicator(`p${at}`, at === count - 1 ? 'beds' : `p${at + 1} + 1`),
      ),
    })
    expect(limitsOf(row(64))).toEqual([])
    expect(limitsOf(row(5000))).toEqual([['TOO_DEEP', '/indicators/p4935/formula']])
    const { indicators } = assess(bundleOf(row(5000)), input({ beds: 1 })).community
    expect(indicators.filter(({ value }) => value !== null)).toHaveLength(64)
    expect(indicators[4935]?.because?.en).toContain('64 indicators')
  })

  it('FO23 a long row that leads into a circle ends too', () => {
    const count = 5000
    const parts = {
      facts: [],
      assessment: Array.from({ length: count }, (_, at) =>
        indicator(`p${at}`, `p${Math.min(at + 1, count - 1)} + 1`),
      ),
    }
    expect(assess(bundleOf(parts), input({})).community.indicators).toHaveLength(count)
    expect(issuesOf(parts).map(({ code }) => code)).toContain('REFERENCE_CYCLE')
  })
})

/** Formulas each over the ones before, and the longest figures there are. */
const arbitraryChain = fc
  .array(
    fc.record({
      form: fc.constantFrom(
        'x + y',
        'x - y',
        'x * y',
        'x / y',
        'sum(x, y, x)',
        'max(x, y)',
        'round half up(x, 12)',
        'if x > y then x else y',
        '-x * 0.12',
        'baseline(z) * x',
      ),
      x: fc.nat(),
      y: fc.nat(),
      z: fc.nat(),
    }),
    { minLength: 1, maxLength: 24 },
  )
  .chain((steps) =>
    fc.record({
      formulas: fc.constant(
        steps.map(({ form, x, y, z }, at) => {
          const names = ['a', 'b', 'c', 'd', ...steps.slice(0, at).map((_, before) => `p${before}`)]
          // The latest are named most, so that they grow.
          const name = (pick: number) => names.at(-1 - (pick % Math.min(names.length, 5))) ?? 'a'
          const named: Record<string, string> = { x: name(x), y: name(y), z: name(z) }
          return form.replaceAll(/\b[xyz]\b/g, (letter) => named[letter] ?? letter)
        }),
      ),
      values: fc.record({
        a: fc.constantFrom(largest, -largest, largest - 4),
        b: fc.constantFrom(`${'9'.repeat(30)}.${'7'.repeat(30)}`, `-0.${'0'.repeat(29)}3`),
        c: fc.constantFrom(
          { numerator: largest, denominator: largest - 2 },
          { numerator: -1, denominator: largest - 6 },
        ),
        d: fc.constantFrom(largest - 8, 1),
      }),
    }),
  )

function numbersIn({ outcome, parts }: FormulaTrace): Fraction[] {
  const own = outcome.kind === 'value' && typeof outcome.value !== 'boolean' ? [outcome.value] : []
  return [...own, ...parts.flatMap(numbersIn)]
}
