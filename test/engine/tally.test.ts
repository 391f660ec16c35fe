import {
  contributingCases,
  type CaseRecord,
  createTally,
  evaluateDecision,
  type Facts,
  periodOf,
  type Period,
  ratesByGroup,
  sumParts,
  type Tally,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundleOf, cites, fact, is, parameter, rule, rulesDecision, text } from './make-ruleset.ts'

const measure = (id: string, more: object = {}) => ({
  id,
  title: text(id),
  of: 'episode',
  unit: 'episode.unit',
  date: 'episode.dischargedOn',
  cites,
  ...more,
})

const parts = {
  facts: [
    fact('episode.unit', 'text'),
    fact('episode.dischargedOn', 'date'),
    fact('episode.entered', 'boolean'),
    fact('episode.department', 'code'),
    fact('episode.days', 'integer'),
    fact('pathway.eligible', 'integer'),
    fact('pathway.entered', 'integer'),
    fact('pathway.days', 'integer'),
    fact('pathway.departments', 'integer'),
  ],
  parameters: [
    parameter('floor', 'ratio', {
      values: [{ from: '2025-01-01', value: { numerator: 70, denominator: 100 } }],
    }),
  ],
  measures: [
    measure('pathway.eligible', { by: ['episode.department'] }),
    measure('pathway.entered', { where: is('episode.entered'), by: ['episode.department'] }),
    measure('pathway.days', { sum: 'episode.days' }),
    measure('pathway.departments', { distinct: 'episode.department' }),
  ],
  pathwayRates: [
    {
      id: 'entryRate',
      title: text('entry'),
      definition: text('entered of eligible'),
      numerator: 'pathway.entered',
      denominator: 'pathway.eligible',
      direction: 'atLeast',
      threshold: { parameter: 'floor' },
      cites,
    },
  ],
}
const bundle = bundleOf(parts)
const january = periodOf('2025-01') as Period
const february = periodOf('2025-02') as Period

const episode = (id: string, facts: Facts): CaseRecord => ({
  id,
  pathway: 'episode',
  facts: { 'episode.unit': 'north', 'episode.dischargedOn': '2025-01-31', ...facts },
})

function tallied(records: readonly CaseRecord[], state?: ReturnType<Tally['state']>) {
  const tally = createTally(bundle, { periods: [january, february], pathways: ['episode'], state })
  for (const record of records) tally.add(record)
  return tally
}

