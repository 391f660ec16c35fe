import {
  computeFund,
  type LedgerEvent,
  type MoneyUnit,
  postEvents,
  settle,
  splitPool,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundleOf, cites, day, fact, is, parameter, text } from './make-ruleset.ts'

const dated = (id: string, type: string, value: unknown) =>
  parameter(id, type, { values: [{ from: '2025-01-01', value, cites }] })
const where = (tier: number) => ({ fact: 'unit.tier', operator: 'equal', value: tier })
const share = (id: string, within?: object) => ({
  id,
  title: text(id),
  weight: { parameter: id },
  ...(within === undefined ? {} : { within }),
})

/** A community with a fund, a pool, a price and an incentive. */
const community = ({ weights, key = 'people' }: { weights: readonly number[]; key?: string }) =>
  bundleOf({
    facts: [
      ...['raised', 'spent', 'policy', 'pool', 'cost'].map((id) => fact(id, 'money')),
      fact('insured', 'integer'),
      fact('unit.tier', 'integer'),
      fact('people', 'integer'),
      fact('payer', 'text'),
      fact('payee', 'text'),
      fact('ok', 'boolean'),
    ],
    parameters: [
      dated('rate', 'ratio', { numerator: 93, denominator: 100 }),
      dated('bearer', 'code', 'hospital'),
      dated('excused', 'code', 'bureau'),
      dated('key', 'code', key),
      dated('markup', 'ratio', { numerator: 7, denominator: 100 }),
      dated('fee', 'money', 1234),
      ...weights.map((weight, at) => dated(`w${at}`, 'integer', weight)),
    ],
    funds: [
      {
        id: 'fund',
        title: text('fund'),
        cites,
        raised: 'raised',
        insured: 'insured',
        spent: 'spent',
        policyFactor: 'policy',
        budgetRate: { parameter: 'rate' },
        distributionRequires: [],
        overspend: {
          bearer: { parameter: 'bearer' },
          policyFactorPayer: { parameter: 'excused' },
          cites,
        },
        split: {
          shares: weights.map((_, at) =>
            share(`w${at}`, {
              where: where(at % 2),
              key: { parameter: 'key' },
              keys: [{ id: 'people', fact: 'people' }],
            }),
          ),
          cites,
        },
      },
    ],
    prices: [
      {
        id: 'service',
        title: text('service'),
        cites,
        basis: 'costPlus',
        payer: text('payer'),
        payee: text('payee'),
        amount: { parameter: 'markup' },
        appliesWhen: is('ok'),
        on: 'served',
        imported: true,
        payerUnit: 'payer',
        payeeUnit: 'payee',
        cost: 'cost',
      },
    ],
    incentives: [
      {
        id: 'reward',
        title: text('reward'),
        cites,
        payees: [text('units')],
        reads: [],
        parameters: ['fee'],
        on: 'served',
        imported: true,
        earners: [
          { id: 'giver', title: text('giver'), unit: 'payee', amount: { parameter: 'fee' } },
        ],
      },
      {
        id: 'pay',
        title: text('pay'),
        cites,
        payees: [text('units')],
        reads: ['pool'],
        parameters: [],
        pool: 'pool',
        split: weights.map((_, at) => share(`w${at}`, { where: where(at % 2), by: 'people' })),
      },
    ],
  })

const weightsOf = fc
  .array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 5 })
  .filter((weights) => weights.some((weight) => weight > 0))
