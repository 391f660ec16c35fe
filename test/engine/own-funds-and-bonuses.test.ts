import { checkRuleset, type MoneyUnit, settle } from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundleOf, cites, codesOf, fact, is, parameter, rulesetOf, text } from './make-ruleset.ts'

const dated = (id: string, type: string, value: unknown) =>
  parameter(id, type, { values: [{ from: '2025-01-01', value, cites }] })
const percent = (numerator: number) => ({ numerator, denominator: 100 })
const share = (id: string, where: unknown) => ({
  id,
  title: text(id),
  weight: { parameter: `${id}Weight` },
  within: { where, key: { parameter: 'key' } },
})

const shared = [
  {
    id: 'hospital',
    title: text('hospital'),
    part: { parameter: 'hospitalPart' },
    limit: { parameter: 'hospitalLimit' },
  },
  { id: 'townships', title: text('townships'), part: { parameter: 'townshipPart' } },
  { id: 'finance', title: text('finance') },
]
const excellent = {
  id: 'bonus',
  title: text('bonus'),
  payees: [text('excellent units')],
  reads: [],
  parameters: [],
  part: { parameter: 'bonusPart' },
  split: [share('all', { all: [is('unit.grade', 'excellent'), is('unit.kind', 'centre')] })],
  cites,
}

interface Parts {
  readonly holders?: unknown
  readonly bonuses?: readonly string[]
  readonly shares?: readonly object[]
  readonly limit?: unknown
  readonly bonusPart?: number
  readonly parties?: readonly string[]
}

/** One fund: its surplus to the holder and to its villages, after a bonus; its overspend shared by three. */
const parts = ({
  holders,
  bonuses,
  shares = shared,
  limit = percent(2),
  bonusPart = 10,
}: Parts = {}) => ({
  facts: [
    ...['raised', 'spent', 'policy'].map((id) => fact(id, 'money')),
    fact('insured', 'integer'),
    ...['unit.kind', 'unit.id', 'unit.parent', 'unit.grade', 'holder.id'].map((id) =>
      fact(id, 'text'),
    ),
  ],
  parameters: [
    dated('rate', 'ratio', percent(100)),
    dated('bearer', 'code', 'shared'),
    dated('excused', 'code', 'bureau'),
    dated('key', 'code', 'equal'),
    dated('hospitalPart', 'ratio', percent(50)),
    dated('townshipPart', 'ratio', percent(30)),
    dated('hospitalLimit', typeof limit === 'number' ? 'money' : 'ratio', limit),
    dated('bonusPart', 'ratio', percent(bonusPart)),
    ...['all', 'own', 'villages'].map((id) =>
      dated(`${id}Weight`, 'integer', id === 'own' ? 3 : 2),
    ),
  ],
  incentives: [excellent],
  funds: [
    {
      id: 'fund',
      title: text('fund'),
      cites,
      ...(holders === undefined ? {} : { holders }),
      raised: 'raised',
      insured: 'insured',
      spent: 'spent',
      policyFactor: 'policy',
      budgetRate: { parameter: 'rate' },
      distributionRequires: [],
      overspend: {
        bearer: { parameter: 'bearer' },
        shares,
        policyFactorPayer: { parameter: 'excused' },
        cites,
      },
      ...(bonuses === undefined ? {} : { bonuses }),
      split: {
        shares: [
          share(
            'own',
            holders === undefined
              ? is('unit.kind', 'centre')
              : { fact: 'unit.id', operator: 'equal', value: { fact: 'holder.id' } },
          ),
          share(
            'villages',
            holders === undefined
              ? is('unit.kind', 'village')
              : { fact: 'unit.parent', operator: 'equal', value: { fact: 'holder.id' } },
          ),
        ],
        cites,
      },
    },
  ],
})