describe('measures', () => {
  it('ME1 counts the cases of a unit whose day lies in the period, the first and last day included', () => {
    const tally = tallied([
      episode('a', { 'episode.entered': true, 'episode.dischargedOn': '2025-01-01' }),
      episode('b', { 'episode.entered': false, 'episode.dischargedOn': '2025-01-31' }),
      episode('c', { 'episode.entered': true, 'episode.dischargedOn': '2025-02-01' }),
      episode('d', { 'episode.entered': true, 'episode.dischargedOn': '2024-12-31' }),
    ])
    expect(tally.figures(january, 'north')['pathway.entered']).toEqual({
      value: 1,
      source: 'cases',
    })
    expect(tally.figures(january, 'north')['pathway.eligible']?.value).toBe(2)
    expect(tally.figures(february, 'north')['pathway.entered']?.value).toBe(1)
  })

  it('ME2 a case of which it is unknown whether it counts is not counted, and lowers the completeness', () => {
    const tally = tallied([episode('a', {}), episode('b', { 'episode.entered': true })])
    expect(tally.figures(january, 'north')['pathway.entered']).toEqual({
      value: 1,
      source: 'cases',
      completeness: { determined: 1, all: 2 },
    })
  })

  it('ME3 a unit without cases has 0, and a pathway whose log is not given has no figure', () => {
    expect(tallied([]).figures(january, 'south')['pathway.entered']?.value).toBe(0)
    const without = createTally(bundle, { periods: [january], pathways: [] })
    expect(without.figures(january, 'south')).toEqual({})
  })

  it('ME4 adds up a fact, and counts different values once, also over all units', () => {
    const tally = tallied([
      episode('a', { 'episode.days': 7, 'episode.department': 'surgery' }),
      episode('b', { 'episode.days': 5, 'episode.department': 'surgery', 'episode.unit': 'south' }),
    ])
    expect(tally.figures(january, null)['pathway.days']?.value).toBe(12)
    expect(tally.figures(january, null)['pathway.departments']?.value).toBe(1)
    expect(tally.figures(january, 'south')['pathway.departments']?.value).toBe(1)
  })

  it('ME5 a case without a day lies in no period and is told, one without a unit counts for the community alone', () => {
    const tally = tallied([
      { id: 'a', pathway: 'episode', facts: { 'episode.unit': 'north' } },
      {
        id: 'b',
        pathway: 'episode',
        facts: { 'episode.dischargedOn': '2025-01-02', 'episode.entered': true },
      },
    ])
    expect(tally.undated()).toEqual({ episode: 1 })
    expect(tally.figures(january, null)['pathway.entered']?.value).toBe(1)
    expect(tally.figures(january, 'north')['pathway.entered']?.value).toBe(0)
  })

  it('ME6 the cases behind a number are as many as the number, whatever the cases', () => {
    const arbitraryRecord = fc.record({
      'episode.unit': fc.constantFrom('north', 'south'),
      'episode.dischargedOn': fc.constantFrom('2025-01-01', '2025-01-31', '2025-02-28'),
      'episode.entered': fc.constantFrom(true, false, undefined),
      'episode.department': fc.constantFrom('surgery', 'medicine', undefined),
    })
    fc.assert(
      fc.property(fc.array(arbitraryRecord, { maxLength: 40 }), (rows) => {
        const records = rows.map((row, at) => {
          const known = Object.entries(row).filter(([, value]) => value !== undefined)
          return episode(`case-${at}`, Object.fromEntries(known) as Facts)
        })
        const tally = tallied(records)
        const backwards = tallied(records.toReversed())
        for (const period of [january, february])
          for (const unit of ['north', 'south']) {
            const behind = records
              .map(contributingCases(bundle, { measure: 'pathway.entered', period, unit }))
              .filter((counts) => counts === true)
            expect(tally.figures(period, unit)['pathway.entered']?.value).toBe(behind.length)
            expect(backwards.figures(period, unit)).toEqual(tally.figures(period, unit))
          }
        expect(backwards.slices(january)).toEqual(tally.slices(january))
      }),
    )
  })

  it('ME6 a case that adds 0 to a sum is not among those behind it, one that adds 1 is', () => {
    const behind = contributingCases(bundle, { measure: 'pathway.days', period: january })
    const day = { 'episode.unit': 'north', 'episode.dischargedOn': '2025-01-02' }
    expect(behind(episode('a', { ...day, 'episode.days': 0 }))).toBe(false)
    expect(behind(episode('b', { ...day, 'episode.days': 1 }))).toBe(true)
    expect(behind(episode('c', day))).toBe('unknown')
  })

  it('ME9 after any adding, taking back and changing, a tally says what counting afresh says', () => {
    const arbitraryFacts = fc.record(
      {
        'episode.unit': fc.constantFrom('north', 'south'),
        'episode.dischargedOn': fc.constantFrom('2025-01-01', '2025-02-28', '2025-03-01'),
        'episode.entered': fc.boolean(),
        'episode.department': fc.constantFrom('surgery', 'medicine', 'ward'),
        'episode.days': fc.integer({ min: 0, max: 1_000_000_000 }),
      },
      { requiredKeys: [] },
    )
    const arbitraryChange = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      // Without facts the case goes.
      facts: fc.option(arbitraryFacts, { nil: undefined }),
      written: fc.nat(9),
    })
    fc.assert(
      fc.property(fc.array(arbitraryChange, { maxLength: 60 }), (changes) => {
        let tally = tallied([])
        const standing = new Map<string, CaseRecord>()
        for (const { id, facts, written } of changes) {
          if (written === 0) tally = tallied([], JSON.parse(JSON.stringify(tally.state())))
          const before = standing.get(id)
          if (before !== undefined) tally.remove(before)
          standing.delete(id)
          if (facts === undefined) continue
          const now = { id, pathway: 'episode', facts: facts as Facts }
          tally.add(now)
          standing.set(id, now)
        }
        const afresh = tallied([...standing.values()])
        expect(tally.undated()).toEqual(afresh.undated())
        for (const period of [january, february]) {
          expect(tally.slices(period)).toEqual(afresh.slices(period))
          for (const unit of ['north', 'south', null])
            expect(tally.figures(period, unit)).toEqual(afresh.figures(period, unit))
        }
      }),
    )
  })

  it('ME10 what is counted in parts adds up to what counting all at once says', () => {
    const arbitraryCase = fc.record({
      part: fc.nat(2),
      facts: fc.record(
        {
          'episode.unit': fc.constantFrom('north', 'south'),
          'episode.dischargedOn': fc.constantFrom('2025-01-01', '2025-02-28', '2025-03-01'),
          'episode.entered': fc.boolean(),
          'episode.department': fc.constantFrom('surgery', 'medicine'),
          'episode.days': fc.integer({ min: 0, max: 1_000_000_000 }),
        },
        { requiredKeys: [] },
      ),
    })
    const quarter = periodOf('2025-Q1') as Period
    const { measures } = bundle.ruleset
    fc.assert(
      fc.property(fc.array(arbitraryCase, { maxLength: 40 }), (some) => {
        const record = (facts: unknown, at: number) => ({
          id: String(at),
          pathway: 'episode',
          facts: facts as Facts,
        })
        const whole = createTally(bundle, { periods: [quarter], pathways: ['episode'] })
        const months = ['2025-01', '2025-02', '2025-03'].map((month) => periodOf(month) as Period)
        const apart = [0, 1, 2].flatMap((part) =>
          months.map((month) => ({
            part,
            month,
            tally: createTally(bundle, { periods: [month], pathways: ['episode'] }),
          })),
        )
        for (const [at, { part, facts }] of some.entries()) {
          whole.add(record(facts, at))
          for (const each of apart) if (each.part === part) each.tally.add(record(facts, at))
        }
        const summed = sumParts(
          measures,
          apart.flatMap(({ tally, month }) => tally.parts(month)),
        )
        for (const unit of ['north', 'south', 'nobody', null])
          expect(summed.figures(unit)).toEqual(whole.figures(quarter, unit))
        expect(summed.pathways.has('episode')).toBe(
          whole.slices(quarter).some(({ all }) => all > 0),
        )
      }),
    )
  })

  it('ME9 a case that was never added cannot be taken back', () => {
    const never = 'A case was taken back from a tally that it was never added to.'
    expect(() => tallied([]).remove(episode('a', {}))).toThrow(never)
    expect(() => tallied([]).remove({ id: 'a', pathway: 'episode', facts: {} })).toThrow(never)
  })

  it('ME7 a condition prepared for many cases says what the explaining evaluator says', () => {
    const conditions = {
      all: [
        { any: [is('episode.entered'), { not: is('episode.department', 'surgery') }] },
        { fact: 'episode.days', operator: 'greaterThanInclusive', value: 7 },
      ],
    }
    const both = bundleOf({
      ...parts,
      measures: [measure('pathway.entered', { where: conditions })],
      decisions: [rulesDecision([rule('r', conditions)])],
    })
    const behind = contributingCases(both, { measure: 'pathway.entered', period: january })
    const facts = fc.record(
      {
        'episode.entered': fc.boolean(),
        'episode.department': fc.constantFrom('surgery', 'medicine'),
        'episode.days': fc.integer({ min: 6, max: 8 }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(facts, (some) => {
        const record = episode('a', some as Facts)
        const { trace } = evaluateDecision(both, 'sample', record.facts, '2025-01-31')
        expect(behind(record)).toBe(trace.lines[0]?.result)
      }),
    )
  })
})