const amountOf = fc.nat({ max: 2 ** 50 })
const unitIds = ['U0', 'U1', 'U2', 'U3', 'U4', 'U5'] as const
const unitsOf = fc.tuple(...unitIds.map(() => fc.nat({ max: 100_000 }))).map((people) =>
  unitIds.map((id, at): MoneyUnit => ({
    unit: { id, title: id, tier: at % 2 },
    facts: { people: people[at] ?? 0 },
  })),
)
const eventOf = fc.record({
  at: fc.nat({ max: 27 }),
  event: fc.constantFrom('served', 'nothing'),
  payer: fc.constantFrom(...unitIds, 'stranger', null),
  payee: fc.constantFrom(...unitIds),
  cost: fc.option(fc.nat({ max: 10 ** 9 })),
  ok: fc.option(fc.boolean()),
  cancels: fc.option(fc.nat({ max: 20 }), { freq: 6 }),
})
const eventsOf = fc.array(eventOf, { maxLength: 20 }).map((drawn) =>
  drawn.map(({ at, event, payer, payee, cost, ok, cancels }, index): LedgerEvent => ({
    id: `e${index}`,
    event,
    at: `2025-01-${String(at + 1).padStart(2, '0')}T09:00:00+08:00`,
    facts: {
      payee,
      ...(payer === null ? {} : { payer }),
      ...(cost === null ? {} : { cost }),
      ...(ok === null ? {} : { ok }),
    },
    ...(cancels === null ? {} : { cancels: `e${cancels}` }),
  })),
)
const sum = (amounts: readonly (number | null)[]) =>
  amounts.reduce<bigint>((total, amount) => total + BigInt(amount ?? 0), 0n)

describe('laws of splits', () => {
  it('MO5 shares are not negative and sum to the whole, at each level', () => {
    fc.assert(
      fc.property(
        weightsOf,
        amountOf,
        unitsOf,
        fc.constantFrom('people', 'equal'),
        (weights, amount, units, key) => {
          const bundle = community({ weights, key })
          const { parts } = splitPool(bundle, 'pay', { facts: { pool: amount }, asOf: day, units })
          const fund = computeFund(bundle, 'fund', {
            facts: { raised: amount, insured: 1, spent: 0 },
            asOf: day,
            units,
          })
          expect(sum(parts.map((part) => part.amount))).toBe(BigInt(amount))
          for (const part of [...parts, ...fund.parts]) {
            expect(part.amount).toBeGreaterThanOrEqual(0)
            if (part.units === null) continue
            expect(sum(part.units.map((unit) => unit.amount))).toBe(BigInt(part.amount ?? -1))
            for (const unit of part.units) expect(unit.amount).toBeGreaterThanOrEqual(0)
          }
          if (fund.parts.length > 0)
            expect(sum(fund.parts.map((part) => part.amount))).toBe(BigInt(fund.surplus ?? -1))
        },
      ),
    )
  })

  it('MO6 twice the money is twice each part to within two fen, and that of each unit to within four', () => {
    fc.assert(
      fc.property(weightsOf, amountOf, unitsOf, (weights, amount, units) => {
        const bundle = community({ weights })
        const split = (pool: number) =>
          splitPool(bundle, 'pay', { facts: { pool }, asOf: day, units }).parts
        const [once, twice] = [split(amount), split(amount * 2)]
        once.forEach((part, at) => {
          const double = twice[at]
          expect(Math.abs((double?.amount ?? 0) - 2 * (part.amount ?? 0))).toBeLessThanOrEqual(2)
          part.units?.forEach((unit, index) => {
            const wide = double?.units?.[index]?.amount ?? 0
            expect(Math.abs(wide - 2 * unit.amount)).toBeLessThanOrEqual(4)
          })
        })
      }),
    )
  })
})

