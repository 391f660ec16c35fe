import type { Earner, Incentive } from '../model/money-rule.ts'
import {
  conditionPriced,
  notDue,
  openFor,
  type Priced,
  type PricingScope,
  quantityOf,
  unitNamed,
} from './priced-event.ts'
import { notPositive, timesOf } from './price-event.ts'
import type { PricedRule } from './tariff.ts'

/** The rule of what one earner gets, as its tariff needs it. Pure. */
export function ruleOfEarner(incentive: Incentive, earner: Earner): PricedRule {
  const points = earner.points === undefined ? [] : [earner.points.parameter]
  return {
    id: `/incentives/${incentive.id}/earners/${earner.id}`,
    path: `/incentives/${incentive.id}`,
    title: {
      zh: `${incentive.title.zh}（${earner.title.zh}）`,
      en: `${incentive.title.en} (${earner.title.en})`,
    },
    cites: incentive.cites,
    reads: [
      { parameter: earner.amount.parameter, types: ['money'] },
      ...points.map((parameter) => ({ parameter, types: ['integer'] as const })),
    ],
  }
}

/** What an earner's unit gets from the incentive's pool for an event. Units only, never a person. Pure. */
export function rewardEvent(scope: PricingScope, incentive: Incentive, earner: Earner): Priced {
  const tariff = scope.tariff(ruleOfEarner(incentive, earner))
  const named = unitNamed(scope, earner.unit)
  const unit = 'unit' in named ? named.unit : undefined
  const closed = conditionPriced(scope, incentive.appliesWhen, { unit })
  if (closed !== undefined) return closed
  if ('missing' in tariff) return openFor([], tariff.missing)
  if ('priced' in named) return named.priced
  const [amount, points] = tariff.parameters
  const rate = BigInt(amount?.value as number) * BigInt((points?.value ?? 1) as number)
  if (rate < 0n) return notPositive
  const times = earner.quantity === undefined ? undefined : quantityOf(scope, earner.quantity)
  if (times === undefined && earner.quantity !== undefined) return openFor([earner.quantity])
  if (times !== undefined && times.n < 0n) return notPositive
  const worked = times === undefined ? { amount: rate } : timesOf(rate, times)
  return worked.amount === 0n
    ? notDue
    : {
        kind: 'due',
        debit: `pool:${incentive.id}`,
        credit: `income:${named.unit}`,
        tariff,
        ...worked,
      }
}