describe('rates of groups', () => {
  it('AS8 are told by department, with how many cases are left until the line', () => {
    const tally = tallied([
      ...Array.from({ length: 8 }, (_, at) =>
        episode(`in-${at}`, { 'episode.entered': true, 'episode.department': 'surgery' }),
      ),
      ...Array.from({ length: 2 }, (_, at) =>
        episode(`out-${at}`, { 'episode.entered': false, 'episode.department': 'surgery' }),
      ),
      episode('other', { 'episode.entered': false, 'episode.department': 'medicine' }),
    ])
    const groups = ratesByGroup(bundle, tally.slices(january), {
      facts: ['episode.department'],
      asOf: january.end,
    })
    expect(groups.map(({ by, rates }) => [by['episode.department'], rates[0]?.verdict])).toEqual([
      ['medicine', 'fail'],
      ['surgery', 'pass'],
    ])
    // 8 of 10: one more against is 8 of 11, above 70 %; a second would be 8 of 12, below.
    expect(groups[1]?.rates[0]?.distance).toEqual({ side: 'passes', cases: 1 })
    // 0 of 1: three more for would be 3 of 4, above 70 %; two would be 2 of 3, below.
    expect(groups[0]?.rates[0]?.distance).toEqual({ side: 'fails', cases: 3 })
  })

  it('AS9 the distance is exact: at it the verdict holds or turns, one step beside it does not', () => {
    const of = (direction: 'atLeast' | 'atMost', n: number, d: number) => {
      const one = bundleOf({
        ...parts,
        pathwayRates: [{ ...parts.pathwayRates[0], direction }],
      })
      const slices = [
        ['pathway.entered', n],
        ['pathway.eligible', d],
      ].map(([name, value]) => ({
        measure: name as string,
        unit: null,
        by: {},
        value: value as number,
        determined: d,
        all: d,
      }))
      const [group] = ratesByGroup(one, slices, { facts: [], asOf: january.end })
      return group?.rates[0]
    }
    fc.assert(
      fc.property(
        fc.constantFrom('atLeast' as const, 'atMost' as const),
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 1, max: 200 }),
        (direction, some, d) => {
          const n = Math.min(some, d)
          const now = of(direction, n, d)
          const distance = now?.distance
          if (distance === null || distance === undefined || distance.cases === null) return
          const { cases, side } = distance
          // A passing rate loses by cases that count against it; a failing one wins by cases that count for it.
          const adds = (direction === 'atLeast') === (side === 'fails')
          const after = (k: number) => of(direction, n + (adds ? k : 0), d + k)?.verdict
          if (side === 'passes') {
            expect(after(cases)).toBe('pass')
            expect(after(cases + 1)).toBe('fail')
          } else {
            expect(after(cases)).toBe('pass')
            expect(after(cases - 1)).toBe('fail')
          }
        },
      ),
    )
  })
})
