import type { Bundle } from '../model/bundle.ts'
import { computeFunds } from './compute-fund.ts'
import { postEvents } from './post-events.ts'
import type { Settlement, SettlementInput } from './settlement.ts'
import { settlementChecks } from './settlement-checks.ts'
import { poolsOf, splitPool } from './split-pool.ts'
import { unitStatements } from './unit-statements.ts'

/**
 * Everything a period's money comes to: each fund, each pool, the ledger of its events, and what every unit gets and
 * owes, with the sums that must agree. The same input gives the same bytes, in whatever order its lists stand. Pure.
 *
 * @throws RangeError when a unit is listed twice, or an event's time is none
 */
export function settle(bundle: Bundle, input: SettlementInput): Settlement {
  const { period, asOf, facts, units, events, earlier } = input
  const money = { facts, asOf, units }
  const funds = bundle.ruleset.funds.flatMap(({ id }) => computeFunds(bundle, id, money))
  const pools = poolsOf(bundle).map((id) => splitPool(bundle, id, { ...money, funds }))
  const ledger = postEvents(bundle, events, { units, earlier })
  const statements = unitStatements(bundle, units, { funds, pools, ledger })
  const checks = settlementChecks({ funds, pools, ledger, statements })
  const results = [...funds, ...pools]
  return {
    period,
    asOf,
    bundle: bundle.hash,
    funds,
    pools,
    ledger,
    statements,
    checks,
    reconciles: checks.every(({ holds }) => holds),
    needs: all([...results, ...ledger.open].map(({ needs }) => needs)),
    missingParameters: all(
      [...results, ...ledger.open].map(({ missingParameters }) => missingParameters),
    ),
    issues: [...results.flatMap(({ issues }) => issues), ...ledger.issues],
  }
}

function all(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].toSorted()
}
