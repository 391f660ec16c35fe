import { factValue } from '../decisions/facts.ts'
import { formatFraction, type Fraction, fractionOfRatio } from '../model/exact.ts'
import type { PayerChoice, Price } from '../model/money-rule.ts'
import type { Ratio } from '../model/value.ts'
import type { AccountId } from './ledger.ts'
import {
  conditionPriced,
  notDue,
  openFor,
  type Priced,
  type PricingScope,
  quantityOf,
  unitNamed,
} from './priced-event.ts'
import { roundedShare } from './rounded-share.ts'
import type { PricedRule } from './tariff.ts'

/** The rule of a price, as its tariff needs it. Pure. */
export function ruleOfPrice(price: Price): PricedRule {
  const types = price.basis === 'costPlus' ? (['ratio'] as const) : (['money'] as const)
  const chosen = typeof price.payerUnit === 'object' ? [price.payerUnit.parameter] : []
  return {
    id: `/prices/${price.id}`,
    path: `/prices/${price.id}`,
    title: price.title,
    cites: price.cites,
    reads: [
      { parameter: price.amount.parameter, types },
      ...chosen.map((parameter) => ({ parameter, types: ['code', 'text'] as const })),
    ],
  }
}

/** What one unit owes another for an event by a price. A unit owes itself nothing. Pure. */
export function priceEvent(scope: PricingScope, price: Price): Priced {
  const tariff = scope.tariff(ruleOfPrice(price))
  const payer = payerOf(scope, price, 'missing' in tariff ? undefined : tariff.parameters[1]?.value)
  const unit = 'unit' in payer ? payer.unit : undefined
  const paid = price.payeeUnit && factValue(scope.event.facts, price.payeeUnit)
  const closed = conditionPriced(scope, price.appliesWhen, {
    unit,
    payee: typeof paid === 'string' ? paid : undefined,
  })
  if (closed?.kind === 'notDue') return closed
  // That a unit is not in the directory says more than that nothing is known of it.
  if (closed !== undefined) {
    const named = 'priced' in payer ? payer : unitNamed(scope, price.payeeUnit ?? '')
    return 'priced' in named ? named.priced : closed
  }
  if ('missing' in tariff) return openFor([], tariff.missing)
  if ('priced' in payer) return payer.priced
  const payee = unitNamed(scope, price.payeeUnit ?? '')
  if ('priced' in payee) return payee.priced
  if (unit === payee.unit) return notDue
  const worked = amountOf(scope, price, tariff.parameters[0]?.value)
  if ('kind' in worked) return worked
  const debit: AccountId = unit === undefined ? 'community' : `charges:${unit}`
  return worked.amount === 0n
    ? notDue
    : { kind: 'due', debit, credit: `income:${payee.unit}`, tariff, ...worked }
}

/** Who pays: the unit a fact names, the county's choice of one, or, with neither, the community itself. */
function payerOf(
  scope: PricingScope,
  price: Price,
  chosen: unknown,
): { readonly unit: string } | { readonly priced: Priced } | { readonly community: true } {
  if (typeof price.payerUnit === 'string') return unitNamed(scope, price.payerUnit)
  if (price.payerUnit === undefined) return { priced: openFor([], []) }
  const choice: PayerChoice['choices'][number] | undefined = price.payerUnit.choices.find(
    ({ id }) => id === chosen,
  )
  if (choice === undefined) return { priced: openFor([], [price.payerUnit.parameter]) }
  return choice.fact === undefined ? { community: true } : unitNamed(scope, choice.fact)
}

interface Worked {
  readonly amount: bigint
  readonly quantity?: string
  readonly cost?: number
}

function amountOf(scope: PricingScope, price: Price, value: unknown): Worked | Priced {
  if (price.basis === 'costPlus') return atCost(scope, price.cost ?? '', value as Ratio)
  const rate = BigInt(value as number)
  if (rate < 0n) return notPositive
  if (price.basis === 'perService') return { amount: rate }
  const hours = quantityOf(scope, price.quantity ?? '')
  if (hours === undefined) return openFor([price.quantity ?? ''])
  return hours.n < 0n ? notPositive : timesOf(rate, hours)
}

function atCost({ event }: PricingScope, fact: string, markup: Ratio): Worked | Priced {
  const cost = factValue(event.facts, fact)
  if (typeof cost !== 'number') return openFor([fact])
  const { n, d } = fractionOfRatio(markup)
  if (cost < 0 || n + d < 0n) return notPositive
  return { amount: roundedShare(BigInt(cost), { n: n + d, d }), cost }
}

/** A rate for so many hours or services, rounded half up to the fen. Pure. */
export function timesOf(rate: bigint, quantity: Fraction): Worked {
  return { amount: roundedShare(rate, quantity), quantity: formatFraction(quantity, 4) }
}

export const notPositive: Priced = {
  kind: 'open',
  reason: 'notPositive',
  needs: [],
  missingParameters: [],
}
