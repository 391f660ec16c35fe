import {
  assess,
  type AssessedFigures,
  checkRuleset,
  namedYears,
  type Period,
  periodOf,
  type Value,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundleOf, cites, fact, parameter, rulesetOf, text } from './make-ruleset.ts'

const indicator = (id: string, formula: string, more: object = {}) => ({
  id,
  title: text(id),
  definition: text(id),
  direction: 'higherIsBetter',
  unit: 'ratio',
  formula,
  cites,
  ...more,
})
const beforeReform = { baselineYear: { parameter: 'reformBaseline' } }
const growth = '(pay - baseline(pay)) / baseline(pay)'

/** Pay, how much it grew since before the reform, and how much since a year ago. */
const parts = (year?: number, more: object = {}) => ({
  facts: [fact('pay', 'money')],
  parameters: [
    parameter('reformBaseline', 'integer', {
      values: year === undefined ? [] : [{ from: '2020-01-01', value: year }],
    }),
    parameter('floor', 'ratio', {
      values: [{ from: '2020-01-01', value: { numerator: 30, denominator: 100 } }],
    }),
  ],
  indicators: [
    indicator('sinceReform', growth, { ...beforeReform, target: { parameter: 'floor' } }),
    indicator('sinceLastYear', growth),
    indicator('level', 'pay', { unit: 'money' }),
    indicator('levelSinceReform', '(level - baseline(level)) / baseline(level)', beforeReform),
  ],
  ...more,
})

const figures = (pay: Value) => ({ pay: { value: pay, source: 'entered' as const } })
const verdicts = (community: AssessedFigures, year?: number) => {
  const { indicators } = assess(bundleOf(parts(year)), {
    period: '2025',
    units: [],
    community,
  }).community
  return Object.fromEntries(indicators.map((each) => [each.indicator, each]))
}
const period = (named: string) => periodOf(named) as Period

describe('a baseline in a year that an indicator names', () => {
  it('PE2 is the same period of that year, once however many indicators name it', () => {
    const bundle = bundleOf(parts(2014))
    expect(namedYears(bundle, period('2025-03')).map(({ text }) => text)).toEqual(['2014-03'])
    expect(namedYears(bundle, period('2025-H2')).map(({ text }) => text)).toEqual(['2014-H2'])
    expect(namedYears(bundle, period('2025')).map(({ text }) => text)).toEqual(['2014'])
    expect(namedYears(bundleOf(parts()), period('2025'))).toEqual([])
  })

  it.each([
    [129_999, 'notMet'],
    [130_000, 'met'],
  ])('IN7 pay of %d against 100000 before the reform is %s at a floor of 30%%', (pay, verdict) => {
    const found = verdicts(
      {
        figures: figures(pay),
        // A year earlier it was as high already: that is another question.
        baseline: figures(pay),
        years: { 2014: figures(100_000) },
      },
      2014,
    )
    expect(found['sinceReform']?.verdict).toBe(verdict)
    expect(found['sinceLastYear']?.shown).toBe('0')
    expect(found['levelSinceReform']?.value).toEqual(found['sinceReform']?.value)
    expect(found['sinceReform']?.steps[0]?.zh).toContain('基期：2014 年同期')
    expect(found['sinceLastYear']?.steps[0]?.zh).not.toContain('年同期')
  })

  it('IN7 is not replaced by another year: without its figures nothing is assessed', () => {
    const others = { figures: figures(200_000), baseline: figures(100_000) }
    const found = verdicts({ ...others, years: { 2015: figures(100_000) } }, 2014)
    expect(found['sinceReform']).toMatchObject({ verdict: 'notAssessable', value: null })
    expect(found['sinceLastYear']?.shown).toBe('100')
  })

  it('IN7 without the year nothing is assessed, and the parameter is named', () => {
    const found = verdicts({ figures: figures(200_000), baseline: figures(100_000), years: {} })
    expect(found['sinceReform']?.verdict).toBe('notAssessable')
    expect(found['sinceReform']?.needs).toContain('reformBaseline')
    expect(found['sinceLastYear']?.needs).not.toContain('reformBaseline')
    expect(found['sinceReform']?.steps[0]?.en).toContain('is not set')
  })

  it('IN7 the year is a whole number, and has to be there', () => {
    const codes = (value: Readonly<Record<string, unknown>>) =>
      checkRuleset(rulesetOf(value), { publishing: false }).map(({ code }) => code)
    expect(codes(parts(2014))).not.toContain('REFERENCE_UNKNOWN')
    expect(
      codes({
        ...parts(2014),
        indicators: [indicator('a', growth, { baselineYear: { parameter: 'nobody' } })],
      }),
    ).toContain('REFERENCE_UNKNOWN')
    expect(
      codes({
        ...parts(2014),
        indicators: [indicator('a', growth, { baselineYear: { parameter: 'floor' } })],
      }),
    ).toContain('VALUE_TYPE')
  })

  it('IN7 a year named that is the year earlier says what the baseline says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 0, max: 1e12 }), (a, b) => {
        const found = verdicts(
          { figures: figures(b), baseline: figures(a), years: { 2024: figures(a) } },
          2024,
        )
        expect(found['sinceReform']?.value).toEqual(found['sinceLastYear']?.value)
      }),
      { numRuns: 60 },
    )
  })
})

describe('no lower than before', () => {
  const notLower = (id: string, formula: string, more: object = {}) =>
    indicator(id, formula, { direction: 'metOrNot', unit: 'text', ...more })
  const rules = parts(2014, {
    facts: [fact('served', 'integer'), fact('all', 'integer')],
    indicators: [
      indicator('share', 'served / all'),
      notLower('thanLastYear', 'share >= baseline(share)'),
      notLower('thanBeforeReform', 'share >= baseline(share)', beforeReform),
      notLower('thanPeriodBefore', 'share >= previous(share)'),
    ],
  })
  const share = (served: number, all: number) => ({
    served: { value: served, source: 'entered' as const },
    all: { value: all, source: 'entered' as const },
  })
  const verdict = (community: AssessedFigures) =>
    Object.fromEntries(
      assess(bundleOf(rules), { period: '2025-06', units: [], community }).community.indicators.map(
        ({ indicator: id, verdict: of }) => [id, of],
      ),
    )

  it('IN8 is said by a formula that the checks take', () => {
    expect(
      checkRuleset(rulesetOf(rules), { publishing: false }).filter(
        ({ severity, path }) => severity === 'error' && path.startsWith('/indicators'),
      ),
    ).toEqual([])
  })

  it.each([
    ['a case less of three thousand', 1999, 3000, 'notMet'],
    ['the same share of other figures', 4, 6, 'met'],
    ['a case more of three thousand', 2001, 3000, 'met'],
  ])('IN8 %s is told from two thirds exactly', (_, served, all, expected) => {
    const found = verdict({
      figures: share(served, all),
      baseline: share(2, 3),
      previous: share(2, 3),
      years: { 2014: share(2, 3) },
    } as unknown as AssessedFigures)
    expect(found).toMatchObject({
      thanLastYear: expected,
      thanPeriodBefore: expected,
      thanBeforeReform: expected,
    })
  })

  it('IN8 is not assessable while the year before is unknown', () => {
    expect(verdict({ figures: share(2, 3) } as unknown as AssessedFigures)).toMatchObject({
      thanLastYear: 'notAssessable',
      thanBeforeReform: 'notAssessable',
    })
  })
})