describe('laws of the ledger', () => {
  it('MO12 no order of the events, and no repetition, changes a byte', () => {
    fc.assert(
      fc.property(
        weightsOf,
        unitsOf,
        eventsOf.chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
          ),
        ),
        (weights, units, [events, shuffled]) => {
          const bundle = community({ weights })
          const input = (list: readonly LedgerEvent[], order: readonly MoneyUnit[]) => ({
            period: '2025-01',
            asOf: '2025-01-31',
            facts: { raised: 1_000_001, insured: 3, spent: 7, pool: 101 },
            units: order,
            events: list,
          })
          const told = JSON.stringify(settle(bundle, input(events, units)))
          expect(JSON.stringify(settle(bundle, input(shuffled, units.toReversed())))).toBe(told)
          const again = settle(bundle, input([...shuffled, ...events], units))
          expect(again.ledger.repeated).toBe(events.length)
          expect(JSON.stringify({ ...again, ledger: { ...again.ledger, repeated: 0 } })).toBe(told)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('MO10 debits equal credits, the accounts sum to zero, and no amount is zero or below', () => {
    fc.assert(
      fc.property(unitsOf, eventsOf, (units, events) => {
        const ledger = postEvents(community({ weights: [1] }), events, { units })
        expect(ledger.debits).toBe(ledger.credits)
        expect(sum(ledger.trialBalance.map(({ balance }) => balance))).toBe(0n)
        expect(ledger.debits).toBe(Number(sum(ledger.postings.map(({ amount }) => amount))))
        for (const { amount, debit, credit } of ledger.postings) {
          expect(amount).toBeGreaterThan(0)
          expect(debit).not.toBe(credit)
        }
      }),
    )
  })

  it('MO11 an event that a rule hears is posted, rightly not due, or listed with what it needs', () => {
    fc.assert(
      fc.property(unitsOf, eventsOf, (units, events) => {
        const ledger = postEvents(community({ weights: [1] }), events, { units })
        const cancelled = new Set(events.flatMap(({ cancels }) => cancels ?? []))
        const heard = events.filter(
          ({ id, event, cancels }) =>
            event === 'served' && cancels === undefined && !cancelled.has(id),
        )
        const accounted = new Set([...ledger.postings, ...ledger.open].map(({ event }) => event))
        const due = heard.filter(({ id }) => accounted.has(id))
        expect(heard.length - due.length).toBeLessThanOrEqual(
          Object.values(ledger.notDue).reduce((all, count) => all + count, 0),
        )
        for (const item of ledger.open)
          expect(
            item.reason !== 'needs' || item.needs.length + item.missingParameters.length > 0,
          ).toBe(true)
      }),
    )
  })

  it('MO14 every settlement reconciles, and the statements sum to what was handed out and posted', () => {
    fc.assert(
      fc.property(weightsOf, unitsOf, eventsOf, amountOf, (weights, units, events, amount) => {
        const settlement = settle(community({ weights }), {
          period: '2025-01',
          asOf: '2025-01-31',
          facts: { raised: amount, insured: 3, spent: Math.floor(amount / 3), pool: amount },
          units,
          events,
        })
        expect(settlement.checks.filter(({ holds }) => !holds)).toEqual([])
        expect(settlement.reconciles).toBe(true)
        const handedOut = [...settlement.funds, ...settlement.pools]
          .flatMap(({ parts }) => parts)
          .flatMap((part) => part.units ?? [])
          .map((unit) => unit.amount)
        expect(sum(settlement.statements.map(({ total }) => total))).toBe(
          sum(handedOut) + sum(settlement.ledger.units.map(({ net }) => net)),
        )
      }),
    )
  })

  it('MO13 what is taken back leaves no balance', () => {
    fc.assert(
      fc.property(unitsOf, eventsOf, (units, drawn) => {
        const events = drawn.map(({ cancels: _, ...event }) => event)
        const bundle = community({ weights: [1] })
        const cancel = (id: string): LedgerEvent => ({
          id: `not-${id}`,
          event: 'takenBack',
          at: '2025-01-30T09:00:00+08:00',
          facts: {},
          cancels: id,
        })
        const all = [...events, ...events.map(({ id }) => cancel(id))]
        const ledger = postEvents(bundle, all, { units })
        for (const { balance } of ledger.trialBalance) expect(balance).toBe(0)
        expect(ledger.open).toEqual([])
        // Taken back a period later, the two periods together leave none either.
        const first = postEvents(bundle, events, { units })
        const { postings, open } = postEvents(
          bundle,
          events.map(({ id }) => cancel(id)),
          { units, earlier: first.postings },
        )
        const due = new Set(first.postings.map(({ event }) => event))
        expect(postings).toHaveLength(first.postings.length)
        expect(open.map(({ event }) => event).toSorted()).toEqual(
          events
            .filter(({ id }) => !due.has(id))
            .map(({ id }) => `not-${id}`)
            .toSorted(),
        )
      }),
    )
  })
})
