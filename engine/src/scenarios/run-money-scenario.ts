import { type Facts, parseFacts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Issue } from '../model/issue.ts'
import type { ScenarioUnit } from '../model/money-scenario.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Text } from '../model/text.ts'
import { computeFund } from '../money/compute-fund.ts'
import type { LedgerEvent } from '../money/ledger.ts'
import type { Explained, PartResult } from '../money/money-result.ts'
import type { MoneyUnit } from '../money/money-unit.ts'
import { postEvents } from '../money/post-events.ts'
import { reimburse } from '../money/reimburse.ts'
import { splitPool } from '../money/split-pool.ts'
import { compareAll } from './compare-expectation.ts'
import { differs } from '../comparison/difference-words.ts'
import { touchDecision, touchItem } from './touched.ts'

type Money<Kind extends Scenario['kind']> = Extract<Scenario, { kind: Kind }>
type MoneyScenario = Money<'fund' | 'reimbursement' | 'pool' | 'ledger'>

/** Runs a scenario about money: figures or events in, amounts out. Notes what it exercised. */
export function runMoneyScenario(
  bundle: Bundle,
  scenario: MoneyScenario,
  touched: Set<string>,
): readonly Text[] {
  const parsed = parseAll(bundle, scenario)
  if (parsed.issues.length > 0) return parsed.issues.map((issue) => issue.message)
  switch (scenario.kind) {
    case 'fund':
      return runFund(bundle, scenario, { ...parsed, touched })
    case 'pool':
      return runPool(bundle, scenario, { ...parsed, touched })
    case 'reimbursement':
      return runReimbursement(bundle, scenario, { ...parsed, touched })
    case 'ledger':
      return runLedger(bundle, scenario, { ...parsed, touched })
  }
}

interface Given {
  readonly facts: Facts
  readonly units: readonly MoneyUnit[] | undefined
  readonly events: readonly LedgerEvent[]
  readonly touched: Set<string>
}

/** The facts of a scenario, of its units and of its events, each checked against the ruleset. */
function parseAll(
  { ruleset }: Bundle,
  scenario: MoneyScenario,
): Omit<Given, 'touched'> & { readonly issues: readonly Issue[] } {
  const issues: Issue[] = []
  const parse = (input: unknown) => {
    const parsed = parseFacts(ruleset, input ?? {})
    issues.push(...parsed.issues)
    return parsed.facts
  }
  const unitOf = ({ facts, score, ...unit }: ScenarioUnit): MoneyUnit => ({
    unit: { ...defined(unit), id: unit.id, title: unit.title ?? unit.id },
    facts: parse(facts),
    ...(score === undefined ? {} : { score }),
  })
  return {
    facts: scenario.kind === 'ledger' ? {} : parse(scenario.facts),
    units: 'units' in scenario ? scenario.units?.map(unitOf) : undefined,
    events:
      scenario.kind === 'ledger'
        ? scenario.events.map(({ facts, ...event }) => ({
            ...(defined(event) as typeof event & { case: string; cancels: string }),
            facts: parse(facts),
          }))
        : [],
    issues,
  }
}

/** The members that are there. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

function runFund(bundle: Bundle, scenario: Money<'fund'>, given: Given): readonly Text[] {
  const fund = bundle.ruleset.funds.find(({ id }) => id === scenario.fund)
  if (fund === undefined) return [differs('fund', scenario.fund, null)]
  const result = computeFund(bundle, fund.id, { ...given, asOf: scenario.asOf })
  touchItem('funds', fund, given.touched)
  for (const decision of result.decisions) touchDecision(decision, given.touched)
  return compareAll(scenario.expect, {
    ...result,
    ...lacking(result),
    units: unitAmounts(result.parts),
    parties: Object.fromEntries(result.parts.map(({ id, party }) => [id, party])),
  })
}

function runPool(bundle: Bundle, scenario: Money<'pool'>, given: Given): readonly Text[] {
  const incentive = bundle.ruleset.incentives.find(({ id }) => id === scenario.incentive)
  if (incentive?.pool === undefined || incentive.split === undefined)
    return [differs('incentive', scenario.incentive, null)]
  const result = splitPool(bundle, incentive.id, { ...given, asOf: scenario.asOf })
  touchItem('incentives', incentive, given.touched)
  return compareAll(scenario.expect, {
    ...result,
    ...lacking(result),
    units: unitAmounts(result.parts),
  })
}

function runReimbursement(
  bundle: Bundle,
  scenario: Money<'reimbursement'>,
  { facts, touched }: Given,
): readonly Text[] {
  const result = reimburse(bundle, facts, scenario.asOf)
  const applies = result.items.filter((item) => item.applies === true).map(({ item }) => item)
  for (const item of bundle.ruleset.reimbursement)
    if (applies.includes(item.id)) touchItem('reimbursement', item, touched)
  return compareAll(scenario.expect, {
    ...result,
    ...lacking(result),
    share: result.shareShown,
    applies,
  })
}

function runLedger(
  bundle: Bundle,
  scenario: Money<'ledger'>,
  { units, events, touched }: Given,
): readonly Text[] {
  const ledger = postEvents(bundle, events, { units })
  const heard = new Set([...ledger.postings, ...ledger.open].map(({ rule }) => rule))
  for (const list of ['prices', 'incentives'] as const)
    for (const item of bundle.ruleset[list])
      if (heard.has(`/${list}/${item.id}`)) touchItem(list, item, touched)
  return compareAll(scenario.expect, {
    postings: ledger.postings.map(({ event, rule, debit, credit, amount }) => ({
      event,
      rule,
      debit,
      credit,
      amount,
    })),
    open: ledger.open.map((item, at) => {
      const wanted = scenario.expect.open?.[at]
      return {
        event: item.event,
        rule: item.rule,
        reason: item.reason,
        ...(wanted?.needs === undefined ? {} : { needs: item.needs }),
        ...(wanted?.missing === undefined ? {} : { missing: item.missingParameters }),
      }
    }),
    notDue: ledger.notDue,
    units: Object.fromEntries(ledger.units.map(({ unit, net }) => [unit, net])),
    issues: ledger.issues.map(({ code }) => code),
  })
}

function lacking({ needs, missingParameters, issues }: Explained) {
  return { needs, missing: missingParameters, issues: issues.map(({ code }) => code) }
}

/** What each unit gets in all. */
function unitAmounts(parts: readonly PartResult[]): Readonly<Record<string, number>> {
  const amounts: Record<string, number> = {}
  for (const { units } of parts)
    for (const { unit, amount } of units ?? []) amounts[unit] = (amounts[unit] ?? 0) + amount
  return amounts
}
