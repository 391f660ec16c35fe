import { evaluateStandaloneCondition } from '../decisions/evaluate-standalone-condition.ts'
import { type Facts, factValue } from '../decisions/facts.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { missingParametersOf, unknownFactsOf } from '../decisions/unknown-facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Condition } from '../model/condition.ts'
import { type Fraction, fractionOfDecimal } from '../model/exact.ts'
import type { AccountId, LedgerEvent, Tariff } from './ledger.ts'
import type { MoneyUnit } from './money-unit.ts'
import type { PricedRule } from './tariff.ts'
import { unitFacts } from './unit-facts.ts'

/** What a rule says of one event: it is due, it is rightly not, or something is needed to say. */
export type Priced =
  | {
      readonly kind: 'due'
      readonly debit: AccountId
      readonly credit: AccountId
      readonly amount: bigint
      readonly tariff: Tariff
      readonly quantity?: string
      readonly cost?: number
    }
  | { readonly kind: 'notDue' }
  | {
      readonly kind: 'open'
      readonly reason: 'needs' | 'unitUnknown' | 'notPositive'
      readonly needs: readonly string[]
      readonly missingParameters: readonly string[]
      /** The unit that the directory does not have. */
      readonly unit?: string
    }

/** What the pricing of one event reads. */
export interface PricingScope {
  readonly bundle: Bundle
  readonly event: LedgerEvent
  /** The day the event falls on. */
  readonly day: string
  /** The directory by id; without it every unit named is taken for one. */
  readonly units: ReadonlyMap<string, MoneyUnit> | undefined
  readonly tariff: (rule: PricedRule) => Tariff | { readonly missing: readonly string[] }
}

export const notDue: Priced = { kind: 'notDue' }

export function openFor(
  needs: readonly string[],
  missingParameters: readonly string[] = [],
): Priced {
  return { kind: 'open', reason: 'needs', needs, missingParameters }
}

/** A unit the case names: its id, what is needed to know it, or an id the directory does not have. */
export function unitNamed(
  { event, units }: PricingScope,
  fact: string,
): { readonly unit: string } | { readonly priced: Priced } {
  const unit = factValue(event.facts, fact)
  if (typeof unit !== 'string' || unit === '') return { priced: openFor([fact]) }
  if (units !== undefined && !units.has(unit))
    return {
      priced: { kind: 'open', reason: 'unitUnknown', needs: [], missingParameters: [], unit },
    }
  return { unit }
}

/**
 * Whether a rule's condition holds for an event: `undefined` where it does. Facts named `unit.…` are those of the
 * unit that pays a price or earns an incentive, those named `payee.…` of the unit that is paid.
 */
export function conditionPriced(
  scope: PricingScope,
  condition: Condition | undefined,
  { unit, payee }: { readonly unit?: string | undefined; readonly payee?: string | undefined },
): Priced | undefined {
  if (condition === undefined) return undefined
  const { bundle, event, day } = scope
  const facts: Facts = {
    ...factsOfUnit(scope, unit),
    ...asPayee(factsOfUnit(scope, payee)),
    ...event.facts,
  }
  const trace = evaluateStandaloneCondition(bundle, condition, facts, day)
  if (trace.result === true) return undefined
  if (trace.result === false) return notDue
  return openFor(unknownFactsOf(trace), missingParametersOf(trace))
}

function factsOfUnit({ bundle, units }: PricingScope, unit: string | undefined): Facts {
  if (unit === undefined) return {}
  const known = units?.get(unit)
  return known === undefined ? { 'unit.id': unit } : unitFacts(known, bundle.ruleset)
}

/** A count of a case: hours, services. Minutes are sixtieths of an hour. `undefined` while unknown. Pure. */
export function quantityOf({ bundle, event }: PricingScope, fact: string): Fraction | undefined {
  const definition = indexRuleset(bundle.ruleset).facts.get(fact)
  const value = factValue(event.facts, fact)
  if (value === undefined) return undefined
  const inMinutes = definition?.unit === 'minute' ? 60n : 1n
  if (definition?.type === 'integer') return { n: BigInt(value as number), d: inMinutes }
  if (definition?.type !== 'decimal') return undefined
  const { n, d } = fractionOfDecimal(value as string)
  return { n, d: d * inMinutes }
}

/** What the directory says of the unit that is paid. */
function asPayee(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([id, value]) =>
      id.startsWith('unit.') ? [[`payee.${id.slice('unit.'.length)}`, value]] : [],
    ),
  )
}
