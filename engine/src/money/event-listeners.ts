import type { Bundle } from '../model/bundle.ts'
import { priceEvent, ruleOfPrice } from './price-event.ts'
import type { Priced, PricingScope } from './priced-event.ts'
import { rewardEvent, ruleOfEarner } from './reward-event.ts'
import type { PricedRule } from './tariff.ts'

/** A price, or one earner of an incentive: what it is called, and what it says of an event. */
export interface Listener {
  readonly rule: PricedRule
  readonly price: (scope: PricingScope) => Priced
}

/** The prices and incentives of a bundle by the event they wait for. Pure. */
export function listenersOf(bundle: Bundle): ReadonlyMap<string, readonly Listener[]> {
  const byEvent = new Map<string, Listener[]>()
  const listen = (event: string | undefined, listener: Listener) => {
    if (event !== undefined) byEvent.set(event, [...(byEvent.get(event) ?? []), listener])
  }
  for (const price of bundle.ruleset.prices)
    listen(price.on, {
      rule: ruleOfPrice(price),
      price: (scope) => priceEvent(scope, price),
    })
  for (const incentive of bundle.ruleset.incentives)
    for (const earner of incentive.earners ?? [])
      listen(incentive.on, {
        rule: ruleOfEarner(incentive, earner),
        price: (scope) => rewardEvent(scope, incentive, earner),
      })
  return byEvent
}
