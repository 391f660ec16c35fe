import { checkRuleset, computeFund, type Facts, type Ruleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { addBonus } from '../../designer/src/document/commands/add-bonus.ts'
import { addFund, type FundSaid } from '../../designer/src/document/commands/add-fund.ts'
import { addRecordEvent } from '../../designer/src/document/commands/add-record-event.ts'
import { NewParameters } from '../../designer/src/document/commands/new-parameters.ts'
import { splitParties } from '../../designer/src/document/commands/split-party.ts'
import { bearersSaid } from '../../designer/src/editor/assessment/bearers-said.ts'
import { sampleRuleset } from './sample-ruleset.ts'

const text = (words: string) => ({ zh: words, en: words })
const cites = ['plan#DP-39']
const from = '2026-01-01'
const percent = (numerator: number) => ({ numerator, denominator: 100 })
const tiers = ['village', 'township', 'area', 'county']
const said: FundSaid = {
  id: 'fund',
  title: text('fund'),
  from,
  cites,
  budgetRate: percent(95),
  parties: (
    [
      ['county', 5],
      ['area', 2],
      ['township', 2],
      ['village', 1],
    ] as const
  ).map(([tier, weight]) => ({ title: text(tier), weight, tier, by: 'population.served' })),
  bearers: [
    { title: text('lead'), part: percent(70) },
    { title: text('members'), part: undefined },
  ],
  policyFactorPayer: text('finance'),
}

/** The sample with four tiers and the fund, changed further. */
function made(change: (ruleset: Ruleset) => void = () => undefined): Ruleset {
  const ruleset = structuredClone({
    ...sampleRuleset(),
    codeSystems: [
      { id: 'tiers', title: text('tiers'), codes: tiers.map((id) => ({ id, title: text(id) })) },
    ],
  }) as Ruleset
  ruleset.facts.push(
    { id: 'unit.tier', type: 'orderedCode', title: text('tier'), codeSystem: 'tiers' },
    { id: 'population.served', type: 'integer', title: text('people') },
  )
  addFund(said).apply(ruleset)
  change(ruleset)
  return ruleset
}

const compute = (ruleset: Ruleset, facts: Facts) =>
  computeFund({ hash: '', ruleset, origin: {} }, 'fund', {
    facts,
    asOf: '2026-12-31',
    units: tiers.map((tier) => ({
      unit: { id: tier, title: tier, tier },
      facts: { 'population.served': 1000 },
    })),
  })
const year = (spent: number): Facts => ({
  'fund.raised': 100_000,
  'fund.insuredCount': 100,
  'fund.spent': spent,
  'fund.policyFactorAmount': 0,
})
const sum = (parts: Readonly<Record<string, number>> | null) =>
  Object.values(parts ?? {}).reduce((all, part) => all + part, 0)

describe('a fund made from what a document says', () => {
  it('is sound, and its figures are those of the document', () => {
    const ruleset = made()
    const found = checkRuleset(ruleset, { publishing: false })
      .filter(({ severity, path }) => severity === 'error' && path.startsWith('/funds'))
      .map(({ code, path }) => `${code} ${path}`)
    expect(found).toEqual([])
    expect(compute(ruleset, year(90_000))).toMatchObject({ budget: 95_000, surplus: 5000 })
  })

  it('splits a surplus 5:2:2:1 among four parties, to the fen', () => {
    const { distribution, surplus } = compute(made(), year(90_000))
    expect(Object.values(distribution ?? {})).toEqual([2500, 1000, 1000, 500])
    expect(sum(distribution)).toBe(surplus)
    expect(sum(compute(made(), year(94_993)).distribution)).toBe(7)
  })

  it('has an overspend borne 70 to 30', () => {
    const { overspend, borneBy } = compute(made(), year(96_001))
    expect(overspend).toBe(1001)
    expect(Object.values(borneBy ?? {})).toEqual([701, 300])
  })

  it('draws a bonus before the split, and splits the rest', () => {
    const ruleset = made((before) =>
      addBonus('fund', {
        title: text('best'),
        part: percent(10),
        parties: [{ title: text('best'), weight: 1, tier: undefined, by: 'equal' }],
        from,
        cites,
      }).apply(before),
    )
    const { drawn, distribution, surplus } = compute(ruleset, year(90_000))
    expect(drawn?.map(({ amount }) => amount)).toEqual([500])
    expect(Object.values(distribution ?? {})).toEqual([2250, 900, 900, 450])
    expect(sum(distribution) + 500).toBe(surplus)
  })

  it('takes a further party into the split', () => {
    const ruleset = made((before) => {
      const [fund] = before.funds
      if (fund === undefined) throw new TypeError('no fund')
      const { shares } = fund.split
      const party = { title: text('fifth'), weight: 10, tier: undefined, by: 'equal' } as const
      const parameters = new NewParameters(before, { from, cites })
      shares.push(...splitParties([party], parameters, shares))
      before.parameters.push(...parameters.made)
    })
    const ids = ruleset.parameters.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const { distribution } = compute(ruleset, year(90_000))
    expect(Object.values(distribution ?? {})).toEqual([1250, 500, 500, 250, 2500])
  })
})

describe('who bears an overspend', () => {
  const [lead, members] = [text('lead'), text('members')]

  it('is said once one is left the rest, or the parts are the whole', () => {
    expect(bearersSaid([{ title: lead, part: percent(70) }, { title: members }])).toHaveLength(2)
    const whole = bearersSaid([
      { title: lead, part: percent(70) },
      { title: members, part: { numerator: 3, denominator: 10 } },
    ])
    expect(whole?.map(({ part }) => part)).toEqual([percent(70), undefined])
  })

  it.each([
    ['parts that are less than the whole', [70, 29]],
    ['parts that are more', [70, 31]],
  ])('is not said by %s', (_, [a = 0, b = 0]) => {
    expect(
      bearersSaid([
        { title: lead, part: percent(a) },
        { title: members, part: percent(b) },
      ]),
    ).toBeUndefined()
  })

  it('is not said while somebody has no name, or two are left the rest', () => {
    expect(bearersSaid([{ part: percent(100) }])).toBeUndefined()
    expect(bearersSaid([{ title: lead }, { title: members }])).toBeUndefined()
  })
})

describe('an event to record by', () => {
  it('can be taken wherever the case is once it was begun, and moves it nowhere', () => {
    const ruleset = structuredClone(sampleRuleset()) as Ruleset
    const done = { done: text('follow-up'), actor: 'toUnit', cites }
    addRecordEvent('referral', 'record', done).apply(ruleset)
    const [pathway] = ruleset.pathways
    const { machine, events } = pathway ?? expect.fail('no pathway')
    expect(events.at(-1)).toMatchObject({ id: 'record', actors: ['toUnit'] })
    for (const [key, state] of Object.entries(machine.states)) {
      const open = state.type !== 'final' && key !== machine.initial
      expect([key, state.on?.['record'] !== undefined]).toEqual([key, open])
      expect(state.on?.['record']?.every(({ target }) => target === undefined) ?? true).toBe(true)
    }
  })
})