const unit = (
  id: string,
  kind: string,
  more: Partial<MoneyUnit> & { parent?: string } = {},
): MoneyUnit => ({
  unit: { id, title: id, kind, parent: more.parent ?? 'county' },
  facts: more.facts ?? {},
  ...(more.grade === undefined ? {} : { grade: more.grade }),
})
const year = (raised: number, spent: number) => ({ raised, spent, policy: 0, insured: 100 })
const settled = (given: Parts, facts: object, units: readonly MoneyUnit[]) =>
  settle(bundleOf(parts(given)), {
    period: '2025',
    asOf: '2025-12-31',
    facts: facts as Record<string, number>,
    units,
    events: [],
  })
const villages = [
  unit('v1', 'village', { parent: 'east' }),
  unit('v2', 'village', { parent: 'east' }),
  unit('v3', 'village', { parent: 'west' }),
]
const errorsOf = (value: Readonly<Record<string, unknown>>) =>
  codesOf(
    checkRuleset(rulesetOf(value), { publishing: false }).filter(
      ({ severity }) => severity === 'error',
    ),
  )

describe('an overspend with limits', () => {
  const borne = (overspend: number, limit?: unknown) =>
    settled({ limit: limit ?? percent(2) }, year(10_000, 10_000 + overspend), villages).funds[0]
      ?.borneBy

  it.each([
    // The limit of 2% of the budget is 200; half of 400 reaches it, half of 401 is beyond it by a fen.
    [400, { hospital: 200, townships: 120, finance: 80 }],
    [402, { hospital: 200, townships: 121, finance: 81 }],
    [1000, { hospital: 200, townships: 300, finance: 500 }],
  ])(
    'MO16 of %d the hospital bears half, at most 2%% of the budget; finance bears the rest',
    (amount, expected) => {
      expect(borne(amount)).toEqual(expected)
    },
  )

  it('MO16 a limit may be an amount', () => {
    expect(borne(1000, 499)).toEqual({ hospital: 499, townships: 300, finance: 201 })
    expect(borne(1000, 500)).toEqual({ hospital: 500, townships: 300, finance: 200 })
  })

  it('MO16 what is beyond a limit has somebody who bears it, or the fund is refused', () => {
    const [hospital, townships] = shared
    const whole = { ...townships, part: { parameter: 'hospitalPart' } }
    expect(errorsOf(parts())).toEqual([])
    expect(errorsOf(parts({ shares: [hospital as object, whole] }))).toEqual(['OVERSPEND_LIMIT'])
    expect(
      errorsOf(
        parts({ shares: [{ id: 'a', title: text('a'), limit: { parameter: 'hospitalLimit' } }] }),
      ),
    ).toEqual(['OVERSPEND_LIMIT'])
  })

  it('MO16 an overspend that is shared says by whom', () => {
    expect(errorsOf(parts({ shares: [] }))).toEqual(['OVERSPEND_UNSHARED'])
  })

  it('MO16 whatever the overspend and the limit, what is borne is the overspend', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e12 }),
        fc.integer({ min: 0, max: 1e12 }),
        (overspend, limit) => {
          const found = borne(overspend, limit) ?? {}
          expect(Object.values(found).reduce((sum, amount) => sum + amount, 0)).toBe(overspend)
          expect(found['hospital']).toBeLessThanOrEqual(limit)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a bonus drawn from the surplus', () => {
  const units = [
    unit('east', 'centre', { grade: 'excellent' }),
    unit('west', 'centre', { grade: 'qualified' }),
    ...villages,
  ]
  const bonuses = ['bonus']

  it('MO17 is taken before the split, and goes to the units that earned it', () => {
    const { funds, pools, statements, reconciles } = settled(
      { bonuses },
      year(10_000, 9_000),
      units,
    )
    expect(funds[0]).toMatchObject({
      surplus: 1000,
      drawn: [{ incentive: 'bonus', amount: 100 }],
      distribution: { own: 540, villages: 360 },
    })
    expect(pools).toMatchObject([{ incentive: 'bonus', pool: 100, distribution: { all: 100 } }])
    expect(statements.find(({ unit: id }) => id === 'east')?.total).toBe(370)
    expect(statements.find(({ unit: id }) => id === 'west')?.total).toBe(270)
    expect(reconciles).toBe(true)
  })

  it('MO17 nobody having earned it, nothing is drawn', () => {
    const none = units.map(({ grade: _, ...each }) => ({ ...each, grade: 'qualified' }))
    const { funds, reconciles } = settled({ bonuses }, year(10_000, 9_000), none)
    expect(funds[0]).toMatchObject({
      drawn: [{ amount: 0 }],
      distribution: { own: 600, villages: 400 },
    })
    expect(reconciles).toBe(true)
  })

  it('MO17 while a grade is not known, it is drawn and goes to nobody yet', () => {
    const open = units.map(({ grade: _, ...each }) => each)
    const { funds, pools } = settled({ bonuses }, year(10_000, 9_000), open)
    expect(funds[0]?.drawn).toMatchObject([{ amount: 100 }])
    expect(pools[0]?.parts[0]?.units).toBeNull()
    expect(pools[0]?.parts[0]?.unitNeeds).toContainEqual({ unit: 'east', fact: 'unit.grade' })
  })

  it('MO17 without a surplus there is none', () => {
    const { funds, pools, reconciles } = settled({ bonuses }, year(10_000, 10_000), units)
    expect(funds[0]?.drawn).toEqual([])
    expect(pools[0]).toMatchObject({ pool: null, distribution: null })
    expect(reconciles).toBe(true)
  })

  it('MO17 more than the surplus is never drawn', () => {
    const twice = { ...parts({ bonuses: ['bonus', 'second'], bonusPart: 60 }) }
    const second = { ...excellent, id: 'second', title: text('second') }
    const result = settle(bundleOf({ ...twice, incentives: [excellent, second] }), {
      period: '2025',
      asOf: '2025-12-31',
      facts: year(10_000, 9_000),
      units,
      events: [],
    })
    expect(result.funds[0]).toMatchObject({ drawn: [], distribution: null })
    expect(result.reconciles).toBe(true)
  })

  it('MO17 a fund names incentives that say their part and who gets it', () => {
    const { part: _, ...without } = excellent
    expect(errorsOf(parts({ bonuses }))).toEqual([])
    expect(errorsOf({ ...parts({ bonuses }), incentives: [without] })).toEqual(['BONUS_INCOMPLETE'])
    expect(errorsOf(parts({ bonuses: ['nobody'] }))).toEqual(['REFERENCE_UNKNOWN'])
  })

  it('MO17 whatever the surplus, the bonus and the parts are the surplus', () => {
    const amounts = fc.integer({ min: 0, max: 1e12 })
    fc.assert(
      fc.property(
        amounts,
        amounts,
        fc.integer({ min: 0, max: 100 }),
        (raised, spent, bonusPart) => {
          const { funds, reconciles } = settled({ bonuses, bonusPart }, year(raised, spent), units)
          const [fund] = funds
          expect(reconciles).toBe(true)
          if (fund?.distribution === null || fund === undefined) return
          const parted = Object.values(fund.distribution).reduce((sum, amount) => sum + amount, 0)
          expect(parted + (fund.drawn?.[0]?.amount ?? 0)).toBe(fund.surplus)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a fund for each of several units', () => {
  const holders = is('unit.kind', 'centre')
  const units = [
    unit('east', 'centre', { facts: year(10_000, 9_000) }),
    unit('west', 'centre', { facts: year(10_000, 10_400) }),
    ...villages,
  ]

  it('MO18 has a budget, a surplus or an overspend of its own, and divides among its own', () => {
    const { funds, statements, reconciles } = settled({ holders }, year(1, 1), units)
    expect(funds).toMatchObject([
      { fund: 'fund', holder: 'east', surplus: 1000, distribution: { own: 600, villages: 400 } },
      {
        fund: 'fund',
        holder: 'west',
        overspend: 400,
        borneBy: { hospital: 200 },
        distribution: null,
      },
    ])
    expect(Object.fromEntries(statements.map(({ unit: id, total }) => [id, total]))).toEqual({
      east: 600,
      west: 0,
      v1: 200,
      v2: 200,
      v3: 0,
    })
    expect(reconciles).toBe(true)
  })

  it('MO18 never reads the figures of the community or of another unit for its own', () => {
    const { funds } = settled({ holders }, year(5_000, 1), [
      unit('east', 'centre', { facts: year(10_000, 9_000) }),
      unit('west', 'centre'),
    ])
    expect(funds[1]).toMatchObject({ holder: 'west', raised: null, surplus: null })
    expect(funds[1]?.needs).toEqual(expect.arrayContaining(['raised', 'spent']))
  })

  it('MO18 without any such unit says what is missing', () => {
    const { funds } = settled({ holders }, year(5_000, 1), villages)
    expect(funds).toHaveLength(1)
    expect(funds[0]).toMatchObject({ raised: null, surplus: null })
  })

  it('MO18 where it is not known whether a unit has one, nothing is worked out for it', () => {
    const unknown: MoneyUnit = { unit: { id: 'x', title: 'x' }, facts: year(10_000, 9_000) }
    const { funds } = settled({ holders }, {}, [unknown])
    expect(funds[0]).toMatchObject({ holder: 'x', surplus: null })
    expect(funds[0]?.needs).toContain('unit.kind')
  })

  it('MO18 two funds are two: what one saves pays for nothing of the other', () => {
    const amounts = fc.integer({ min: 0, max: 1e12 })
    fc.assert(
      fc.property(amounts, amounts, amounts, (saved, over, raised) => {
        const { funds, reconciles } = settled({ holders }, {}, [
          unit('east', 'centre', { facts: year(raised + saved, raised) }),
          unit('west', 'centre', { facts: year(raised, raised + over) }),
        ])
        expect(funds[0]?.surplus).toBe(saved)
        expect(funds[1]?.overspend).toBe(over)
        expect(reconciles).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})

describe('parties and lists', () => {
  const party = (code: string, from = '2025-01-01') => ({ values: [{ from, value: code, cites }] })
  const named = (first: object, second: object) => {
    const base = parts()
    const [fund] = base.funds
    const [own, other] = fund?.split.shares ?? []
    return {
      ...base,
      parameters: [
        ...base.parameters,
        parameter('first', 'code', first),
        parameter('second', 'code', second),
      ],
      funds: [
        {
          ...fund,
          split: {
            shares: [
              { ...own, party: { parameter: 'first' } },
              { ...other, party: { parameter: 'second' } },
            ],
            cites,
          },
        },
      ],
    }
  }

  it('MO19 two parts of a split do not go to one party, on any day', () => {
    expect(errorsOf(named(party('county'), party('township')))).toEqual([])
    expect(errorsOf(named(party('county'), party('county')))).toEqual(['PARTY_TWICE'])
    expect(errorsOf(named(party('county'), party('county', '2026-01-01')))).toEqual(['PARTY_TWICE'])
  })

  it.each([
    [2, ['LIST_LENGTH']],
    [3, []],
    [4, ['LIST_LENGTH']],
  ])('VE5 a list of %d codes where the source says three is %j', (length, codes) => {
    const list = Array.from({ length }, (_, at) => `c${at}`)
    const more = {
      countedBy: { parameter: 'three' },
      values: [{ from: '2025-01-01', value: list, cites }],
    }
    const base = parts()
    expect(
      errorsOf({
        ...base,
        parameters: [
          ...base.parameters,
          dated('three', 'integer', 3),
          parameter('list', 'codeList', more),
        ],
      }),
    ).toEqual(codes)
  })
})
